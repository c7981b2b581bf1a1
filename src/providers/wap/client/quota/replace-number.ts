const PIECE = /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!\[CDATA\[[\s\S]*?\]\]>|[^<]+/g;

/**
 * The content of a limit with another number in it; null (unlimited) leaves nothing but comments. What stands around the
 * number stays: blanks, comments, the CDATA it is wrapped in. A number that a comment divides is put where it began.
 */
export function replaceNumber(content: string, value: number | null): string {
  let isPlaced = value === null;
  const rest = content.replaceAll(PIECE, (piece) => {
    if (piece.startsWith('<!--') || piece.startsWith('<?')) return piece;
    if (value === null) return '';
    const cdata = /^<!\[CDATA\[([\s\S]*)\]\]>$/.exec(piece)?.[1];
    const text = cdata ?? piece;
    if (text.trim() === '') return piece;
    const number = isPlaced ? '' : String(value);
    isPlaced = true;
    const changed = text.replace(text.trim(), () => number);
    return cdata === undefined ? changed : `<![CDATA[${changed}]]>`;
  });
  return isPlaced ? rest : `${rest}${value}`;
}

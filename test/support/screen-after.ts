/** What stands on a terminal after these bytes: enough of one for what is drawn here. */
export function screenAfter(bytes: string): readonly string[] {
  const rows: string[] = [''];
  let row = 0;
  for (const [part] of bytes.matchAll(/\n|\p{Cc}\[\??(\d*)([A-Za-z])|\P{Cc}+/gu)) {
    const escape = /^\p{Cc}\[\??(\d*)([A-Za-z])$/u.exec(part);
    if (part === '\n') {
      row += 1;
      rows[row] ??= '';
    } else if (escape === null) rows[row] = part;
    else if (escape[2] === 'A') row = Math.max(0, row - Number(escape[1] || 1));
    else if (escape[2] === 'B') row += Number(escape[1] || 1);
    else if (escape[2] === 'K' && escape[1] === '2') rows[row] = '';
  }
  return rows;
}

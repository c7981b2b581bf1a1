const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
// What XML 1.0 allows: no control characters but tab and line ends, no halves of surrogate pairs, no U+FFFE and U+FFFF.
const character = /^[\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]*$/u;
const needsEscape = /[&<>"'\t\n\r]/gu;

export function escapeXml(text: string): string {
  return text.replace(needsEscape, (found) => `&#${found.codePointAt(0)};`);
}

/** May all of `text` stand in an XML document? */
export function isXmlText(text: string): boolean {
  return character.test(text);
}

/** The text with its references replaced: the five names and numbers that XML knows. Undefined for any other reference. */
export function decodeXml(text: string): string | undefined {
  let isKnown = true;
  const decoded = text.replace(/&([^;&]*;?)/gu, (_, reference: string) => {
    const value = decodeReference(reference);
    isKnown &&= value !== undefined;
    return value ?? '';
  });
  return isKnown && isXmlText(decoded) ? decoded : undefined;
}

function decodeReference(reference: string): string | undefined {
  const number = /^#(?:x([0-9a-fA-F]{1,6})|([0-9]{1,7}));$/u.exec(reference);
  if (number === null) return reference.endsWith(';') ? named[reference.slice(0, -1)] : undefined;
  const code = number[1] === undefined ? Number(number[2]) : Number.parseInt(number[1], 16);
  return code > 0x10ffff ? undefined : String.fromCodePoint(code);
}

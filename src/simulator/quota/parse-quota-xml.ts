export interface XmlElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  /** All character data directly inside, decoded. */
  readonly text: string;
}

/** Text that is not well-formed XML, or has what a provider must not accept (DOCTYPE). The message says where. */
export class XmlProblem extends Error {
  override readonly name = 'XmlProblem';
}

interface OpenElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: XmlElement[];
  text: string;
}

const TOKEN =
  /<!--(?:(?!--)[^])*-->|<!\[CDATA\[([^]*?)\]\]>|<\?xml(?=[\s?])[^]*?\?>|<\/([^\s<>/]+)\s*>|<([A-Za-z_][\w.:-]*)((?:\s+[\w.:-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>|([^<]+)/y;
const ATTRIBUTE = /([\w.:-]+)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/g;
const DEEPEST = 32;

/** The one root element. Throws XmlProblem on anything that is not well-formed. */
export function parseQuotaXml(xml: string): XmlElement {
  const document: OpenElement = { name: '', attributes: new Map(), children: [], text: '' };
  const open: OpenElement[] = [document];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < xml.length) {
    const at = TOKEN.lastIndex;
    const token = TOKEN.exec(xml);
    if (token === null) throw new XmlProblem(`Not well-formed at character ${at + 1}`);
    const parent = open.at(-1) ?? document;
    const [, cdata, closing, opening, attributes = '', selfClosing, text] = token;
    if (opening !== undefined) {
      if (parent === document && document.children.length > 0)
        throw new XmlProblem('There is more than one root element');
      if (open.length > DEEPEST) throw new XmlProblem('Elements are nested too deeply');
      const element = { name: opening, attributes: parseAttributes(attributes), children: [], text: '' };
      parent.children.push(element);
      if (selfClosing === '') open.push(element);
    } else if (closing !== undefined) {
      if (parent === document || closing !== parent.name)
        throw new XmlProblem(`</${closing}> closes nothing at character ${at + 1}`);
      open.pop();
    } else if (cdata !== undefined || text !== undefined) {
      const content = cdata ?? decodeText(text ?? '');
      if (parent === document && content.replace('\uFEFF', '').trim() !== '')
        throw new XmlProblem('There is text outside the root element');
      parent.text += content;
    } else if (token[0].startsWith('<?xml') && at !== 0)
      throw new XmlProblem('The XML declaration does not stand at the start');
  }
  const root = document.children[0];
  if (open.length > 1) throw new XmlProblem(`<${open.at(-1)?.name ?? ''}> is not closed`);
  if (root === undefined) throw new XmlProblem('There is no root element');
  return root;
}

function parseAttributes(text: string): ReadonlyMap<string, string> {
  const attributes = new Map<string, string>();
  for (const [, name = '', double, single] of text.matchAll(ATTRIBUTE)) {
    if (attributes.has(name)) throw new XmlProblem(`The attribute ${name} stands twice`);
    attributes.set(name, decodeText(double ?? single ?? ''));
  }
  return attributes;
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function decodeText(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(
    /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));|&/gi,
    (all, hex?: string, decimal?: string, name?: string) => {
      const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
      const decoded =
        name === undefined ? (code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : undefined) : ENTITIES[name];
      if (decoded === undefined) throw new XmlProblem(`${all} is no entity that is known here`);
      return decoded;
    },
  );
}

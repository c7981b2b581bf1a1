import { XMLParser } from 'fast-xml-parser';
import { decodeXml, isXmlText } from './xml-text.ts';

/** An element whose names are resolved: prefixes have done their work and are gone. */
export interface XmlElement {
  /** '' when it has none. */
  readonly namespace: string;
  readonly name: string;
  /** By `{namespace}name`, or by the bare name when it has no prefix. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  /** Its own text, that of its children left out. */
  readonly text: string;
}

/** The document is no XML, or uses what SOAP forbids in it. */
export class XmlRefused extends Error {}

type Scope = ReadonlyMap<string, string>;
type Node = Readonly<Record<string, unknown>>;

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  // Not '', under which the parser renames attributes that look dangerous to it.
  attributeNamePrefix: '@',
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  // References are decoded here, by `decodeXml`: the parser lets unknown ones pass as text.
  processEntities: false,
  cdataPropName: '#cdata',
  commentPropName: '#comment',
});

const colonName = /^(?:([\p{L}_][\p{L}\p{N}._-]*):)?([\p{L}_][\p{L}\p{N}._-]*)$/u;
const xmlnsNamespace = 'http://www.w3.org/2000/xmlns/';
const outermost: Scope = new Map([['xml', 'http://www.w3.org/XML/1998/namespace']]);

/** The root element of an XML document. Throws `XmlRefused`; also for a DOCTYPE or a processing instruction. */
export function readXml(document: string): XmlElement {
  // XML says so (section 2.11), and a password may have a line end in it.
  const text = document.replace(/\r\n?/gu, '\n');
  if (/<!DOCTYPE/iu.test(text)) throw new XmlRefused('a DOCTYPE is not allowed');
  if (!/>\s*$/u.test(text) || !isXmlText(text)) throw new XmlRefused('not an XML document');
  const nodes = parse(text).filter((node) => nameOf(node) !== '#comment' && nameOf(node) !== '?xml');
  const roots = nodes.filter((node) => nameOf(node) !== '#text' || !isBlank(node['#text']));
  const [root] = roots;
  if (root === undefined || roots.length > 1) throw new XmlRefused('not exactly one root element');
  return readElement(root, outermost);
}

function parse(text: string): readonly Node[] {
  try {
    return parser.parse(text, true) as readonly Node[];
  } catch (cause) {
    throw new XmlRefused('not an XML document', { cause });
  }
}

function readElement(node: Node, outer: Scope): XmlElement {
  const raw = Object.entries((node[':@'] ?? {}) as Readonly<Record<string, string>>).map(
    ([name, value]) => [name.slice(1), decoded(value)] as const,
  );
  const scope = widen(outer, raw);
  const own = resolve(nameOf(node), scope, scope.get('') ?? '');
  const content = node[nameOf(node)] as readonly Node[];
  const elements = content.filter((child) => !nameOf(child).startsWith('#'));
  return {
    ...own,
    attributes: readAttributes(raw, scope),
    children: elements.map((child) => readElement(child, scope)),
    text: content.map(textOf).join(''),
  };
}

function widen(outer: Scope, raw: readonly (readonly [string, string])[]): Scope {
  const scope = new Map(outer);
  for (const [name, value] of raw) {
    if (name === 'xmlns') scope.set('', value);
    if (!name.startsWith('xmlns:')) continue;
    if (value === '') throw new XmlRefused('a prefix without a namespace');
    scope.set(name.slice('xmlns:'.length), value);
  }
  return scope;
}

function readAttributes(raw: readonly (readonly [string, string])[], scope: Scope): ReadonlyMap<string, string> {
  const attributes = new Map<string, string>();
  for (const [name, value] of raw) {
    if (name === 'xmlns' || name.startsWith('xmlns:')) continue;
    const { namespace, name: local } = resolve(name, scope, '');
    const key = namespace === '' ? local : `{${namespace}}${local}`;
    if (attributes.has(key)) throw new XmlRefused('an attribute is repeated');
    attributes.set(key, value);
  }
  return attributes;
}

function resolve(name: string, scope: Scope, fallback: string): { readonly namespace: string; readonly name: string } {
  const [, prefix, local] = colonName.exec(name) ?? [];
  if (local === undefined) throw new XmlRefused('a name is not a name');
  if (prefix === undefined) return { namespace: fallback, name: local };
  const namespace = scope.get(prefix);
  if (namespace === undefined || namespace === xmlnsNamespace) throw new XmlRefused('a prefix is not declared');
  return { namespace, name: local };
}

function nameOf(node: Node): string {
  const name = Object.keys(node).find((key) => key !== ':@') ?? '';
  if (name.startsWith('?') && name !== '?xml') throw new XmlRefused('a processing instruction is not allowed');
  return name;
}

function textOf(node: Node): string {
  if (typeof node['#text'] === 'string') return decoded(node['#text']);
  const cdata = node['#cdata'] as readonly Node[] | undefined;
  return cdata === undefined ? '' : cdata.map((part) => String(part['#text'])).join('');
}

function decoded(text: string): string {
  const value = text.includes('<') ? undefined : decodeXml(text);
  if (value === undefined) throw new XmlRefused('a reference or character that XML does not know');
  return value;
}

function isBlank(text: unknown): boolean {
  return typeof text === 'string' && text.trim() === '';
}

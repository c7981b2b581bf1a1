import { XMLParser } from 'fast-xml-parser';

/** An element with its prefixes resolved: two documents that differ only in prefixes give the same tree. */
export interface XmlElement {
  readonly namespace: string;
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  /** The text directly inside, decoded and untrimmed; that of children is not in it. */
  readonly text: string;
}

export type XmlReading = { readonly root: XmlElement } | { readonly problem: string };

const ATTRIBUTES = ':@';
const TEXT = '#text';

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
  htmlEntities: true, // without it `&#65;` stays as it is
});

type RawNode = Readonly<Record<string, unknown>>;
type Scope = Readonly<Record<string, string>>;

/** Reads a whole, well-formed document without document type declaration. What is wrong with any other is told in words, never thrown. */
export function readXml(text: string): XmlReading {
  // Entities could be declared there, and the parser would expand them.
  if (/<!DOCTYPE/iu.test(text)) return { problem: 'it has a document type declaration, which is refused' };
  try {
    const nodes = (parser.parse(text, true) as readonly RawNode[]).filter((node) => !(TEXT in node));
    const [root, ...more] = nodes;
    if (root === undefined || more.length > 0) return { problem: `it has ${nodes.length} root elements` };
    return { root: elementOf(root, { '': '', xml: 'http://www.w3.org/XML/1998/namespace' }) };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : 'it cannot be parsed' };
  }
}

function elementOf(node: RawNode, outer: Scope): XmlElement {
  const tag = Object.keys(node).find((key) => key !== ATTRIBUTES) ?? '';
  const attributes = (node[ATTRIBUTES] ?? {}) as Readonly<Record<string, string>>;
  const scope = { ...outer, ...declaredIn(attributes) };
  const inner = node[tag] as readonly RawNode[];
  const { prefix, name } = splitTag(tag);
  const namespace = scope[prefix];
  if (namespace === undefined) throw new Error(`the prefix "${prefix}" is not declared`);
  return {
    namespace,
    name,
    attributes,
    children: inner.filter((child) => !(TEXT in child)).map((child) => elementOf(child, scope)),
    text: inner.flatMap((child) => (TEXT in child ? [String(child[TEXT])] : [])).join(''),
  };
}

function declaredIn(attributes: Readonly<Record<string, string>>): Scope {
  const declared = Object.entries(attributes).filter(([name]) => name === 'xmlns' || name.startsWith('xmlns:'));
  return Object.fromEntries(declared.map(([name, value]) => [name.slice('xmlns:'.length), value]));
}

function splitTag(tag: string): { readonly prefix: string; readonly name: string } {
  const colon = tag.indexOf(':');
  return colon < 0 ? { prefix: '', name: tag } : { prefix: tag.slice(0, colon), name: tag.slice(colon + 1) };
}

/** The first child of that name; the first step of any path through a tree. */
export function childOf(parent: XmlElement | undefined, namespace: string, name: string): XmlElement | undefined {
  return parent?.children.find((child) => child.namespace === namespace && child.name === name);
}

/** All the text below an element, its own before that of its children. */
export function innerText(element: XmlElement): string {
  return element.text + element.children.map(innerText).join('');
}

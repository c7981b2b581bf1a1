import { XMLParser } from 'fast-xml-parser';
import { badQuota } from './bad-quota.ts';
import { LIMIT_ELEMENTS, type LimitElement } from './cloud-quota.ts';

/** A stretch of the text, `end` exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface LocatedElement {
  /** As written, with its prefix. */
  readonly rawName: string;
  readonly span: Span;
  /** What is between its tags; null when it closes itself. */
  readonly content: Span | null;
}

export interface LocatedLimit extends LocatedElement {
  readonly name: LimitElement;
  /** Its text, entities and CDATA resolved, comments left out. */
  readonly text: string;
}

export interface LocatedCloud {
  readonly id: string;
  readonly stampId: string;
  readonly element: LocatedElement;
  readonly quota: LocatedElement | null;
  /** Those that are there, in the order of the text. */
  readonly limits: readonly LocatedLimit[];
}

/** A node of fast-xml-parser in its ordered form: one member named after the element, beside attributes and position. */
type XmlNode = Readonly<Record<string, unknown>>;

const POSITION = XMLParser.getMetaDataSymbol() as unknown as string;
const TEXT = '#text';
const CDATA = '#cdata';

/** Entities are left off by refusing DOCTYPE; the five of XML and character references are resolved. */
const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  cdataPropName: CDATA,
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  removeNSPrefix: true,
  htmlEntities: true,
  preserveOrder: true,
  captureMetaData: true,
});

/** Finds the clouds of a quota and where each of their limits stands in the text. Throws WAP_BAD_QUOTA for what is no such quota. */
export function locateLimits(xml: string): readonly LocatedCloud[] {
  if (/<!DOCTYPE/i.test(xml)) throw badQuota('it declares a document type, which is never read');
  const roots = elementsOf(parse(xml));
  const [root] = roots;
  if (root === undefined || roots.length > 1 || nameOf(root) !== 'Clouds') throw badQuota('its root is not Clouds');
  return childrenOf(root, 'Clouds')
    .filter((node) => nameOf(node) === 'Cloud')
    .map((cloud) => locateCloud(xml, cloud));
}

function parse(xml: string): unknown {
  try {
    return parser.parse(xml, true);
  } catch (error) {
    throw badQuota('it is no well-formed XML', error);
  }
}

function locateCloud(xml: string, cloud: XmlNode): LocatedCloud {
  const id = idAttribute(cloud, '@Id');
  const stampId = idAttribute(cloud, '@StampId');
  const quotas = childrenOf(cloud, 'Cloud').filter((node) => nameOf(node) === 'Quota');
  const [quota] = quotas;
  if (quotas.length > 1) throw badQuota('a Cloud has more than one Quota');
  const limits = quota === undefined ? [] : childrenOf(quota, 'Quota').flatMap((node) => locateLimit(xml, node));
  if (new Set(limits.map(({ name }) => name)).size < limits.length) throw badQuota('a limit stands there twice');
  return { id, stampId, limits, element: place(xml, cloud), quota: quota === undefined ? null : place(xml, quota) };
}

function locateLimit(xml: string, node: XmlNode): readonly LocatedLimit[] {
  const known = LIMIT_ELEMENTS.find(([name]) => name === nameOf(node));
  if (known === undefined) return [];
  const [name] = known;
  let text = '';
  for (const part of node[name] as readonly XmlNode[]) {
    const own = part[TEXT];
    const wrapped = part[CDATA];
    if (typeof own === 'string') text += own;
    else if (Array.isArray(wrapped)) text += textOfCdata(wrapped);
    else if (!nameOf(part).startsWith('?')) throw badQuota(`${name} holds another element`);
  }
  return [{ name, text, ...place(xml, node) }];
}

function textOfCdata(parts: readonly unknown[]): string {
  const [first] = parts as readonly XmlNode[];
  const text = first?.[TEXT];
  return typeof text === 'string' ? text : '';
}

function place(xml: string, node: XmlNode): LocatedElement {
  const { startIndex: start, endIndex: end } = node[POSITION] as { startIndex: number; endIndex: number };
  const rawName = /^<([^\s/>]+)/.exec(xml.slice(start, start + 200))?.[1] ?? nameOf(node);
  const open = endOfTag(xml, start);
  const content = xml[open - 2] === '/' ? null : { start: open, end: xml.lastIndexOf('</', end - 1) };
  return { rawName, span: { start, end }, content };
}

/** The index after the `>` of the tag that begins at `start`; a `>` inside an attribute's quotes is none. */
function endOfTag(xml: string, start: number): number {
  let quote = '';
  for (let index = start; index < xml.length; index += 1) {
    const character = xml.charAt(index);
    if (quote !== '') {
      if (character === quote) quote = '';
    } else if (character === '"' || character === "'") quote = character;
    else if (character === '>') return index + 1;
  }
  throw badQuota('it is no well-formed XML');
}

function idAttribute(node: XmlNode, name: string): string {
  const attributes = node[':@'] as Readonly<Record<string, unknown>> | undefined;
  const value = attributes?.[name];
  const id = typeof value === 'string' ? value.trim().toLowerCase().replaceAll(/[{}]/g, '') : '';
  if (id === '') throw badQuota(`a Cloud has no ${name.slice(1)}`);
  return id;
}

function childrenOf(node: XmlNode, name: string): readonly XmlNode[] {
  return elementsOf(node[name]);
}

/** Elements only, without text, comments and processing instructions. */
function elementsOf(nodes: unknown): readonly XmlNode[] {
  return (nodes as readonly XmlNode[]).filter((node) => !/^[#?]/.test(nameOf(node)));
}

function nameOf(node: XmlNode): string {
  return Object.keys(node).find((key) => key !== ':@') ?? '';
}

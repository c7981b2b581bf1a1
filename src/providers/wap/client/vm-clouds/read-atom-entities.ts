import { XMLParser } from 'fast-xml-parser';
import { badObject, isWireObject, type WireObject } from '../admin-api/read-wire.ts';
import type { EntityPage } from './read-entities.ts';

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  removeNSPrefix: true,
  htmlEntities: true,
  isArray: (name, _path, _isLeaf, isAttribute) => !isAttribute && (name === 'entry' || name === 'link'),
});

/** The entities of an Atom feed, or of a single entry: each property as text, null, or an object of its own. */
export function readAtomEntities(xml: string): EntityPage {
  const root = parse(xml);
  const feed = isWireObject(root['feed']) ? root['feed'] : null;
  // An empty feed is nothing but its title; a document of another kind has neither.
  if (feed === null && root['entry'] === undefined)
    throw badObject('OData feed', 'it is neither an Atom feed nor an entry');
  const entries = (feed ?? root)['entry'];
  const entities: WireObject[] = [];
  for (const entry of Array.isArray(entries) ? entries : []) entities.push(readEntry(entry));
  return { entities, nextLink: feed === null ? null : nextLinkOf(feed) };
}

function parse(xml: string): WireObject {
  if (/<!DOCTYPE/i.test(xml)) throw badObject('OData feed', 'it declares a document type');
  try {
    const root: unknown = parser.parse(xml, true);
    return isWireObject(root) ? root : {};
  } catch {
    throw badObject('OData feed', 'it is no well-formed XML');
  }
}

function readEntry(entry: unknown): WireObject {
  const content = isWireObject(entry) ? entry['content'] : undefined;
  // Media entries carry their properties beside the content instead of in it.
  const properties = [content, entry]
    .map((place) => (isWireObject(place) ? place['properties'] : undefined))
    .find(isWireObject);
  if (properties === undefined) throw badObject('OData feed', 'an entry has no properties');
  return { ...readProperties(properties), ...readExpanded(entry) };
}

/** Entities that were asked to come along (`$expand`) stand in a link of their name. */
function readExpanded(entry: unknown): WireObject {
  const expanded: Record<string, unknown> = {};
  const links = isWireObject(entry) && Array.isArray(entry['link']) ? (entry['link'] as unknown[]) : [];
  for (const link of links) {
    if (!isWireObject(link) || typeof link['@title'] !== 'string' || link['inline'] === undefined) continue;
    const feed = isWireObject(link['inline']) ? link['inline']['feed'] : undefined;
    const entries = isWireObject(feed) ? feed['entry'] : [];
    if (feed !== undefined) expanded[link['@title']] = Array.isArray(entries) ? entries.map(readEntry) : [];
  }
  return expanded;
}

function readProperties(properties: WireObject): WireObject {
  const entity: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(properties)) {
    if (!/^[#@]/.test(name)) entity[name] = readProperty(value);
  }
  return entity;
}

function readProperty(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(readProperty);
  if (!isWireObject(value)) return value;
  if (value['@null'] === 'true') return null;
  const hasMembers = Object.keys(value).some((name) => !/^[#@]/.test(name));
  return hasMembers ? readProperties(value) : (value['#text'] ?? '');
}

function nextLinkOf(feed: WireObject): string | null {
  const links = Array.isArray(feed['link']) ? (feed['link'] as unknown[]) : [];
  const next = links.find((link) => isWireObject(link) && link['@rel'] === 'next');
  const address = isWireObject(next) ? next['@href'] : undefined;
  return typeof address === 'string' ? address : null;
}

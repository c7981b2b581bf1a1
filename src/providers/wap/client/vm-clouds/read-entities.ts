import { badObject, isWireObject, type WireObject } from '../admin-api/read-wire.ts';
import { readAtomEntities } from './read-atom-entities.ts';

/** One answer of an OData collection. */
export interface EntityPage {
  readonly entities: readonly WireObject[];
  /** Where the rest is; null when this was all. */
  readonly nextLink: string | null;
}

/** The one entity of an OData v3 answer to a question by key. */
export function readEntity(answer: { readonly json: unknown; readonly text?: string }): WireObject {
  const { json, text } = answer;
  if (text === undefined && isWireObject(json) && !Array.isArray(json['value'])) {
    return isWireObject(json['d']) ? json['d'] : json;
  }
  const { entities } = readEntities(answer);
  const [entity] = entities;
  if (entity === undefined || entities.length > 1) throw badObject('OData entity', `it is ${entities.length} of them`);
  return entity;
}

/**
 * The entities in an OData v3 answer: JSON light, the older verbose JSON, or Atom, which SPF sends to whoever it takes for
 * not having asked for JSON (wire: vm-clouds 3). In Atom every value is a text or null.
 */
export function readEntities(answer: { readonly json: unknown; readonly text?: string }): EntityPage {
  if (answer.text !== undefined) return readAtomEntities(answer.text);
  const { json } = answer;
  if (!isWireObject(json)) throw badObject('OData feed', 'it is not an object');
  const verbose = json['d'];
  const feed = isWireObject(verbose) ? verbose : json;
  const list = Array.isArray(verbose) ? (verbose as unknown[]) : (feed['value'] ?? feed['results']);
  if (!Array.isArray(list)) throw badObject('OData feed', 'it has no value list');
  const entities: WireObject[] = [];
  for (const entity of list) {
    if (!isWireObject(entity)) throw badObject('OData feed', 'one of its entities is not an object');
    entities.push(entity);
  }
  const nextLink = feed['odata.nextLink'] ?? feed['__next'];
  return { entities, nextLink: typeof nextLink === 'string' ? nextLink : null };
}

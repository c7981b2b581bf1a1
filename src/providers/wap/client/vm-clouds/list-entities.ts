import { badObject, type WireObject } from '../admin-api/read-wire.ts';
import type { Transport, WapRequest } from '../http/transport.ts';
import { readEntities } from './read-entities.ts';

const MOST_PAGES = 1_000;
const MOST_BYTES = 64 * 1024 * 1024;

export interface EntityQuestion extends Pick<WapRequest, 'path' | 'route' | 'query' | 'principal' | 'signal'> {
  readonly transport: Transport;
}

/**
 * All entities of an OData collection. Whether SPF pages is not established, so a link to the rest is followed: of it only
 * the query counts, since its address is SPF's own and not that of the WAP site in front.
 */
export async function listEntities(question: EntityQuestion): Promise<readonly WireObject[]> {
  const { transport, ...request } = question;
  const entities: WireObject[] = [];
  let query = request.query;
  const asked = new Set([nameOf(query ?? {})]);
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const answer = await transport.request({
      ...request,
      ...(query === undefined ? {} : { query }),
      method: 'GET',
      repeat: 'safe',
      accepts: 'xml-too',
      maxBytes: MOST_BYTES,
    });
    const { entities: more, nextLink } = readEntities(answer);
    for (const entity of more) entities.push(entity);
    if (nextLink === null) return entities;
    query = queryOf(nextLink);
    // Whoever went round in a circle would ask VMM a thousand times for what it has said already.
    if (asked.has(nameOf(query)))
      throw badObject('OData feed', 'its link to the rest leads back to what was read before');
    asked.add(nameOf(query));
  }
  throw badObject('OData feed', `it goes on after ${MOST_PAGES} pages`);
}

/** The same for the same question, in whichever order its options stand. */
function nameOf(query: NonNullable<EntityQuestion['query']>): string {
  const options = Object.entries(query).filter(([, value]) => value !== undefined);
  return options
    .map(([name, value]) => JSON.stringify([name, String(value)]))
    .toSorted((a, b) => (a < b ? -1 : 1))
    .join();
}

function queryOf(link: string): Record<string, string> {
  const question = link.indexOf('?');
  return Object.fromEntries(new URLSearchParams(question === -1 ? '' : link.slice(question + 1)));
}

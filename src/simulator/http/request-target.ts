import { badRequest } from './refusal.ts';

export interface RequestTarget {
  /** As it came, without the query. */
  readonly path: string;
  /** Decoded, without empty ones: a trailing slash means nothing. */
  readonly segments: readonly string[];
  /** Names in lower case. */
  readonly query: ReadonlyMap<string, string>;
}

const NO_QUERY: ReadonlyMap<string, string> = new Map();

export function parseTarget(url: string): RequestTarget {
  const mark = url.indexOf('?');
  const path = mark < 0 ? url : url.slice(0, mark);
  const segments: string[] = [];
  for (const raw of path.split('/')) if (raw !== '') segments.push(raw.includes('%') ? decode(raw) : raw);
  return { path, segments, query: mark < 0 ? NO_QUERY : parseQuery(url.slice(mark + 1)) };
}

function parseQuery(text: string): ReadonlyMap<string, string> {
  const query = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(text)) {
    if (query.has(name.toLowerCase())) throw badRequest(`The query parameter ${name} stands twice.`);
    query.set(name.toLowerCase(), value);
  }
  return query;
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw badRequest('The path is not valid percent-encoding.');
  }
}

import type { AdminCall } from '../admin-api/admin-call.ts';
import type { Answer } from '../http/answer.ts';
import { badRequest, notFound, notSimulated, Refusal } from '../http/refusal.ts';
import { propertyText, type Entity, type EntitySet, type ODataScope } from './entity.ts';
import { matchesClause, parseFilter, type FilterClause } from './parse-filter.ts';
import { parseResourceSegment } from './parse-resource-path.ts';
import { followLink, shapeRows } from './shape-rows.ts';
import { VMM_ENTITY_SETS } from './vmm-entity-sets.ts';
import { writeODataAtom } from './write-odata-atom.ts';
import { writeODataJson, type ODataDocument } from './write-odata-json.ts';

const OPTIONS = ['$select', '$filter', '$expand', '$top', '$skip', '$skiptoken', '$format'];

/** By lower-case name. */
type EntitySets = ReadonlyMap<string, EntitySet>;

interface Resource {
  readonly root: string;
  readonly segments: readonly string[];
  readonly sets: EntitySets;
}

/** Answers a GET below the root of a service, VMM's unless told otherwise: a set, one of its entities, or what hangs on one. */
export function answerOData(
  scope: ODataScope,
  root: string,
  segments: readonly string[],
  sets: EntitySets = VMM_ENTITY_SETS,
): Answer {
  const { query } = scope.call;
  for (const option of query.keys())
    if (!OPTIONS.includes(option)) throw badRequest(`The query option ${option} is not known.`);
  return documentAnswer(scope.call, readDocument(scope, { root, segments, sets }));
}

/** 200 with the document, in the format that was asked for. */
export function documentAnswer({ query, now, accept }: AdminCall, document: ODataDocument): Answer {
  const headers = { dataserviceversion: '3.0;' };
  const json = wantedJson(accept, query.get('$format'));
  if (json === null)
    return {
      status: 200,
      headers,
      contentType: 'application/atom+xml;charset=utf-8',
      body: writeODataAtom(document, now),
    };
  const contentType = `application/json; odata=${json === 'none' ? 'nometadata' : `${json}metadata`}; streaming=true; charset=utf-8`;
  return { status: 200, headers, contentType, body: writeODataJson(document, json) };
}

/** Atom unless JSON is asked for: even for a client that posts JSON. */
export function wantedJson(accept: string, format: string | undefined): 'minimal' | 'full' | 'none' | null {
  const wish = format === 'json' ? 'application/json' : (format ?? accept).toLowerCase();
  if (!wish.includes('application/json')) return null;
  if (wish.includes('odata=fullmetadata')) return 'full';
  return wish.includes('odata=nometadata') ? 'none' : 'minimal';
}

function readDocument(scope: ODataScope, { root, segments, sets }: Resource): ODataDocument {
  const [first, link, ...deeper] = segments;
  if (first === undefined || first.startsWith('$')) throw notSimulated('The service document and its metadata');
  if (deeper.length > 0) throw notSimulated(`The resource ${segments.join('/')}`);
  const { name, keys } = parseResourceSegment(first);
  const set = sets.get(name.toLowerCase());
  if (set === undefined) throw notSimulated(`The entity set ${name}`);
  if (keys === null) {
    if (link !== undefined) throw badRequest(`${name} needs its key before /${link}.`);
    return collection(scope, {
      root,
      path: first,
      set,
      clauses: clausesFor(scope, set),
      rowsOf: (left) => set.rows(scope, left),
    });
  }
  const entity = findEntity(scope, set, keys);
  if (link === undefined) return { root, set, ...shapeRows(scope, set, [entity]), isSingle: true };
  const target = parseResourceSegment(link).name;
  const probe = followLink(scope, set, entity, target);
  if (probe.isSingle) {
    if (probe.rows.length === 0) throw notFound(`The resource ${segments.join('/')}`);
    return { root, set: probe.set, ...shapeRows(scope, probe.set, probe.rows), isSingle: true };
  }
  const clauses = clausesFor(scope, probe.set);
  const rowsOf = (left: readonly FilterClause[]): readonly Entity[] =>
    followLink(scope, set, entity, target, left).rows;
  return collection(scope, { root, path: segments.join('/'), set: probe.set, clauses, rowsOf });
}

interface Collection {
  readonly root: string;
  /** Below the root, for the next link. */
  readonly path: string;
  readonly set: EntitySet;
  readonly clauses: readonly FilterClause[];
  readonly rowsOf: (clauses: readonly FilterClause[]) => readonly Entity[];
}

/** `$filter`, `$skip`, `$top` and the page of the server, in this order. */
function collection(scope: ODataScope, { root, path, set, clauses, rowsOf }: Collection): ODataDocument {
  const { query, knobs, faults } = scope.call;
  const found = faults.has('empty-list') ? [] : rowsOf(clauses);
  const left =
    clauses.length === 0
      ? found
      : found.filter((row) => clauses.every((clause) => matchesClause(clause, propertyText(row, clause.property))));
  const skip = (readCount(query.get('$skip')) ?? 0) + (readCount(query.get('$skiptoken')) ?? 0);
  const end = Math.min(left.length, skip + (readCount(query.get('$top')) ?? left.length));
  const size = knobs.get('vmm-page-size') === 0 ? left.length : knobs.get('vmm-page-size');
  const shaped = shapeRows(scope, set, left.slice(skip, Math.min(end, skip + size)));
  const page = { root, set, ...shaped, isSingle: false };
  if (skip + size >= end) return page;
  return { ...page, next: nextAddress(root + path, query, skip + size, end) };
}

/** The same question from a later place on. */
function nextAddress(address: string, query: ReadonlyMap<string, string>, skip: number, end: number): string {
  const others = [...query].filter(([name]) => name !== '$skip' && name !== '$skiptoken' && name !== '$top');
  const top = query.has('$top') ? [['$top', String(end - skip)] as const] : [];
  const options = [...others, ...top, ['$skiptoken', String(skip)] as const];
  return `${address}?${options.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&')}`;
}

function clausesFor({ call }: ODataScope, set: EntitySet): readonly FilterClause[] {
  const clauses = parseFilter(call.query.get('$filter') ?? '');
  if (set.name === 'VirtualMachines' && call.knobs.get('vm-filter') === 'any') return clauses;
  for (const { property } of clauses)
    if (!set.filterable.some((name) => name.toLowerCase() === property.toLowerCase()))
      throw badRequest(`$filter on ${property} is not possible; only on ${set.filterable.join(', ')}.`);
  return clauses;
}

function findEntity(scope: ODataScope, set: EntitySet, keys: ReadonlyMap<string, string>): Entity {
  const names = set.keys.map((key) => key.toLowerCase());
  const isComplete =
    names.length === 1 ? keys.size === 1 : names.length === keys.size && names.every((name) => keys.has(name));
  if (!isComplete) throw badRequest(`The key of ${set.name} is ${set.keys.join(' and ')}.`);
  const entity =
    set.find === undefined
      ? set
          .rows(scope)
          .find((row) =>
            set.keys.every(
              (key) => propertyText(row, key)?.toLowerCase() === (keys.get(key.toLowerCase()) ?? keys.get('')),
            ),
          )
      : set.find(scope, keys);
  if (entity === undefined) throw notFound(`The resource of ${set.name} with that key`);
  return entity;
}

function readCount(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^\d{1,9}$/.test(text)) throw new Refusal(400, 'BadRequest', '$top and $skip must be whole numbers.');
  return Number(text);
}

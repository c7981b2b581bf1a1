import { badRequest, notSimulated } from '../http/refusal.ts';
import type { Entity, EntitySet, LinkedRows, ODataScope } from './entity.ts';
import type { FilterClause } from './parse-filter.ts';
import type { ExpandedLink, WrittenEntity } from './write-odata-json.ts';

/** Rows of a set as they are shown: with what was asked to come along, and with which of their members. */
export interface ShapedRows {
  readonly rows: readonly WrittenEntity[];
  /** Absent: all. */
  readonly members?: ReadonlySet<string>;
}

/** `$expand` and `$select`. */
export function shapeRows(scope: ODataScope, set: EntitySet, entities: readonly Entity[]): ShapedRows {
  const expand = readNames(scope.call.query.get('$expand'));
  const members = selectedMembers(set, selectedNames(scope, set), entities);
  const rows =
    expand.length === 0
      ? entities.map((entity) => ({ entity, expanded: NOTHING }))
      : entities.map((entity) => ({ entity, expanded: expand.map((name) => expandedLink(scope, set, entity, name)) }));
  return { rows, ...(members && { members }) };
}

const NOTHING: readonly ExpandedLink[] = [];

function expandedLink(scope: ODataScope, set: EntitySet, entity: Entity, name: string): ExpandedLink {
  const canonical = Object.keys(set.links).find((candidate) => candidate.toLowerCase() === name.toLowerCase()) ?? name;
  return { name: canonical, ...followLink(scope, set, entity, name) };
}

function selectedNames({ call }: ODataScope, set: EntitySet): readonly string[] {
  const names = readNames(call.query.get('$select'));
  if (set.name !== 'VirtualMachines' || names.length === 0) return names;
  if (call.knobs.get('vm-select') === 'refuse') throw badRequest('$select is not possible on VirtualMachines.');
  return call.knobs.get('vm-select') === 'ignore' ? [] : names;
}

/** Checks the names against one row, for all rows of a set have the same; undefined: all members. */
function selectedMembers(
  set: EntitySet,
  names: readonly string[],
  [first]: readonly Entity[],
): ReadonlySet<string> | undefined {
  const wanted = new Set(names.map((name) => name.toLowerCase()));
  if (first === undefined || names.length === 0 || wanted.has('*')) return undefined;
  const members = first.properties.map(({ name }) => name);
  const known = new Set([...members, ...Object.keys(set.links)].map((name) => name.toLowerCase()));
  const unknown = names.find((name) => !known.has(name.toLowerCase()));
  if (unknown !== undefined) throw badRequest(`$select: ${set.name} has no ${unknown}.`);
  return new Set(members.filter((name) => wanted.has(name.toLowerCase())));
}

function readNames(text: string | undefined): readonly string[] {
  return text === undefined ? [] : text.split(',').map((name) => name.trim());
}

/** What hangs on an entity under that name. */
export function followLink(
  scope: ODataScope,
  set: EntitySet,
  entity: Entity,
  name: string,
  clauses: readonly FilterClause[] = [],
): LinkedRows {
  const link = Object.entries(set.links).find(([candidate]) => candidate.toLowerCase() === name.toLowerCase());
  if (link === undefined) throw notSimulated(`${set.name}/${name}`);
  return link[1](scope, entity, clauses);
}

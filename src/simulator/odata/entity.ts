import type { AdminCall } from '../admin-api/admin-call.ts';
import type { JobRecord } from '../world/job-record.ts';
import type { SubscriptionRecord } from '../world/subscription-record.ts';
import type { FilterClause } from './parse-filter.ts';

export type EdmType =
  'Edm.Guid' | 'Edm.String' | 'Edm.Byte' | 'Edm.Int32' | 'Edm.Int64' | 'Edm.Boolean' | 'Edm.DateTime';

/** One property; `complex` is a collection of complex values, each again a list of properties; `object` is a single one. */
export type Property =
  | { readonly name: string; readonly type: EdmType; readonly value: string | number | boolean | null }
  | { readonly name: string; readonly type: string; readonly complex: readonly (readonly Property[])[] }
  | { readonly name: string; readonly type: string; readonly object: readonly Property[] | null };

/** One row of an entity set, ready to be written as JSON or Atom. */
export interface Entity {
  readonly properties: readonly Property[];
  /** Of a row that may be listed again unchanged. */
  readonly written?: WrittenBefore;
}

/** How a row was written last: it stays with its record, and goes with it. */
export interface WrittenBefore {
  /** Which members, at which level of metadata. */
  shape: string;
  text: string;
}

/** Who asks: the whole of VMM (null), or one subscription's role, which sees only what is its own. */
export interface ODataScope {
  readonly call: AdminCall;
  readonly subscription: SubscriptionRecord | null;
}

/** One entity set of the VMM service. A new kind of thing is one more of these in `vmm-entity-sets.ts`. */
export interface EntitySet {
  readonly name: string;
  readonly type: string;
  readonly keys: readonly string[];
  /** Properties that `$filter` may name. */
  readonly filterable: readonly string[];
  /** Sets that can be long look only at what the clauses leave; the others may pass them by. */
  rows(scope: ODataScope, clauses?: readonly FilterClause[]): readonly Entity[];
  /** By its keys, lower case, braces removed; undefined when there is none. */
  find?(scope: ODataScope, keys: ReadonlyMap<string, string>): Entity | undefined;
  /** What can be done to it; absent: it is only read. */
  readonly writes?: EntityWrites;
  /** Sets that hang on one of its entities. */
  readonly links: Readonly<
    Record<string, (scope: ODataScope, entity: Entity, clauses?: readonly FilterClause[]) => LinkedRows>
  >;
}

/** Members of a body by lower-case name, annotations left out: texts, numbers, booleans, null, or what JSON has besides. */
export type BodyMembers = ReadonlyMap<string, unknown>;

export interface EntityWrites {
  create?(scope: ODataScope, members: BodyMembers): WriteOutcome;
  /** `isPut`: by PUT, which may mean that members left out lose their values. */
  change?(scope: ODataScope, keys: ReadonlyMap<string, string>, members: BodyMembers, isPut: boolean): WriteOutcome;
  remove?(scope: ODataScope, keys: ReadonlyMap<string, string>): WriteOutcome;
}

/** What a write came to: refusals are thrown instead. */
export interface WriteOutcome {
  /** The work it began, for which a caller may wait; null: it is done. */
  readonly job: JobRecord | null;
  /** The entity as it is at that time, for callers who want it back. */
  entityAt(now: number): Entity | null;
}

export interface LinkedRows {
  readonly set: EntitySet;
  readonly rows: readonly Entity[];
  /** True: the link leads to one entity, not to a collection. */
  readonly isSingle: boolean;
}

/** `Owner/RoleID` looks inside. */
export function propertyText(entity: Entity, name: string): string | null {
  const [outer = '', inner] = name.split('/', 2);
  if (inner !== undefined) {
    const object = entity.properties.find((candidate) => candidate.name.toLowerCase() === outer.toLowerCase());
    return object !== undefined && 'object' in object ? propertyText({ properties: object.object ?? [] }, inner) : null;
  }
  const property = entity.properties.find((candidate) => candidate.name.toLowerCase() === name.toLowerCase());
  if (property === undefined || !('value' in property) || property.value === null) return null;
  return String(property.value);
}

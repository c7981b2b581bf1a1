import type { AdminCall } from '../admin-api/admin-call.ts';
import type { SubscriptionRecord } from '../world/subscription-record.ts';

export type EdmType = 'Edm.Guid' | 'Edm.String' | 'Edm.Int32' | 'Edm.Int64' | 'Edm.Boolean' | 'Edm.DateTime';

/** One property; `complex` is a collection of complex values, each again a list of properties. */
export type Property =
  | { readonly name: string; readonly type: EdmType; readonly value: string | number | boolean | null }
  | { readonly name: string; readonly type: string; readonly complex: readonly (readonly Property[])[] };

/** One row of an entity set, ready to be written as JSON or Atom. */
export interface Entity {
  readonly properties: readonly Property[];
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
  rows(scope: ODataScope): readonly Entity[];
  /** By its keys, lower case, braces removed; undefined when there is none. */
  find?(scope: ODataScope, keys: ReadonlyMap<string, string>): Entity | undefined;
  /** Sets that hang on one of its entities. */
  readonly links: Readonly<Record<string, (scope: ODataScope, entity: Entity) => LinkedRows>>;
}

export interface LinkedRows {
  readonly set: EntitySet;
  readonly rows: readonly Entity[];
  /** True: the link leads to one entity, not to a collection. */
  readonly isSingle: boolean;
}

export function propertyText(entity: Entity, name: string): string | null {
  const property = entity.properties.find((candidate) => candidate.name.toLowerCase() === name.toLowerCase());
  if (property === undefined || 'complex' in property || property.value === null) return null;
  return String(property.value);
}

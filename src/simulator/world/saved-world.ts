import type { Orphan, World } from './world.ts';

export const WORLD_FORMAT = 'vdc-simulator-world/1';

/** A service whose settings are `[key, place in texts]`: thousands of plans share their long texts. */
export interface SavedService {
  readonly settings: readonly (readonly [string, number])[];
}

/** The file of a world: one JSON object, a record a line. */
export interface SavedWorld {
  readonly format: string;
  readonly clockOffsetMs: number;
  readonly clouds: World['clouds']['rows'];
  readonly resourceProviders: World['resourceProviders']['rows'];
  /** Not in the files of older versions. */
  readonly vms?: World['vms']['rows'];
  readonly jobs?: World['jobs']['rows'];
  readonly vmNetworks?: World['vmNetworks']['rows'];
  readonly cloudServices?: World['cloudServices']['rows'];
  readonly directory?: World['directory']['rows'];
  readonly users: World['users']['rows'];
  readonly addOns: readonly { readonly services: readonly SavedService[] }[];
  readonly plans: readonly { readonly services: readonly SavedService[] }[];
  readonly subscriptions: readonly { readonly services: readonly SavedService[] }[];
  readonly usedIds: readonly string[];
  readonly orphans: readonly Orphan[];
  readonly invalidTokens: readonly (readonly [string, number])[];
  readonly texts: readonly string[];
}

import type { SpecCache } from '../spec/spec-cache.ts';
import type { Hashes } from '../planner/identity.ts';
import type { PlannerRules } from '../planner/planner-input.ts';
import type { SpecDefaults } from '../model/settings.ts';
import type { AccountProvider } from '../providers/account-provider.ts';
import type { Provider } from '../providers/provider.ts';
import type { SpecSource } from '../sources/spec-source.ts';
import type { StateStore } from '../state/state-store.ts';

/** What one pass needs from outside. Handed in; nothing here is built by the reconciler. */
export interface PassDoors {
  readonly source: SpecSource;
  readonly provider: Provider;
  /** The customers' accounts; absent where the settings name no directory. */
  readonly accounts?: Pick<AccountProvider, 'observe' | 'findTaken'> | undefined;
  readonly store: StateStore;
  /** What was parsed before, by content. Losing it costs time, nothing else. */
  readonly specCache: { load(): Promise<SpecCache | undefined>; save(cache: SpecCache): Promise<void> };
  readonly now: () => number;
  readonly hashes: Hashes;
}

/** What one pass is told by the settings. */
export interface PassRules {
  readonly installation: string;
  readonly defaults: SpecDefaults;
  readonly planner: PlannerRules;
}

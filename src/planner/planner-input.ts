import type { DesiredState } from '../model/desired-state.ts';
import type { Memory, InventoryEntry } from '../model/memory.ts';
import type { CloserView, ObservedState } from '../model/observed-state.ts';
import type { PlanScope } from '../model/plan.ts';
import type { SafetySettings } from '../model/settings.ts';
import type { VdcName } from '../model/virtual-data-center.ts';
import type { AccountSight } from './accounts/see-accounts.ts';
import type { Hashes } from './identity.ts';
import type { World } from './world.ts';

/** Everything a plan depends on. Nothing else does. */
export interface PlannerInput {
  readonly installation: string;
  readonly desired: DesiredState;
  readonly observed: ObservedState;
  readonly closer: CloserView;
  readonly memory: Memory;
  readonly rules: PlannerRules;
  readonly scope: PlanScope;
  readonly nowMs: number;
  readonly hashes: Hashes;
}

/** The part of the settings that decides. */
export interface PlannerRules {
  /** Key of a template → display name of the WAP plan it stands for. */
  readonly templates: Readonly<Record<string, { readonly template: string }>>;
  readonly safety: SafetySettings;
  /** The way to machines and their use: through the tenant API while a VDC is active, through SPF always, or none. */
  readonly vmAccess: 'none' | 'tenant' | 'spf';
  /** After which a guest that does not shut down has its power cut. */
  readonly shutdownTimeoutMs: number;
  /** Present: owners have accounts in a directory, whose login names end with `@` and this. */
  readonly upnSuffix?: string;
  /** Customers are told by mail what becomes of their VDCs. */
  readonly sendsMail: boolean;
}

/** What the planning of one VDC looks at. */
export interface Sight {
  readonly input: PlannerInput;
  readonly world: World;
  readonly inventory: ReadonlyMap<VdcName, InventoryEntry>;
  /** More owned subscriptions are missing than anybody would believe: the plan is refused, but still drawn. */
  readonly isMissingInBulk: boolean;
  /** Names of WAP users that some spec wants. */
  readonly wantedUsers: ReadonlySet<string>;
  /** Subscriptions that this plan deletes: they no longer count as users of anything. */
  readonly leaving: ReadonlySet<string>;
  /** Subscription → the VDC whose spec names it by `subscriptionId`. */
  readonly namedBy: ReadonlyMap<string, VdcName>;
  /** The VDC that the inventory knows by this subscription. */
  readonly holderOf: (subscriptionId: string) => VdcName | undefined;
  /** Whether WAP has a subscription that could be ours and that the inventory does not know. */
  readonly hasUnclaimed: () => boolean;
  /** The directory; absent where the settings name none. */
  readonly accounts: AccountSight | undefined;
  /** Whether the memory knows an account by this login, also where the settings name no directory any more. */
  readonly isRememberedLogin: (upn: string) => boolean;
  /** What the specs say of the address of the owner whom WAP knows by this name; letters that differ in case only are the same. */
  readonly addressesOf: (userName: string) => readonly string[];
  /** The WAP user of whom the specs say that address and no other; of several the one whose VDC comes first. */
  readonly userAt: (email: string) => string | undefined;
}

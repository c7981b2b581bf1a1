import type { InventoryEntry } from '../model/memory.ts';
import type { ObservedSubscription } from '../model/observed-state.ts';
import type { Block } from '../model/plan.ts';
import type { DesiredVdc, VdcName } from '../model/virtual-data-center.ts';
import { mintIdentity } from './identity.ts';
import type { Sight } from './planner-input.ts';

/** Generations that are looked for when the inventory is lost. More than this many deletions behind our back is no longer an accident. */
const searchedGenerations = 32;

/** Whether a declared VDC has its subscription, and how we know that it is ours. */
export type Standing =
  | {
      readonly kind: 'present';
      readonly subscription: ObservedSubscription;
      readonly generation: number;
      readonly proof: 'inventory' | 'identity' | 'spec';
    }
  | {
      readonly kind: 'absent';
      readonly generation: number;
      /** The subscription that somebody deleted. */
      readonly replaces?: string;
      /** We began to make it and were interrupted. */
      readonly isUnfinished: boolean;
    }
  | { readonly kind: 'refused'; readonly block: Block };

export function findStanding(desired: DesiredVdc, sight: Sight): Standing {
  const entry = sight.inventory.get(desired.name);
  if (entry !== undefined) return standingOfKnown(desired, entry, sight);
  if (desired.subscriptionId !== undefined) return standingOfNamed(desired.name, desired.subscriptionId, sight);
  return findByIdentity(desired.name, sight) ?? standingOfNew(desired.name, sight);
}

function standingOfKnown(desired: DesiredVdc, entry: InventoryEntry, sight: Sight): Standing {
  if (desired.subscriptionId !== undefined && desired.subscriptionId !== entry.subscriptionId)
    return refuse(
      'SUBSCRIPTION_ID_CHANGED',
      `The spec names subscription ${desired.subscriptionId}, but this VDC is subscription ${entry.subscriptionId}.`,
      `Take the line subscriptionId out, or give the other subscription a spec of its own.`,
    );
  const subscription = sight.world.subscription(entry.subscriptionId);
  if (subscription !== undefined)
    return { kind: 'present', subscription, generation: entry.generation, proof: 'inventory' };
  if (!entry.wasSeen) return findByIdentity(entry.name, sight) ?? standingOfUnfinished(entry, sight);
  if (!isGone(entry.subscriptionId, sight))
    return refuse(
      'SUBSCRIPTION_UNSEEN',
      `Subscription ${entry.subscriptionId} is missing from WAP's list, and it is not confirmed that it is gone.`,
      `Run \`vdc plan\` again. If it stays, compare the list with the subscription in the WAP admin portal.`,
    );
  if (desired.subscriptionId !== undefined) return notFound(desired.subscriptionId);
  return (
    findByIdentity(entry.name, sight) ?? {
      kind: 'absent',
      generation: entry.generation + 1,
      replaces: entry.subscriptionId,
      isUnfinished: false,
    }
  );
}

/** Begun and never seen: the generation before it must really be gone before it is made. */
function standingOfUnfinished({ name, generation }: InventoryEntry, sight: Sight): Standing {
  const { installation, hashes } = sight.input;
  const before = generation - 1;
  return {
    kind: 'absent',
    generation,
    ...(before > 0 && { replaces: mintIdentity(installation, name, before, hashes).subscriptionId }),
    isUnfinished: true,
  };
}

/** `subscriptionId:` in a spec is a person's word that the subscription is to be ours. */
function standingOfNamed(name: VdcName, subscriptionId: string, sight: Sight): Standing {
  const holder = sight.holderOf(subscriptionId);
  if (holder !== undefined) return { kind: 'refused', block: taken(subscriptionId, holder) };
  const subscription = sight.world.subscription(subscriptionId);
  if (subscription === undefined) return notFound(subscriptionId);
  const own = findByIdentity(name, sight);
  // One that we made ourselves is no adopted one, though its spec names it.
  if (own?.kind === 'present' && own.subscription.id === subscriptionId) return own;
  return { kind: 'present', subscription, generation: 1, proof: 'spec' };
}

/**
 * What the inventory does not know: it was lost, is an old copy, or took for gone what is there after all. The GUID itself
 * proves what is ours, of whatever generation and under whatever name; a tenant may have given it another one.
 */
function findByIdentity(name: VdcName, sight: Sight): Standing | undefined {
  const { installation, hashes } = sight.input;
  for (let generation = 1; generation <= (sight.hasUnclaimed() ? searchedGenerations : 0); generation++) {
    const { subscriptionId } = mintIdentity(installation, name, generation, hashes);
    const subscription = sight.world.subscription(subscriptionId);
    if (subscription === undefined) continue;
    const other = sight.namedBy.get(subscriptionId) ?? sight.holderOf(subscriptionId);
    if (other !== undefined && other !== name) return { kind: 'refused', block: taken(subscriptionId, other) };
    return { kind: 'present', subscription, generation, proof: 'identity' };
  }
  return undefined;
}

function standingOfNew(name: VdcName, sight: Sight): Standing {
  const last = sight.input.memory.lastGenerations.get(name) ?? 0;
  return { kind: 'absent', generation: last + 1, isUnfinished: false };
}

/** Confirmed by a GET of its id; when owned VDCs are missing in bulk the whole plan is refused until a person has looked. */
export function isGone(subscriptionId: string, sight: Pick<Sight, 'isMissingInBulk' | 'input'>): boolean {
  return sight.isMissingInBulk || sight.input.closer.gone.has(subscriptionId);
}

/** One subscription is one VDC: two would each put right what the other did, and the way out of one end both. */
export function taken(subscriptionId: string, other: VdcName): Block {
  return {
    code: 'SUBSCRIPTION_TAKEN',
    message: `Subscription ${subscriptionId} is that of VDC "${other}", and a subscription is never that of two VDCs.`,
    wayOut: `Keep one name for it: a VDC cannot be renamed, since its identity follows from its name. Take subscriptionId out of the spec that is to make a VDC of its own.`,
  };
}

export function stateUnknown(subscriptionId: string): Block {
  return {
    code: 'SUBSCRIPTION_STATE_UNKNOWN',
    message: `WAP gives subscription ${subscriptionId} a state that we do not know, so nobody can tell what may be done to it.`,
    wayOut: `Look at it in the WAP admin portal. Nothing about it is changed meanwhile.`,
  };
}

function notFound(subscriptionId: string): Standing {
  return refuse(
    'SUBSCRIPTION_NOT_FOUND',
    `The spec names subscription ${subscriptionId}, which WAP does not have. A subscription that existed before us cannot be made again.`,
    `Mend the id, or take the line subscriptionId out: then a new VDC is made.`,
  );
}

function refuse(code: string, message: string, wayOut: string): Standing {
  return { kind: 'refused', block: { code, message, wayOut } };
}

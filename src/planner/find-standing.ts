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
  if (desired.subscriptionId !== undefined) return standingOfNamed(desired.subscriptionId, sight);
  return standingOfStranger(desired.name, sight);
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
  if (!entry.wasSeen) return { kind: 'absent', generation: entry.generation, isUnfinished: true };
  if (!isGone(entry.subscriptionId, sight))
    return refuse(
      'SUBSCRIPTION_UNSEEN',
      `Subscription ${entry.subscriptionId} is missing from WAP's list, and it is not confirmed that it is gone.`,
      `Run \`vdc plan\` again. If it stays, compare the list with the subscription in the WAP admin portal.`,
    );
  if (desired.subscriptionId !== undefined) return notFound(desired.subscriptionId);
  return {
    kind: 'absent',
    generation: entry.generation + 1,
    replaces: entry.subscriptionId,
    isUnfinished: false,
  };
}

/** `subscriptionId:` in a spec is a person's word that the subscription is to be ours. */
function standingOfNamed(subscriptionId: string, sight: Sight): Standing {
  const subscription = sight.world.subscription(subscriptionId);
  return subscription === undefined
    ? notFound(subscriptionId)
    : { kind: 'present', subscription, generation: 1, proof: 'spec' };
}

/** Without memory: the GUID itself proves what is ours, of whatever generation. */
function standingOfStranger(name: VdcName, sight: Sight): Standing {
  const { installation, hashes } = sight.input;
  const first = sight.world.subscription(mintIdentity(installation, name, 1, hashes).subscriptionId);
  if (first !== undefined) return { kind: 'present', subscription: first, generation: 1, proof: 'identity' };
  const namesakes = sight.world.subscriptionsNamed(name);
  if (namesakes.length > 0)
    for (let generation = 2; generation <= searchedGenerations; generation++) {
      const { subscriptionId } = mintIdentity(installation, name, generation, hashes);
      const subscription = namesakes.find((one) => one.id === subscriptionId);
      if (subscription !== undefined) return { kind: 'present', subscription, generation, proof: 'identity' };
    }
  const last = sight.input.memory.lastGenerations.get(name) ?? 0;
  return { kind: 'absent', generation: last + 1, isUnfinished: false };
}

/** Confirmed by a GET of its id; when owned VDCs are missing in bulk the whole plan is refused until a person has looked. */
export function isGone(subscriptionId: string, sight: Sight): boolean {
  return sight.isMissingInBulk || sight.input.closer.gone.has(subscriptionId);
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

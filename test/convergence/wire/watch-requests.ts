import type { Outgoing } from '../../../src/providers/wap/client/http/exchange.ts';
import { readLimits } from '../../../src/simulator/quota/read-limits.ts';
import type { Simulator } from '../../../src/simulator/start-simulator.ts';
import { useOf } from '../../../src/simulator/vmm/use-of.ts';
import { DIMENSIONS, type Limits } from '../../../src/simulator/world/limits.ts';

/** A subscription that was deleted, suspended, or given less than it had. */
export interface Taken {
  readonly what: 'delete' | 'suspend' | 'shrink';
  readonly id: string;
  readonly atMs: number;
}

export interface WatchedRequests {
  /** What no WAP should have been asked for: told to the laws. */
  readonly outrages: string[];
  readonly taken: Taken[];
  /** Before a request is carried out; what it returns is called when it was. */
  watch(outgoing: Outgoing): () => void;
}

const stateActive = 1;

export interface WatchOptions {
  readonly now: () => number;
  /** Of a GUID that was used: who died before he could note that it was there makes it again under the same. */
  readonly mayComeAgain: (id: string) => boolean;
  readonly before?: readonly Taken[] | undefined;
}

/** An eye on what we ask of WAP that changes it: what is taken from customers, and what must never be asked. */
export function watchRequests(
  { world, knobs }: Simulator,
  { now, mayComeAgain, before = [] }: WatchOptions,
): WatchedRequests {
  const outrages: string[] = [];
  const taken: Taken[] = [...before];
  const take = (what: Taken['what'], id: string): void => {
    if (!taken.some((one) => one.what === what && one.id === id)) taken.push({ what, id, atMs: now() });
  };

  const limitsOf = (planId: string): Limits | undefined => {
    const plan = world.plans.get(planId);
    const quota = plan?.services.find(({ name }) => name === 'systemcenter');
    const read = quota && readLimits(quota.settings);
    return read?.problem === null ? read.limits : undefined;
  };

  /** What is to be said of a request that was carried out; looked up before it is. */
  function watch({ method, path, body }: Outgoing): () => void {
    const [kind, id = ''] = path.split('?')[0]?.split('/').slice(1).map(decodeURIComponent) ?? [];
    if (kind === 'subscriptions' && method === 'POST') {
      const made = /"SubscriptionId":"([^"]+)"/.exec(body ?? '')?.[1]?.toLowerCase() ?? '';
      const isAgain = world.usedIds.has(made) && world.subscriptions.get(made) === undefined;
      if (isAgain && !mayComeAgain(made)) return () => outrages.push(`the GUID ${made} was used a second time`);
    }
    if (kind === 'subscriptions' && method === 'DELETE' && id !== '') {
      const machines = world.vms.where('role', id).filter(({ goneAt }) => goneAt === null || goneAt > now());
      const name = world.subscriptions.get(id)?.name ?? id;
      return () => {
        take('delete', id);
        if (machines.length > 0) outrages.push(`${name} was deleted with machines in it`);
      };
    }
    if (kind === 'subscriptions' && method === 'PATCH') {
      const wasActive = world.subscriptions.get(id)?.state === stateActive;
      return () => {
        if (wasActive && world.subscriptions.get(id)?.state !== stateActive) take('suspend', id);
      };
    }
    if (kind === 'plans' && id !== '' && method !== 'DELETE') {
      const had = limitsOf(id);
      const name = world.plans.get(id)?.displayName;
      return () => {
        const after = limitsOf(id);
        const isLess = DIMENSIONS.some((one) => sizeOf(after?.[one]) < sizeOf(had?.[one]));
        for (const subscription of world.subscriptions.where('plan', id)) {
          if (isLess) take('shrink', subscription.id);
          const use = useOf({ world, knobs, now: now() }, subscription);
          const below = DIMENSIONS.find(
            (one) => sizeOf(after?.[one]) < use[one] && sizeOf(after?.[one]) < sizeOf(had?.[one]),
          );
          if (below !== undefined) outrages.push(`${name} was given less ${below} than ${subscription.name} uses`);
        }
      };
    }
    return () => undefined;
  }

  return { outrages, taken, watch };
}

function sizeOf(limit: number | null | undefined): number {
  return limit ?? Infinity;
}

import type { Provider } from '../provider.ts';
import type { VmProvider } from '../vm-provider.ts';
import { carryOutAction } from './carry-out-action.ts';
import { createTextPool } from './client/admin-api/text-pool.ts';
import type { Transport } from './client/http/transport.ts';
import { confirmGone } from './confirm-gone.ts';
import { createQuotaMemo } from './from-wire.ts';
import { lookAgainAt } from './look-again-at.ts';
import { compareWithSeen, lookAtSubscription } from './look-at-subscription.ts';
import { lookAtUse } from './look-at-use.ts';
import { observeCloser } from './observe-closer.ts';
import { observeSome } from './observe-some.ts';
import { observeWap } from './observe-wap.ts';
import { createTemplateShelf } from './template-shelf.ts';
import { createVmProvider } from './vms/create-vm-provider.ts';
import { openFabric, type Fabric } from './vms/fabric.ts';

export interface WapConnections {
  readonly admin: Transport;
  readonly tenant?: Transport;
  readonly spf?: Transport;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly closeLogin: () => Promise<void> | void;
}

/** A listing of the whole fabric is work for VMM: with this between two of them many VDCs share each. */
const restMs = 500;

/**
 * Windows Azure Pack, seen whole through its Admin API and changed one action at a time; the machines of its VDCs over SPF,
 * else over the tenant API.
 */
export function createWapProvider({ admin, tenant, spf, now, sleep, closeLogin }: WapConnections): Provider {
  const areOthersAtWork = () => [admin, spf, tenant].some((way) => way !== undefined && way.figures().inFlight > 0);
  const fabric = spf && openFabric(spf, { restMs, areOthersAtWork, now, sleep });
  const vms = openVms(tenant, fabric);
  const doors = {
    admin,
    ...(tenant && { tenant }),
    ...(fabric && { fabric }),
    ...(vms && { vms }),
    memo: createQuotaMemo(),
    now,
  };
  const texts = createTextPool();
  const shelf = createTemplateShelf(doors);
  return {
    observe(signal) {
      shelf.clear();
      return observeWap(doors, texts, signal);
    },
    observeSome: (ids, signal) => observeSome(ids, doors, signal),
    async probe(signal) {
      const query = { skip: 0, take: 1 };
      await admin.request({ method: 'GET', path: '/subscriptions', query, repeat: 'safe', signal });
    },
    observeCloser: (questions, signal) => observeCloser(questions, doors, signal),
    confirmGone: (id, signal) => confirmGone(id, doors, signal),
    carryOut: (action, signal) => carryOutAction(action, doors, shelf, signal),
    lookAgain: (action, signal) => lookAgainAt(action, doors, signal),
    lookAtUse: (vdc, signal) => lookAtUse(vdc, doors, signal),
    findMoved: async (id, saw, signal) => compareWithSeen(saw, await lookAtSubscription(id, doors, signal), id),
    ...(vms && { vms }),
    async close() {
      await Promise.all([admin.close(), tenant?.close(), spf?.close(), closeLogin()]);
    },
  };
}

function openVms(tenant: Transport | undefined, fabric: Fabric | undefined): VmProvider | undefined {
  if (fabric !== undefined) return createVmProvider({ access: 'spf', fabric, ...(tenant && { tenant }) });
  return tenant && createVmProvider({ access: 'tenant', tenant });
}

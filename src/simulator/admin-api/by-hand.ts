import { NO_FAULTS } from '../faults/faults.ts';
import { parseTarget } from '../http/request-target.ts';
import type { Router } from '../http/router.ts';
import type { SiteContext } from '../http/simulator-site.ts';
import { withLimits, type VdcSeed } from '../world/populate-vdcs.ts';
import type { Use } from '../world/subscription-record.ts';
import { createNetworksByHand, type NetworksByHand } from '../vmm/networks-by-hand.ts';
import { createRolesByHand, type RolesByHand } from '../vmm/roles-by-hand.ts';
import { createVmsByHand, type VmsByHand } from '../vmm/vms-by-hand.ts';
import { SYSTEM_CENTER } from './provider-push.ts';
import type { AdminHandler } from './admin-call.ts';

/** What somebody does with the portal or with VMM, past every fault, counted nowhere. Throws a Refusal where WAP would say no. */
export interface ByHand extends VmsByHand, NetworksByHand, RolesByHand {
  /** Any route of the Admin API: `request('PATCH', '/subscriptions/…', {…})`. Returns the parsed body. */
  request(method: string, url: string, body?: unknown): unknown;
  suspend(subscriptionId: string): void;
  activate(subscriptionId: string): void;
  deleteSubscription(subscriptionId: string, options?: { readonly force?: boolean }): void;
  /** Changes the limits of a plan's VM clouds and nothing else of it; texts of whole numbers, '' is unlimited. */
  setLimits(planId: string, limits: Pick<VdcSeed, 'vms' | 'cpus' | 'memoryMb' | 'storageGb'>): void;
  /** What is in use of a subscription besides its machines; unnamed figures stay. */
  setUse(subscriptionId: string, use: Partial<Use>): void;
}

export function createByHand(
  context: Pick<SiteContext, 'world' | 'knobs' | 'random' | 'now'>,
  router: Router<AdminHandler>,
): ByHand {
  const { world, knobs, random, now } = context;
  const request = (method: string, url: string, body?: unknown): unknown => {
    const { segments, query } = parseTarget(url);
    const { route, params } = router(method, segments);
    const at = now();
    world.settle(at);
    const call = {
      method,
      headers: {},
      world,
      knobs,
      now: at,
      params,
      query,
      body,
      faults: NO_FAULTS,
      random,
      upn: 'by hand',
      principal: null,
      accept: '',
      origin: '',
    };
    const answer = world.step(at, () => route.handle(call));
    const text = answer.body === null || typeof answer.body === 'string' ? answer.body : [...answer.body].join('');
    return text === null || text === '' ? null : (JSON.parse(text) as unknown);
  };
  const setStatus = (id: string, status: string): void =>
    void request('PATCH', `/subscriptions/${id}`, { SubscriptionId: id, Status: status });
  const vms = createVmsByHand(context);
  return {
    ...vms,
    ...createNetworksByHand(context),
    ...createRolesByHand(context, vms),
    request,
    suspend: (id) => setStatus(id, 'Suspended'),
    activate: (id) => setStatus(id, 'Active'),
    deleteSubscription: (id, options) =>
      void request('DELETE', `/subscriptions/${id}?force=${options?.force === true ? 'True' : 'False'}`),
    setLimits(planId, limits) {
      const service = world.plans.get(planId)?.services.find(({ name }) => name === SYSTEM_CENTER);
      if (service === undefined) throw new Error(`The plan ${planId} has no VM clouds`);
      const Settings = service.settings.map(({ Key, Value }) => ({
        Key,
        Value: Key === 'Clouds' ? withLimits(Value, limits) : Value,
      }));
      const quota = { ServiceName: service.name, ServiceInstanceId: service.instanceId, Settings };
      request('PUT', `/plans/${encodeURIComponent(planId)}/quota`, { ServiceQuotas: [quota] });
    },
    setUse(id, use) {
      const subscription = world.subscriptions.get(id);
      if (subscription === undefined) throw new Error(`There is no subscription ${id}`);
      world.step(now(), () => world.subscriptions.put({ ...subscription, use: { ...subscription.use, ...use } }));
    },
  };
}

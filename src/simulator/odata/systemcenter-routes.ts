import type { AdminCall, AdminHandler } from '../admin-api/admin-call.ts';
import type { Answer } from '../http/answer.ts';
import { notFound, notSimulated, Refusal } from '../http/refusal.ts';
import type { Route } from '../http/router.ts';
import { SUBSCRIPTION_ACTIVE, type SubscriptionRecord } from '../world/subscription-record.ts';
import { answerOData } from './answer-odata.ts';
import { writeOData } from './write-odata.ts';

const SERVICE = 'SC2012R2/VMM/Microsoft.Management.Odata.svc';

export const WRITES = ['POST', 'PUT', 'MERGE', 'PATCH', 'DELETE'];

/** The provider pass-through of the Admin API: all of VMM, for reading; for writing where the knob allows it. */
export const passThroughRoutes: readonly Route<AdminHandler>[] = [
  {
    method: 'GET',
    pattern: `/services/systemcenter/${SERVICE}/**`,
    kind: 'provider',
    handle: (call) =>
      answerOData({ call, subscription: null }, `${call.origin}/services/systemcenter/${SERVICE}/`, call.params),
  },
  ...WRITES.map((method) => ({
    method,
    pattern: `/services/systemcenter/${SERVICE}/**`,
    kind: 'provider' as const,
    handle(call: AdminCall): Answer {
      const knob = call.knobs.get('admin-path-writes');
      if (knob === '403') throw new Refusal(403, 'Forbidden', 'The Admin API passes no writes on to VMM.');
      if (knob === '405')
        throw new Refusal(405, 'MethodNotAllowed', `${method} is not possible here; only GET.`, {
          headers: { allow: 'GET' },
        });
      return writeOData({ call, subscription: null }, `${call.origin}/services/systemcenter/${SERVICE}/`, call.params);
    },
  })),
  {
    method: '*',
    pattern: '/services/{provider}/**',
    kind: 'provider',
    handle(call) {
      throw notSimulated(`The pass-through ${call.params.join('/')}`);
    },
  },
];

/** One subscription's view of VMM, short and long form. */
export const tenantVmmRoutes: readonly Route<AdminHandler>[] = ['vmm', 'VMM/Microsoft.Management.Odata.svc'].flatMap(
  (service) =>
    ['GET', ...WRITES].map((method) => ({
      method,
      pattern: `/{subscription}/services/systemcenter/${service}/**`,
      kind: 'provider' as const,
      handle: (call: AdminCall) => answerTenant(call, service),
    })),
);

function answerTenant(call: AdminCall, service: string): Answer {
  const [id = '', ...segments] = call.params;
  const subscription = openTenant(call, id);
  const answer = call.method === 'GET' ? answerOData : writeOData;
  return answer({ call, subscription }, `${call.origin}/${id}/services/systemcenter/${service}/`, segments);
}

/** The active subscription of that id, for its members only. */
export function openTenant(call: AdminCall, id: string): SubscriptionRecord {
  const subscription = call.world.subscriptions.get(id);
  if (subscription === undefined) throw notFound(`The subscription ${id}`);
  refuseStrangers(call, subscription);
  refuseUnlessActive(call, subscription);
  return subscription;
}

/** The owner and co-administrators of a subscription, and nobody else. */
function refuseStrangers(call: AdminCall, subscription: SubscriptionRecord): void {
  const who = call.principal?.toLowerCase();
  const members = [subscription.owner, ...subscription.coAdmins].map((name) => name.toLowerCase());
  if (who === undefined || !members.includes(who))
    throw new Refusal(403, 'Forbidden', 'x-ms-principal-id is no member of this subscription.');
}

/** A suspended tenant is locked out of VMM, and by the knob for a while after it (wire: vm-clouds 6). */
export function refuseUnlessActive(call: AdminCall, subscription: SubscriptionRecord): void {
  const status = Number(call.knobs.get('suspended-tenant-status'));
  if (subscription.state !== SUBSCRIPTION_ACTIVE)
    throw new Refusal(status, 'SubscriptionNotActive', 'The subscription is not active.');
  if (call.now < subscription.tenantReadyAt)
    throw new Refusal(status, 'SubscriptionNotReady', 'The subscription was activated only now.');
}

import type { AdminCall, AdminHandler } from '../admin-api/admin-call.ts';
import type { Answer } from '../http/answer.ts';
import { badRequest, notFound } from '../http/refusal.ts';
import type { Route } from '../http/router.ts';
import { answerOData } from '../odata/answer-odata.ts';
import { refuseUnlessActive, WRITES } from '../odata/systemcenter-routes.ts';
import { writeOData } from '../odata/write-odata.ts';
import { cloudServiceRoutes } from '../tenant-api/cloud-service-routes.ts';
import type { SubscriptionRecord } from '../world/subscription-record.ts';
import { SPF_ENTITY_SETS } from './spf-entity-sets.ts';

const SERVICE = 'Microsoft.Management.Odata.svc';
const METHODS = ['GET', ...WRITES];

const route = (method: string, pattern: string, handle: AdminHandler): Route<AdminHandler> => ({
  method,
  pattern,
  kind: 'provider',
  handle,
});

/** All of VMM, one subscription's part of it, and SPF's own objects; `SC2012`, of 2012 SP1, is not there. */
export const spfRoutes: readonly Route<AdminHandler>[] = [
  ...METHODS.map((method) => route(method, `/SC2012R2/VMM/${SERVICE}/**`, answerWhole)),
  ...METHODS.map((method) => route(method, `/SC2012R2/VMM/{subscription}/${SERVICE}/**`, answerScoped)),
  // Below a tenant only: on the way to all of VMM nobody has seen them (wire: vm-clouds 4.6).
  ...cloudServiceRoutes(`/SC2012R2/VMM/{subscription}/${SERVICE}`, openTenant),
  route('GET', `/SC2012R2/Admin/${SERVICE}/**`, (call) =>
    answerOData(
      { call, subscription: null },
      `${call.origin}/SC2012R2/Admin/${SERVICE}/`,
      call.params,
      SPF_ENTITY_SETS,
    ),
  ),
];

/** VMM's administrator acts here, whatever became of the subscription in WAP. */
function answerWhole(call: AdminCall): Answer {
  if (call.knobs.get('spf-principal') === 'required') needPrincipal(call);
  const answer = call.method === 'GET' ? answerOData : writeOData;
  return answer({ call, subscription: null }, `${call.origin}/SC2012R2/VMM/${SERVICE}/`, call.params);
}

function answerScoped(call: AdminCall): Answer {
  const [id = '', ...segments] = call.params;
  const subscription = openTenant(call, id);
  const answer = call.method === 'GET' ? answerOData : writeOData;
  return answer({ call, subscription }, `${call.origin}/SC2012R2/VMM/${id}/${SERVICE}/`, segments);
}

/** SPF's tenant is locked while its subscription is suspended. Whoever is named, passes; but somebody must be. */
function openTenant(call: AdminCall, id: string): SubscriptionRecord {
  needPrincipal(call);
  const subscription = call.world.subscriptions.get(id);
  if (subscription === undefined) throw notFound(`The tenant ${id}`);
  refuseUnlessActive(call, subscription);
  return subscription;
}

function needPrincipal({ principal }: AdminCall): void {
  if (principal === null || principal === '') throw badRequest('The header x-ms-principal-id is missing.');
}

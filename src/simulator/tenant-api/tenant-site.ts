import { ADMIN_REALM } from '../admin-api/admin-site.ts';
import type { AdminCall, AdminHandler } from '../admin-api/admin-call.ts';
import type { BearerCheck } from '../admin-api/bearer-check.ts';
import { formatAdminError } from '../admin-api/format-admin-error.ts';
import { readMembers } from '../admin-api/read-members.ts';
import { allowQuery } from '../admin-api/read-query.ts';
import { findSubscription, subscriptionAnswer, syncSubscription } from '../admin-api/subscriptions.ts';
import { usageSummaries } from '../admin-api/usage-summaries.ts';
import { getUser } from '../admin-api/users.ts';
import type { Answer } from '../http/answer.ts';
import { badRequest, Refusal } from '../http/refusal.ts';
import { createRouter, type Route } from '../http/router.ts';
import type { SimulatorSite, SiteContext } from '../http/simulator-site.ts';
import { formatODataError } from '../odata/format-odata-error.ts';
import { openTenant, tenantVmmRoutes } from '../odata/systemcenter-routes.ts';
import { cloudServiceRoutes } from './cloud-service-routes.ts';

export const TENANT_REALM = 'http://azureservices/TenantSite';

const routes: readonly Route<AdminHandler>[] = [
  ...tenantVmmRoutes,
  ...cloudServiceRoutes('/{subscription}', openTenant),
  { method: 'GET', pattern: '/users/{name}', kind: 'read', handle: getUser },
  { method: 'PATCH', pattern: '/subscriptions/{id}', kind: 'write', handle: renameSubscription },
  { method: 'PUT', pattern: '/subscriptions/{id}/quota', kind: 'write', handle: syncSubscription },
  { method: 'GET', pattern: '/subscriptions/{id}/usagesummaries', kind: 'read', handle: usageSummaries },
];

/** Port 30005: an admin token acts for the user named by x-ms-principal-id, a tenant token for its own user. */
export function createTenantSite({ knobs }: SiteContext, checkBearer: BearerCheck): SimulatorSite {
  return {
    name: 'tenant-api',
    router: createRouter(routes),
    formatError(refusal, request) {
      const isOData = /\/(?:services|CloudServices)\b/i.test(request.url ?? '');
      if (isOData && refusal.status !== 401) return formatODataError(refusal, request.headers.accept ?? '');
      return formatAdminError(refusal, knobs);
    },
    authenticate(request, principal) {
      const identity = checkBearer(request, [ADMIN_REALM, TENANT_REALM]);
      if (identity.audience === ADMIN_REALM) {
        if (!identity.isAdministrator)
          throw new Refusal(403, 'Forbidden', `${identity.upn} is no administrator of this WAP.`);
        return { ...identity, principal };
      }
      if (principal !== null && !identity.names.some((name) => name.toLowerCase() === principal.toLowerCase()))
        throw new Refusal(403, 'Forbidden', 'x-ms-principal-id is not the caller of the token.');
      return { ...identity, principal: identity.upn };
    },
  };
}

/** Rename is the one thing only the tenant API can do; a null member stays as it is. */
function renameSubscription(call: AdminCall): Answer {
  allowQuery(call, []);
  const before = findSubscription(call);
  const members = readMembers(
    call,
    call.body,
    ['SubscriptionID', 'SubscriptionName', 'CoAdminNames'],
    'The subscription',
  );
  const name = members.text('SubscriptionName')?.trim() ?? before.name;
  if (name === '') throw badRequest('SubscriptionName is empty.');
  const names = members.array('CoAdminNames')?.map(String) ?? before.coAdmins;
  const after = { ...before, name, coAdmins: names };
  call.world.subscriptions.put(after);
  return subscriptionAnswer(call, 200, after);
}

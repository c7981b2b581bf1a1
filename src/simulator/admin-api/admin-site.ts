import { Refusal } from '../http/refusal.ts';
import { createRouter } from '../http/router.ts';
import type { Identity, SimulatorSite, SiteContext } from '../http/simulator-site.ts';
import type { BearerCheck } from './bearer-check.ts';
import { addOnRoutes } from './add-ons.ts';
import { attachRoutes } from './attach-add-ons.ts';
import { otherRoutes } from './other-routes.ts';
import { resourceProviderRoutes } from './resource-providers.ts';
import { formatODataError } from '../odata/format-odata-error.ts';
import { passThroughRoutes } from '../odata/systemcenter-routes.ts';
import { formatAdminError } from './format-admin-error.ts';
import { planRoutes } from './plans.ts';
import { subscriptionRoutes } from './subscriptions.ts';
import { userRoutes } from './users.ts';

export const ADMIN_REALM = 'http://azureservices/AdminSite';

/** Port 30004. */
export function createAdminSite(context: SiteContext, checkBearer: BearerCheck): SimulatorSite {
  const { knobs } = context;
  return {
    name: 'admin-api',
    router: createRouter([
      ...userRoutes,
      ...planRoutes,
      ...addOnRoutes,
      ...subscriptionRoutes,
      ...attachRoutes,
      ...resourceProviderRoutes,
      ...otherRoutes,
      ...passThroughRoutes,
    ]),
    formatError(refusal, request) {
      const isOData = /^\/services\//i.test(request.url ?? '') && refusal.status !== 401;
      return isOData ? formatODataError(refusal, request.headers.accept ?? '') : formatAdminError(refusal, knobs);
    },
    authenticate(request, principal) {
      const identity = checkBearer(request, [ADMIN_REALM]);
      if (!identity.isAdministrator)
        throw new Refusal(403, 'Forbidden', `${identity.upn} is no administrator of this WAP.`);
      if (knobs.get('principal') !== 'ignore')
        checkPrincipal(identity, principal, knobs.get('principal') === 'require');
      return { ...identity, principal };
    },
  };
}

function checkPrincipal(identity: Pick<Identity, 'names'>, principal: string | null, isRequired: boolean): void {
  if (principal === null) {
    if (isRequired) throw new Refusal(400, 'BadRequest', 'The header x-ms-principal-id is missing.');
    return;
  }
  if (!identity.names.some((name) => name.toLowerCase() === principal.toLowerCase()))
    throw new Refusal(403, 'Forbidden', 'x-ms-principal-id is not the caller of the token.');
}

import { Refusal } from '../http/refusal.ts';
import { createRouter } from '../http/router.ts';
import type { SimulatorSite, SiteContext } from '../http/simulator-site.ts';
import { formatODataError } from '../odata/format-odata-error.ts';
import { SPF_ADMIN, SPF_VMM } from './spf-groups.ts';
import { loginPage, refusalPage, type SpfLogin } from './spf-login.ts';
import { spfRoutes } from './spf-routes.ts';

const NO_MEMBER = 'NotInGroup';

/** Port 8090: Service Provider Foundation itself, for Windows accounts in its local groups (wire: vm-clouds 3). */
export function createSpfSite({ knobs }: SiteContext, login: SpfLogin): SimulatorSite {
  return {
    name: 'spf',
    router: createRouter(spfRoutes),
    welcome: login.welcome,
    authenticate(request, principal, { segments }) {
      const account = login.accountOf(request);
      if (account === undefined) throw new Refusal(401, 'Unauthorized', 'Nobody is logged in.');
      const group = segments[1]?.toLowerCase() === 'admin' ? SPF_ADMIN : SPF_VMM;
      if (account.groups?.includes(group) !== true)
        throw new Refusal(Number(knobs.get('spf-no-group-status')), NO_MEMBER, `${account.upn} is not in ${group}.`);
      const { upn, domain, username } = account;
      // Jobs of VMM are owned by whoever is named, and any name passes.
      return { upn: principal ?? `${domain}\\${username}`, names: [upn, `${domain}\\${username}`], principal };
    },
    formatError(refusal, request) {
      const { status, code } = refusal;
      if (status === 401 && (code === 'Unauthorized' || code === NO_MEMBER)) return loginPage(login.offers());
      if (code === NO_MEMBER) return refusalPage(status, `${status} - Forbidden: Access is denied.`);
      return formatODataError(refusal, request.headers.accept ?? '');
    },
  };
}

import type { Transport, WapRequest } from '../http/transport.ts';
import { tenantPath, type Tenant } from './clouds.ts';

/** The VMM service of SPF itself, which sees all tenants with VMM's own rights (wire: vm-clouds 3, path E). */
const FABRIC_PATH = '/SC2012R2/VMM/Microsoft.Management.Odata.svc';

/** SPF lets any name pass; VMM's list of jobs shows this one. */
const FABRIC_PRINCIPAL = 'vdc-controller';

/** What one endpoint was found to take, where sources disagree. Lives as long as the process. */
export interface VmmDialect {
  /** Lists of members that were refused as `$select`. */
  readonly refusedSelects: Set<string>;
  /** The verb by which a machine was written; undefined before the first that was accepted. */
  writesBy?: 'MERGE' | 'PUT';
}

export function createVmmDialect(): VmmDialect {
  return { refusedSelects: new Set() };
}

/** Through which transport VMM is asked, below which path, in whose name, and whose things it shows there. */
export interface VmmScope {
  readonly transport: Transport;
  readonly root: string;
  /** The root with its variable parts named. */
  readonly route: string;
  readonly principal: string;
  /** The things of all tenants stand side by side: only their owners tell them apart. */
  readonly isWholeFabric: boolean;
  readonly dialect: VmmDialect;
}

/** One subscription's view, in its owner's name; refused while the subscription is suspended (wire: vm-clouds 6). */
export function tenantScope(tenantApi: Transport, tenant: Tenant, dialect: VmmDialect): VmmScope {
  return {
    transport: tenantApi,
    root: tenantPath(tenant),
    route: '/{subscription}/services/systemcenter/vmm',
    principal: tenant.ownerName,
    isWholeFabric: false,
    dialect,
  };
}

/** All of VMM, over SPF. */
export function fabricScope(spf: Transport, dialect: VmmDialect): VmmScope {
  return {
    transport: spf,
    root: FABRIC_PATH,
    route: '/SC2012R2/VMM',
    principal: FABRIC_PRINCIPAL,
    isWholeFabric: true,
    dialect,
  };
}

/** Where something of VMM is asked for: `set` alone, or with the key of one entity. */
export function placeIn(
  { root, route, principal }: VmmScope,
  set: string,
  key = '',
): Pick<WapRequest, 'path' | 'route' | 'principal'> & { readonly path: string } {
  return { path: `${root}/${set}${key}`, route: `${route}/${set}${key === '' ? '' : '(…)'}`, principal };
}

import type { VdcAddress } from '../../../model/virtual-machine.ts';
import type { Transport } from '../client/http/transport.ts';
import { createVmmDialect, tenantScope, type VmmScope } from '../client/vm-clouds/vmm-scope.ts';
import type { Fabric } from './fabric.ts';

/** The tenant API, and what was found out about it. */
export interface TenantWay {
  readonly transport: Transport;
  readonly scopeOf: (vdc: VdcAddress) => VmmScope;
  /** Machines of VM roles took an operation over their role in this process. */
  readonly roles: { areAskable: boolean };
}

/** Where the machines of VDCs are reached: over SPF where there is one, else in the name of each owner. */
export interface VmWays {
  readonly fabric?: Fabric;
  readonly tenant?: TenantWay;
  readonly scopeOf: (vdc: VdcAddress) => VmmScope;
}

export type VmDoors =
  | { readonly access: 'tenant'; readonly tenant: Transport }
  | { readonly access: 'spf'; readonly fabric: Fabric; readonly tenant?: Transport };

export function openVmWays(doors: VmDoors): VmWays {
  const tenant = doors.tenant && openTenantWay(doors.tenant);
  if (doors.access === 'spf') {
    const { fabric } = doors;
    return { fabric, ...(tenant && { tenant }), scopeOf: () => fabric.scope };
  }
  const own = openTenantWay(doors.tenant);
  return { tenant: own, scopeOf: own.scopeOf };
}

function openTenantWay(transport: Transport): TenantWay {
  const dialect = createVmmDialect();
  return {
    transport,
    scopeOf: ({ subscriptionId, owner }) => tenantScope(transport, { subscriptionId, ownerName: owner }, dialect),
    roles: { areAskable: false },
  };
}

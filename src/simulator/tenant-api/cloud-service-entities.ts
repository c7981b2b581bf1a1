import type { Entity, EntitySet, Property } from '../odata/entity.ts';
import { guid, int32, lazyEntity, string } from '../odata/properties.ts';
import type { CloudService } from '../vmm/cloud-services.ts';
import { BROKEN } from '../vmm/operations.ts';
import { statusAt, type VmRecord } from '../world/vm-record.ts';

const setOf = (name: string, type: string, key: string): EntitySet => ({
  name,
  type,
  keys: [key],
  filterable: [],
  // Their handlers have the rows: these are addressed by path, not by key.
  rows: () => [],
  links: {},
});

/** Of these sets only the form is VMM's: a list with `odata.metadata`, or Atom without `Accept` (wire: vm-clouds 4.6). */
export const cloudServiceSet = setOf('CloudServices', 'VMM.CloudService', 'Name');
export const vmRoleSet = setOf('VMRoles', 'VMM.VMRole', 'Name');
export const roleMachineSet = setOf('VMs', 'VMM.VM', 'Id');

export function cloudServiceEntity(service: CloudService): Entity {
  return { properties: [string('Name', service.name), string('Label', service.name), provisioningState(service)] };
}

export function vmRoleEntity(service: CloudService, role: string, machines: readonly VmRecord[]): Entity {
  return {
    properties: [
      string('Name', role),
      string('Label', role),
      provisioningState(service),
      string('Substate', null),
      { name: 'InstanceView', type: 'VMM.VMRoleInstanceView', object: [int32('InstanceCount', machines.length)] },
    ],
  };
}

function provisioningState({ record }: CloudService): Property {
  return string('ProvisioningState', record !== null && record.goneAt !== null ? 'Deleting' : 'Provisioned');
}

/** The words of the portal, which differ from those of VMM where a machine is off or broken. */
const RUNTIME_STATES: ReadonlyMap<string, string> = new Map([
  ['PowerOff', 'Stopped'],
  ['PoweringOff', 'Stopping'],
  ['UnderCreation', 'NotReady'],
  ...BROKEN.map((status) => [status, 'Error'] as const),
]);

export function roleMachineEntity(vm: VmRecord, now: number): Entity {
  const status = statusAt(vm, now);
  return lazyEntity(() => [
    guid('Id', vm.id),
    string('ComputerName', vm.computerName),
    string('RuntimeState', RUNTIME_STATES.get(status) ?? status),
    { name: 'ConnectToAddresses', type: 'Collection(VMM.ConnectToAddress)', complex: [] },
    {
      name: 'Disks',
      type: 'Collection(VMM.VMDisk)',
      complex: vm.disks.map(({ id, name }) => [guid('Id', id), string('Name', name)]),
    },
    { name: 'Nics', type: 'Collection(VMM.VMNic)', complex: [] },
  ]);
}

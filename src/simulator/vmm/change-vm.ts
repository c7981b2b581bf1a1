import { badRequest } from '../http/refusal.ts';
import type { BodyMembers, ODataScope } from '../odata/entity.ts';
import type { JobRecord } from '../world/job-record.ts';
import type { VmRecord } from '../world/vm-record.ts';
import { beginJob, failure, usualFate } from './begin-job.ts';
import { checkRepair, failedJob, operateVm, runningJob, wrongState } from './operate-vm.ts';
import { SET } from './operations.ts';
import { refuseAction } from './plan-actions.ts';
import { checkMembers, countMember, textMember } from './vm-members.ts';

/** What a machine has when a PUT resets what it leaves out (knob `put-vm`). */
const DEFAULTS = { description: '', tag: '(none)', cpuCount: 1, memoryMb: 1024, dynamicMemory: null } as const;

/**
 * PUT and MERGE of a machine: an operation, other members, or both. Members that are null or left out keep their value;
 * by the knob `put-vm` a PUT resets those left out.
 */
export function changeVm(scope: ODataScope, before: VmRecord, members: BodyMembers, isPut: boolean): JobRecord {
  const { call, subscription } = scope;
  checkMembers(members);
  for (const [name, own] of [
    ['id', before.id],
    ['stampid', before.stampId],
  ] as const) {
    const given = textMember(members, name);
    if (given !== null && given.toLowerCase() !== own) throw badRequest(`${name} is not that of the path.`);
  }
  const operation = textMember(members, 'operation');
  if (
    operation !== null &&
    before.cloudVmRoleName !== null &&
    call.knobs.get('operation-on-role-vms') === 'bad-request'
  )
    throw badRequest('A machine of a VM role is operated through its cloud service.');
  if (operation?.toLowerCase() === 'repair') checkRepair(members);
  const isReset = isPut && call.knobs.get('put-vm') === 'reset';
  const changed = applyMembers(before, members, isReset);
  // The operation decides first: what it refuses changes nothing.
  const job = operation === null ? setJob(scope, before) : operateVm(call, before, operation, subscription);
  const after = call.world.vms.get(before.id);
  if (after !== undefined && job.outcome !== 'Failed') call.world.vms.put({ ...after, ...changed });
  return job;
}

function setJob({ call, subscription }: ODataScope, vm: VmRecord): JobRecord {
  const denied = refuseAction(call, subscription, SET.actions);
  if (denied !== null) return failedJob(call, vm, SET, failure('ActionDenied', denied), subscription);
  if (runningJob(call, vm) !== undefined) return wrongState(call, vm, SET, subscription);
  return beginJob(call, vm, SET, usualFate(call, vm, SET), subscription);
}

type Changeable = Pick<VmRecord, 'name' | 'description' | 'tag' | 'cpuCount' | 'memoryMb' | 'dynamicMemory'>;

function applyMembers(vm: VmRecord, members: BodyMembers, isReset: boolean): Changeable {
  const { description, tag, cpuCount, memoryMb, dynamicMemory } = isReset ? DEFAULTS : vm;
  const isDynamic = members.get('dynamicmemoryenabled');
  const minimumMb = countMember(members, 'dynamicmemoryminimummb') ?? dynamicMemory?.minimumMb ?? memoryMb;
  const maximumMb = countMember(members, 'dynamicmemorymaximummb') ?? dynamicMemory?.maximumMb ?? memoryMb;
  return {
    name: textMember(members, 'name') ?? vm.name,
    description: textMember(members, 'description') ?? description,
    tag: textMember(members, 'tag') ?? tag,
    cpuCount: countMember(members, 'cpucount') ?? cpuCount,
    memoryMb: countMember(members, 'memory') ?? memoryMb,
    dynamicMemory: (isDynamic ?? dynamicMemory !== null) === true ? { minimumMb, maximumMb } : null,
  };
}

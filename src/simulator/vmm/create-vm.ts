import { limitsPlace } from '../quota/limits-place.ts';
import { badRequest, conflict } from '../http/refusal.ts';
import type { BodyMembers, ODataScope } from '../odata/entity.ts';
import type { JobRecord } from '../world/job-record.ts';
import type { SubscriptionRecord } from '../world/subscription-record.ts';
import type { VmRecord } from '../world/vm-record.ts';
import { beginJob, failure, usualFate } from './begin-job.ts';
import { vmOf, type VmPlace, type VmWish } from './make-vm.ts';
import { CREATE } from './operations.ts';
import { refuseAction } from './plan-actions.ts';
import { quotaExceededBy, quotaRefusal } from './quota-exceeded.ts';
import { vmUse } from './use-of.ts';
import { checkMembers, countMember, textMember } from './vm-members.ts';

const DISK_GB = 40;

/** POST of a machine: UnderCreation until its job is over, then off, or running where `StartVM` says so. */
export function createVm(scope: ODataScope, members: BodyMembers): { readonly vm: VmRecord; readonly job: JobRecord } {
  const { call, subscription } = scope;
  checkMembers(members);
  const name = textMember(members, 'name')?.trim() ?? '';
  if (name === '') throw badRequest('Name is missing.');
  if (textMember(members, 'vmtemplateid') === null && textMember(members, 'virtualharddiskid') === null)
    throw badRequest('VMTemplateId or VirtualHardDiskId is missing.');
  const wish: VmWish = {
    name,
    status: 'UnderCreation',
    cpus: countMember(members, 'cpucount') ?? 1,
    memoryMb: countMember(members, 'memory') ?? 1024,
    diskGb: DISK_GB,
    description: textMember(members, 'description') ?? '',
  };
  const vm = vmOf(call, placeOf(scope, members), wish);
  const denied = refuseAction(call, subscription, CREATE.actions);
  const over = subscription === null ? null : quotaExceededBy(call, subscription, vmUse(call.knobs, vm, 'PowerOff'));
  const fail = (code: string, problem: string): JobRecord =>
    beginJob(call, vm, CREATE, { ...usual, ...failure(code, problem), to: 'CreationFailed' }, subscription);
  const usual = { ...usualFate(call, vm, CREATE), to: members.get('startvm') === true ? 'Running' : 'PowerOff' };
  if (denied !== null) return { vm, job: fail('ActionDenied', denied) };
  if (over !== null) return { vm, job: quotaRefusal(call, over, () => fail('QuotaExceeded', over)) };
  const to = usual.outcome === 'Failed' ? 'CreationFailed' : usual.to;
  return { vm, job: beginJob(call, vm, CREATE, { ...usual, to }, subscription) };
}

/** Whose it will be, and where: a tenant's cloud is its plan's; the administrator names one, or gets the first. */
function placeOf({ call, subscription }: ODataScope, members: BodyMembers): VmPlace {
  const cloudId = textMember(members, 'cloudid')?.toLowerCase() ?? null;
  const stampId = textMember(members, 'stampid')?.toLowerCase() ?? null;
  const own = subscription === null ? null : limitsPlace(subscription);
  if (subscription !== null && own === null) throw conflict('The subscription has no cloud.');
  const cloud = call.world.clouds.get(own?.cloudId ?? cloudId ?? call.world.clouds.rows[0]?.id ?? '');
  if (
    cloud === undefined ||
    (cloudId !== null && cloudId !== cloud.id) ||
    (stampId !== null && stampId !== cloud.stampId)
  )
    throw badRequest('There is no such cloud on that stamp for this role.');
  return { cloud, owner: subscription ?? ownerOf(call.world.subscriptions.get(roleIdOf(members))) };
}

function ownerOf(subscription: SubscriptionRecord | undefined): SubscriptionRecord | null {
  return subscription ?? null;
}

function roleIdOf(members: BodyMembers): string {
  const owner = members.get('owner') ?? null;
  if (owner === null || typeof owner !== 'object') return '';
  const roleId = Object.entries(owner).find(([name]) => name.toLowerCase() === 'roleid')?.[1] as unknown;
  return typeof roleId === 'string' ? roleId : '';
}

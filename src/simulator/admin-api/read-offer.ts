import { badRequest, notFound, Refusal } from '../http/refusal.ts';
import { readLimits } from '../quota/read-limits.ts';
import type { AddOnRecord, PlanRecord, ServiceQuotaRecord } from '../world/plan-record.ts';
import { internSetting, type QuotaSetting } from '../world/quota-setting.ts';
import type { AdminCall } from './admin-call.ts';
import { SYSTEM_CENTER } from './provider-push.ts';
import { readMembers, type Members } from './read-members.ts';
import { CONFIG_STATES, SYNC_STATES } from './wire-text.ts';

const SERVICE_QUOTA_MEMBERS = [
  'ServiceName',
  'ServiceInstanceId',
  'ServiceDisplayName',
  'ServiceInstanceDisplayName',
  'ConfigState',
  'QuotaSyncState',
  'Settings',
];

/** The `{ServiceQuotas: […]}` of a quota write: the complete settings of each named service; others stay as they are. */
export function readServiceQuotas<T extends PlanRecord | AddOnRecord>(
  call: AdminCall,
  offer: T,
  quotas: readonly unknown[],
): T {
  const services = [...offer.services];
  const seen = new Set<string>();
  for (const item of quotas) {
    const quota = readServiceQuota(call, item);
    if (seen.has(quota.name.toLowerCase()))
      throw badRequest(`The service ${quota.name} stands twice in ServiceQuotas.`);
    seen.add(quota.name.toLowerCase());
    const at = services.findIndex(({ name }) => name.toLowerCase() === quota.name.toLowerCase());
    const before = services[at];
    if (before === undefined) throw notFound(`The service ${quota.name} in '${offer.id}'`);
    if (before.instanceId.toLowerCase() !== quota.instanceId.toLowerCase())
      throw badRequest(`The service ${quota.name} has another ServiceInstanceId here.`);
    validateAtOnce(call, quota);
    services[at] = { ...before, settings: quota.settings, configured: true };
  }
  return { ...offer, services };
}

interface ServiceQuotaInput {
  readonly name: string;
  readonly instanceId: string;
  readonly settings: readonly QuotaSetting[];
}

function readServiceQuota(call: AdminCall, item: unknown): ServiceQuotaInput {
  const members = readMembers(call, item, SERVICE_QUOTA_MEMBERS, 'A service quota');
  const name = members.text('ServiceName') ?? '';
  const instanceId = members.text('ServiceInstanceId') ?? '';
  if (name === '' || instanceId === '') throw badRequest('A service quota needs ServiceName and ServiceInstanceId.');
  members.enumValue('ConfigState', CONFIG_STATES);
  members.enumValue('QuotaSyncState', SYNC_STATES);
  return { name, instanceId, settings: readSettings(call, members) };
}

function readSettings(call: AdminCall, members: Members): readonly QuotaSetting[] {
  const keys = new Set<string>();
  return (members.array('Settings') ?? []).map((item) => {
    const setting = readMembers(call, item, ['Key', 'Value'], 'A quota setting');
    const key = setting.text('Key');
    const value = setting.text('Value');
    if (key === null || key === '' || value === null) throw badRequest('A quota setting needs Key and Value.');
    if (keys.has(key)) throw badRequest(`The quota setting ${key} stands twice.`);
    keys.add(key);
    return internSetting(key, value);
  });
}

/** Values are opaque to the platform; only where the knob says so is the provider asked before it accepts. */
function validateAtOnce(call: AdminCall, quota: ServiceQuotaInput): void {
  if (call.knobs.get('quota-validation') !== 'at-once' || quota.name.toLowerCase() !== SYSTEM_CENTER) return;
  const { problem } = readLimits(quota.settings);
  if (problem === null) return;
  const details = [{ Code: 'InvalidQuota', Source: SYSTEM_CENTER, Message: problem }];
  throw new Refusal(400, 'QuotaValidationFailed', 'A resource provider refused the quota.', { details });
}

/** The body of POST …/services: a new, unconfigured service. */
export function readNewService(call: AdminCall): ServiceQuotaRecord {
  const members = readMembers(call, call.body, ['Name', 'InstanceId', 'ConfigState'], 'The service');
  const name = members.text('Name') ?? '';
  const instanceId = members.text('InstanceId') ?? '';
  members.enumValue('ConfigState', CONFIG_STATES);
  if (name === '' || instanceId === '') throw badRequest('The service needs Name and InstanceId.');
  const provider = call.world.resourceProviders.get(`${name}/${instanceId}`);
  if (provider === undefined) throw notFound(`The resource provider '${name}' with instance ${instanceId}`);
  return {
    name: provider.name,
    instanceId: provider.instanceId,
    displayName: provider.displayName,
    instanceDisplayName: null,
    configured: false,
    settings: [],
  };
}

import type {
  Convergence,
  ObservedHostingPlan,
  ObservedQuota,
  ObservedSubscription,
  ObservedUser,
  SubscriptionStatus,
} from '../../model/observed-state.ts';
import type { Limits } from '../../model/virtual-data-center.ts';
import { ControllerError } from '../../model/controller-error.ts';
import type { Plan } from './client/admin-api/plan.ts';
import type { SyncState } from './client/admin-api/quota-states.ts';
import type { ServiceQuota } from './client/admin-api/service-quota.ts';
import type { Subscription } from './client/admin-api/subscription.ts';
import type { User } from './client/admin-api/user.ts';
import type { CloudLimits, CloudQuotaEntry, QuotaLimits } from './client/quota/cloud-quota.ts';
import { createQuotaCache, type QuotaCache } from './client/quota/quota-cache.ts';
import { readCloudQuota } from './client/quota/read-cloud-quota.ts';
import { readTenantActions } from './client/quota/read-tenant-actions.ts';

/** What was understood of quota texts, kept from pass to pass: a text is parsed only when its bytes are new. */
export interface QuotaMemo {
  readonly cache: QuotaCache;
  /** Texts that are no quota of one cloud, and why. */
  readonly unusable: Map<string, string>;
  /** Settings as they stood in some plan, under the name they were given. */
  readonly settings: SettingsName[];
}

interface SettingsName {
  readonly name: string;
  readonly services: readonly string[];
  readonly tenantActions: readonly string[];
  /** The names of each service's settings alone. */
  readonly settingsOf: Readonly<Record<string, string>>;
  /** Key and text in turn, the limits left out. */
  readonly texts: readonly string[];
}

export function createQuotaMemo(): QuotaMemo {
  return { cache: createQuotaCache(100_000), unusable: new Map(), settings: [] };
}

export function hostingPlanFromWire(plan: Plan, memo: QuotaMemo): ObservedHostingPlan {
  const quota = plan.configState === 'NotConfigured' ? {} : quotaFromWire(plan.serviceQuotas, memo);
  return {
    id: plan.id,
    displayName: plan.displayName,
    isOpen: plan.state !== 'Decommissioned',
    convergence: convergenceFromWire(plan.quotaSyncState),
    ...(plan.lastErrorMessage && { lastError: plan.lastErrorMessage }),
    ...quota,
  };
}

function quotaFromWire(
  services: readonly ServiceQuota[],
  memo: QuotaMemo,
): Pick<ObservedHostingPlan, 'quota' | 'unreadQuota'> {
  const text = services
    .find((service) => isVmClouds(service))
    ?.settings.find((setting) => isLimits(setting.key))?.value;
  if (text === undefined || text === '') return {};
  const cloud = understand(text, memo);
  if (typeof cloud === 'string') return { unreadQuota: cloud };
  return {
    quota: {
      cloudId: cloud.id,
      stampId: cloud.stampId,
      limits: limitsFromWire(cloud.role),
      memberLimits: limitsFromWire(cloud.member),
      ...nameSettings(services, memo),
    },
  };
}

/** A plan has exactly one cloud; anything else is not a quota that we could write, and then says why. */
function understand(text: string, memo: QuotaMemo): CloudQuotaEntry | string {
  const known = memo.unusable.get(text);
  if (known !== undefined) return known;
  let why: string;
  try {
    const { clouds } = readCloudQuota(text, memo.cache);
    const [cloud] = clouds;
    if (cloud !== undefined && clouds.length === 1) return cloud;
    why = `It names ${clouds.length} clouds instead of one.`;
  } catch (error) {
    // Shown as a plan without quota, from which nothing is ever cut.
    if (!(error instanceof ControllerError && error.code === 'WAP_BAD_QUOTA')) throw error;
    why = error.message;
  }
  if (memo.unusable.size > 10_000) memo.unusable.clear();
  memo.unusable.set(text, why);
  return why;
}

/** Equal settings get equal names; nearly all plans are cut from a handful of templates, so the list stays short. */
function nameSettings(
  services: readonly ServiceQuota[],
  memo: QuotaMemo,
): Pick<ObservedQuota, 'otherSettings' | 'services' | 'settingsOf' | 'tenantActions'> {
  for (let at = memo.settings.length - 1; at >= 0; at--) {
    const known = memo.settings[at];
    if (known !== undefined && hasSettings(services, known)) return quotaOf(known);
  }
  const texts: string[] = [];
  for (const service of services)
    for (const { key, value } of service.settings)
      if (!isVmClouds(service) || !isLimits(key)) texts.push(`${service.serviceName}/${key}`, value);
  const alone = services.length > 1 ? services.map((service) => nameSettings([service], memo).otherSettings) : [];
  const name = `settings-${memo.settings.length + 1}`;
  const named: SettingsName = {
    name,
    settingsOf: Object.fromEntries(
      services.map(({ serviceName }, index) => [serviceName.toLowerCase(), alone[index] ?? name]),
    ),
    services: services.map((service) => service.serviceName).sort(),
    tenantActions: tenantActionsOf(services),
    texts,
  };
  memo.settings.push(named);
  return quotaOf(named);
}

function quotaOf({ name, services, settingsOf, tenantActions }: SettingsName) {
  return { otherSettings: name, services, settingsOf, tenantActions };
}

function tenantActionsOf(services: readonly ServiceQuota[]): readonly string[] {
  const settings = services.find((service) => isVmClouds(service))?.settings;
  return readTenantActions(settings?.find(({ key }) => key.toLowerCase() === 'actions')?.value ?? '');
}

/** In whatever order WAP lists them: order means nothing (wire: vm-clouds 2). */
function hasSettings(services: readonly ServiceQuota[], known: SettingsName): boolean {
  let matched = 0;
  for (const service of services)
    for (const { key, value } of service.settings) {
      if (isLimits(key) && isVmClouds(service)) continue;
      const label = `${service.serviceName}/${key}`;
      const at = known.texts[2 * matched] === label ? 2 * matched : known.texts.indexOf(label);
      if (at === -1 || known.texts[at + 1] !== value) return false;
      matched += 1;
    }
  return 2 * matched === known.texts.length;
}

/** The service behind VM clouds (wire: admin-api 7.4). */
function isVmClouds(service: ServiceQuota): boolean {
  return service.serviceName === 'systemcenter' || service.serviceName.toLowerCase() === 'systemcenter';
}

/** Its setting that holds the limits. */
function isLimits(key: string): boolean {
  return key === 'Clouds' || key.toLowerCase() === 'clouds';
}

function limitsFromWire(limits: QuotaLimits): Limits {
  return {
    cpu: limits.cpuCount ?? 'unlimited',
    ramMib: limits.memoryMb ?? 'unlimited',
    diskGib: limits.storageGb ?? 'unlimited',
    vms: limits.vmCount ?? 'unlimited',
  };
}

/** The same for all members together and for each one, as every known client writes it: else co-admins fall behind. */
export function limitsToWire(limits: Limits): CloudLimits {
  const toWire = (limit: number | 'unlimited') => (limit === 'unlimited' ? null : limit);
  const side: QuotaLimits = {
    cpuCount: toWire(limits.cpu),
    memoryMb: toWire(limits.ramMib),
    storageGb: toWire(limits.diskGib),
    vmCount: toWire(limits.vms),
  };
  return { role: side, member: side };
}

export function subscriptionFromClient(wire: Subscription): ObservedSubscription {
  return {
    id: wire.subscriptionId,
    name: wire.subscriptionName,
    owner: wire.accountAdminLiveEmailId ?? '',
    hostingPlanId: wire.planId ?? '',
    status: statusFromWire(wire.state),
    convergence: worst(convergenceFromWire(wire.quotaSyncState), convergenceFromWire(wire.activationSyncState)),
    ...(wire.lastErrorMessage && { lastError: wire.lastErrorMessage }),
    coAdmins: wire.coAdminNames,
  };
}

export function userFromClient(wire: User): ObservedUser {
  return {
    name: wire.name,
    email: wire.email ?? '',
    ...(wire.createdTime !== null && { createdAtMs: wire.createdTime }),
  };
}

function statusFromWire(state: Subscription['state']): SubscriptionStatus {
  switch (state) {
    case 'Active':
      return 'active';
    case 'Suspended':
      return 'suspended';
    case 'DeletePending':
      return 'deleting';
    case 'None':
    case null:
      return 'unknown';
    default:
      return state satisfies never;
  }
}

/** A state that WAP does not tell, or that we do not know, is not taken for trouble. */
function convergenceFromWire(state: SyncState | null): Convergence {
  return state === 'Syncing' ? 'waiting' : state === 'OutOfSync' ? 'out-of-sync' : 'in-sync';
}

function worst(a: Convergence, b: Convergence): Convergence {
  if (a === 'waiting' || b === 'waiting') return 'waiting';
  return a === 'out-of-sync' || b === 'out-of-sync' ? 'out-of-sync' : 'in-sync';
}

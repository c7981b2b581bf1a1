import { badQuota } from './bad-quota.ts';
import type { CloudLimits } from './cloud-quota.ts';
import { writeCloudQuota } from './write-cloud-quota.ts';

type WireObject = Readonly<Record<string, unknown>>;

/**
 * The `ServiceQuotas` of a plan, as read, with other limits for VM Clouds: for `putPlanQuota`. All services, all settings and
 * all members nobody here knows stay as they were, since WAP replaces the settings of a service as a whole.
 */
export function withCloudLimits(serviceQuotas: unknown, limits: CloudLimits): readonly WireObject[] {
  const isOurs = (entry: WireObject): boolean => isText(entry['ServiceName'], 'systemcenter');
  return replaceOne(serviceQuotas, isOurs, 'the plan has no service systemcenter', (service) => ({
    ...service,
    Settings: replaceOne(service['Settings'], isCloudsSetting, 'it is not there', (setting) => {
      const xml = setting['Value'];
      if (typeof xml !== 'string') throw badQuota('it has no value');
      return { ...setting, Value: writeCloudQuota(xml, limits) };
    }),
  }));
}

function isCloudsSetting(setting: WireObject): boolean {
  return isText(setting['Key'], 'clouds');
}

/** The list with the one entry that `isMeant` changed, and the others as they are. */
function replaceOne(
  list: unknown,
  isMeant: (entry: WireObject) => boolean,
  lack: string,
  change: (entry: WireObject) => WireObject,
): readonly WireObject[] {
  const entries = (Array.isArray(list) ? list : []) as readonly WireObject[];
  const meant = entries.filter((entry) => isObject(entry) && isMeant(entry));
  if (meant.length !== 1) throw badQuota(meant.length === 0 ? lack : 'it stands there more than once');
  return entries.map((entry) => (entry === meant[0] ? change(entry) : entry));
}

function isObject(value: unknown): value is WireObject {
  return typeof value === 'object' && value !== null;
}

function isText(value: unknown, lowerCase: string): boolean {
  return typeof value === 'string' && value.toLowerCase() === lowerCase;
}

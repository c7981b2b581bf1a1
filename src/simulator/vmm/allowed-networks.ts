import { SYSTEM_CENTER } from '../admin-api/provider-push.ts';
import { parseQuotaXml, XmlProblem, type XmlElement } from '../quota/parse-quota-xml.ts';
import type { VmNetworkRecord } from '../world/owned-record.ts';
import { vmNetworkKey } from '../world/owned-record.ts';
import type { QuotaSetting } from '../world/quota-setting.ts';
import type { SubscriptionRecord } from '../world/subscription-record.ts';

const parsed = new WeakMap<QuotaSetting, ReadonlySet<string>>();

/** Whether the plan lets its customers use this network of the provider: its quota names them (wire: vm-clouds 2). */
export function isAllowedNetwork({ services }: SubscriptionRecord, network: VmNetworkRecord): boolean {
  const service = services.find(({ type }) => type.toLowerCase() === SYSTEM_CENTER);
  const setting = service?.settings.find(({ Key }) => Key === 'Networks');
  return setting !== undefined && allowedNetworks(setting).has(vmNetworkKey(network).toLowerCase());
}

/** Settings are interned: thousands of subscriptions share the one that is parsed here. */
function allowedNetworks(setting: QuotaSetting): ReadonlySet<string> {
  const known = parsed.get(setting);
  if (known !== undefined) return known;
  const names = parse(setting.Value)
    .filter(({ name }) => name === 'Network')
    .map(({ attributes }) =>
      vmNetworkKey({ id: attributes.get('Id') ?? '', stampId: attributes.get('StampId') ?? '' }).toLowerCase(),
    );
  const networks = new Set(names);
  parsed.set(setting, networks);
  return networks;
}

function parse(xml: string): readonly XmlElement[] {
  try {
    return parseQuotaXml(xml).children;
  } catch (error) {
    if (error instanceof XmlProblem) return [];
    throw error;
  }
}

import { SYSTEM_CENTER } from '../admin-api/provider-push.ts';
import { Refusal } from '../http/refusal.ts';
import { parseQuotaXml, XmlProblem, type XmlElement } from '../quota/parse-quota-xml.ts';
import type { QuotaSetting } from '../world/quota-setting.ts';
import type { SubscriptionRecord } from '../world/subscription-record.ts';
import type { VmmCall } from './begin-job.ts';

const parsed = new WeakMap<QuotaSetting, ReadonlySet<string>>();

/** Knob `action-denied`: throws 403, or tells why the job must fail; null: go on. The administrator of VMM may do everything. */
export function refuseAction(
  { knobs }: Pick<VmmCall, 'knobs'>,
  tenant: SubscriptionRecord | null,
  wanted: readonly string[],
): string | null {
  const denied = tenant === null ? null : deniedAction(tenant, wanted);
  if (denied === null || knobs.get('action-denied') === 'ignored') return null;
  const problem = `The role of this subscription is not allowed the action ${denied}.`;
  if (knobs.get('action-denied') === 'forbidden') throw new Refusal(403, 'ActionDenied', problem);
  return problem;
}

/** The first of these actions that the plan does not allow its tenants (wire: vm-clouds 2.2); null: all are allowed. */
function deniedAction(tenant: SubscriptionRecord, wanted: readonly string[]): string | null {
  const service = tenant.services.find(({ type }) => type.toLowerCase() === SYSTEM_CENTER);
  const setting = service?.settings.find(({ Key }) => Key === 'Actions');
  const allowed = setting === undefined ? new Set<string>() : allowedActions(setting);
  return wanted.find((action) => !allowed.has(action)) ?? null;
}

/** Settings are interned: thousands of subscriptions share the one that is parsed here. */
function allowedActions(setting: QuotaSetting): ReadonlySet<string> {
  const known = parsed.get(setting);
  if (known !== undefined) return known;
  const actions = new Set<string>();
  collect(parse(setting.Value), actions);
  parsed.set(setting, actions);
  return actions;
}

function parse(xml: string): XmlElement | null {
  try {
    return parseQuotaXml(xml);
  } catch (error) {
    if (error instanceof XmlProblem) return null;
    throw error;
  }
}

function collect(element: XmlElement | null, actions: Set<string>): void {
  if (element === null) return;
  if (element.name === 'Action') actions.add(element.text.trim());
  for (const child of element.children) collect(child, actions);
}

import type { AddOnRecord, PlanRecord, ServiceQuotaRecord } from '../world/plan-record.ts';
import { settingsJson } from '../world/quota-setting.ts';
import type { SubscriptionRecord } from '../world/subscription-record.ts';
import { OUT_OF_SYNC, rollUp, syncStateAt, type SyncState } from '../world/sync-process.ts';
import type { World } from '../world/world.ts';
import { CONFIG_STATES, enumText, extraText, PLAN_STATES, SYNC_STATES, text, type Face } from './wire-text.ts';

/** WAP's Plan. `isNested`: inside an add-on, where it does not list its add-ons again. */
export function planJson(plan: PlanRecord, world: World, now: number, face: Face, isNested = false): string {
  const subscriptions = world.subscriptions.where('plan', plan.id);
  const addOns = isNested ? [] : plan.addOnIds.flatMap((id) => world.addOns.get(id) ?? []);
  const references = plan.addOnIds.map((id) => `{"AddOnId":${text(id)},"AddOnInstanceId":null,"AcquisitionTime":null}`);
  return (
    `${offerJson(plan, subscriptions, now, face)},"SubscriptionCount":${subscriptions.length}` +
    `,"MaxSubscriptionsPerAccount":${plan.maxSubscriptionsPerAccount},"AddOnReferences":[${references.join(',')}]` +
    `,"AddOns":[${addOns.map((addOn) => addOnJson(addOn, world, now, face, true)).join(',')}]` +
    `,"InvitationCode":${text(plan.invitationCode)},"Price":${text(plan.price)}${extraText(plan.extra)}${face.extra}}`
  );
}

/** WAP's PlanAddOn. `isNested`: inside a plan or subscription, where it does not list its plans again. */
export function addOnJson(addOn: AddOnRecord, world: World, now: number, face: Face, isNested = false): string {
  const subscriptions = subscriptionsWithAddOn(world, addOn.id);
  const plans = isNested ? [] : world.plans.rows.filter((plan) => plan.addOnIds.includes(addOn.id));
  return (
    `${offerJson(addOn, subscriptions, now, face)},"SubscriptionCount":${subscriptions.length}` +
    `,"AssociatedPlans":[${plans.map((plan) => planJson(plan, world, now, face, true)).join(',')}]` +
    `,"MaxOccurrencesPerPlan":${addOn.maxOccurrencesPerPlan},"Price":${text(addOn.price)}${extraText(addOn.extra)}${face.extra}}`
  );
}

export function subscriptionsWithAddOn(world: World, addOnId: string): readonly SubscriptionRecord[] {
  return world.subscriptions.rows.filter(({ addOns }) => addOns.some((instance) => instance.addOnId === addOnId));
}

/** Configured when there are services and all of them are. */
export function isConfigured(offer: { readonly services: readonly ServiceQuotaRecord[] }): boolean {
  return offer.services.length > 0 && offer.services.every((service) => service.configured);
}

function offerJson(
  offer: PlanRecord | AddOnRecord,
  subscriptions: readonly SubscriptionRecord[],
  now: number,
  face: Face,
): string {
  const states = offer.services.map((service) => serviceState(service, subscriptions, now));
  const services = offer.services.map((service, i) => serviceJson(service, states[i] ?? OUT_OF_SYNC, face));
  const state = rollUp(states);
  return (
    `{"Id":${text(offer.id)},"DisplayName":${text(offer.displayName)},"State":${enumText(face, PLAN_STATES, offer.state)}` +
    `,"ConfigState":${enumText(face, CONFIG_STATES, isConfigured(offer) ? 1 : 0)},"QuotaSyncState":${enumText(face, SYNC_STATES, state)}` +
    `,"LastErrorMessage":${text(state === OUT_OF_SYNC ? firstError(subscriptions, now) : null)}` +
    `,"Advertisements":${JSON.stringify(offer.advertisements)},"ServiceQuotas":[${services.join(',')}]`
  );
}

function serviceJson(service: ServiceQuotaRecord, state: SyncState, face: Face): string {
  return (
    `{"ServiceName":${text(service.name)},"ServiceInstanceId":${text(service.instanceId)},"ServiceDisplayName":${text(service.displayName)}` +
    `,"ServiceInstanceDisplayName":${text(service.instanceDisplayName)},"ConfigState":${enumText(face, CONFIG_STATES, service.configured ? 1 : 0)}` +
    `,"QuotaSyncState":${enumText(face, SYNC_STATES, state)},"Settings":${settingsJson(service.settings)}${face.extra}}`
  );
}

/** A service that was never configured shows OutOfSync, as a documented usage event does. */
function serviceState(
  service: ServiceQuotaRecord,
  subscriptions: readonly SubscriptionRecord[],
  now: number,
): SyncState {
  if (!service.configured) return OUT_OF_SYNC;
  const name = service.name.toLowerCase();
  const states: SyncState[] = [];
  for (const { services } of subscriptions)
    for (const { type, quota } of services) if (type.toLowerCase() === name) states.push(syncStateAt(quota, now));
  return rollUp(states);
}

function firstError(subscriptions: readonly SubscriptionRecord[], now: number): string | null {
  for (const { services } of subscriptions)
    for (const { quota } of services) if (syncStateAt(quota, now) === OUT_OF_SYNC) return quota.error;
  return null;
}

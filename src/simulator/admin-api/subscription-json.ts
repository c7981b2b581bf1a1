import { settingsJson } from '../world/quota-setting.ts';
import type { AddOnInstance, SubscriptionRecord, SubscriptionServiceRecord } from '../world/subscription-record.ts';
import { OUT_OF_SYNC, rollUp, syncStateAt } from '../world/sync-process.ts';
import type { World } from '../world/world.ts';
import { addOnJson } from './plan-json.ts';
import { dateText, enumText, SUBSCRIPTION_STATES, SYNC_STATES, text, type Face } from './wire-text.ts';

/** WAP's AdminSubscription, members in the order of its contract. */
export function subscriptionJson(subscription: SubscriptionRecord, world: World, now: number, face: Face): string {
  const { services } = subscription;
  const quota = rollUp(services.map((service) => syncStateAt(service.quota, now)));
  const activation = rollUp(services.map((service) => syncStateAt(service.activation, now)));
  const addOns = new Set(subscription.addOns.map(({ addOnId }) => addOnId));
  const expanded = [...addOns].flatMap((id) => world.addOns.get(id) ?? []);
  return (
    `{"SubscriptionID":"${face.hasUpperGuids ? subscription.id.toUpperCase() : subscription.id}","SubscriptionName":${text(subscription.name)}` +
    `,"AccountAdminLiveEmailId":${text(subscription.owner)},"ServiceAdminLiveEmailId":${text(subscription.serviceAdmin)}` +
    `,"CoAdminNames":${JSON.stringify(subscription.coAdmins)},"AddOnReferences":[${subscription.addOns.map(referenceJson).join(',')}]` +
    `,"AddOns":[${expanded.map((addOn) => addOnJson(addOn, world, now, face, true)).join(',')}]` +
    `,"State":${enumText(face, SUBSCRIPTION_STATES, subscription.state)},"QuotaSyncState":${enumText(face, SYNC_STATES, quota)}` +
    `,"ActivationSyncState":${enumText(face, SYNC_STATES, activation)},"PlanId":${text(subscription.planId)}` +
    `,"Services":[${services.map((service) => serviceJson(service, now, face)).join(',')}]` +
    `,"LastErrorMessage":${text(lastError(services, now))},"Features":null` +
    `,"OfferFriendlyName":${text(world.plans.get(subscription.planId)?.displayName ?? null)}` +
    `,"OfferCategory":${text(subscription.offerCategory)},"Created":${dateText(subscription.createdAt)}${face.extra}}`
  );
}

export function referenceJson(instance: AddOnInstance): string {
  return `{"AddOnId":${text(instance.addOnId)},"AddOnInstanceId":"${instance.instanceId}","AcquisitionTime":${dateText(instance.acquiredAt)}}`;
}

export function lastError(services: readonly SubscriptionServiceRecord[], now: number): string | null {
  for (const { quota, activation } of services) {
    if (syncStateAt(activation, now) === OUT_OF_SYNC) return activation.error;
    if (syncStateAt(quota, now) === OUT_OF_SYNC) return quota.error;
  }
  return null;
}

function serviceJson(service: SubscriptionServiceRecord, now: number, face: Face): string {
  return (
    `{"Type":${text(service.type)},"State":"${face.serviceState}","QuotaSyncState":${enumText(face, SYNC_STATES, syncStateAt(service.quota, now))}` +
    `,"ActivationSyncState":${enumText(face, SYNC_STATES, syncStateAt(service.activation, now))}` +
    `,"BaseQuotaSettings":${settingsJson(service.settings)}${face.extra}}`
  );
}

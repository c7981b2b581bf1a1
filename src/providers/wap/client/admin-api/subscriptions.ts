import { isNotFound } from '../http/recognise-error.ts';
import type { Transport, WapRequest } from '../http/transport.ts';
import { listAll, type Listing } from './list-all.ts';
import type { PagedQuestion } from './list-pages.ts';
import { pathSegment } from './path-segment.ts';
import { subscriptionFromWire, type Subscription } from './subscription.ts';

const NO_ACCOUNT = '00000000-0000-0000-0000-000000000000';

export interface SubscriptionFilter {
  readonly planId?: string;
  /** The owner's name. */
  readonly userId?: string;
}

export interface ListOptions {
  readonly signal: AbortSignal;
  /** Rows for each request. */
  readonly take?: number;
}

/** The question behind `listSubscriptions`, for whoever wants the pages one by one (`listPages`). */
export function subscriptionPages(
  transport: Transport,
  filter: SubscriptionFilter,
  options: ListOptions,
): PagedQuestion<Subscription> {
  return {
    transport,
    path: '/subscriptions',
    kind: 'Subscriptions',
    query: { planId: filter.planId, userId: filter.userId },
    fromWire: subscriptionFromWire,
    keyOf: subscriptionKey,
    ...options,
  };
}

export function listSubscriptions(
  transport: Transport,
  filter: SubscriptionFilter,
  options: ListOptions,
): Promise<Listing<Subscription>> {
  return listAll(subscriptionPages(transport, filter, options));
}

export async function getSubscription(transport: Transport, id: string, signal: AbortSignal): Promise<Subscription> {
  const { json } = await transport.request({ ...toSubscription(id), method: 'GET', signal });
  return subscriptionFromWire(json);
}

export interface NewSubscription {
  /** Chosen by us, so that creating twice is one creation and a conflict. */
  readonly subscriptionId: string;
  readonly friendlyName: string;
  /** The Name of a WAP user that exists. */
  readonly ownerName: string;
  readonly planId: string;
  readonly coAdminNames: readonly string[];
}

/** A conflict may come from our own lost answer: look at plan and owner of the one that is there. */
export async function createSubscription(
  transport: Transport,
  subscription: NewSubscription,
  signal: AbortSignal,
): Promise<Subscription> {
  const { subscriptionId, friendlyName, ownerName, planId, coAdminNames } = subscription;
  const { json } = await transport.request({
    method: 'POST',
    path: '/subscriptions',
    body: {
      AccountAdminLiveEmailId: ownerName,
      AccountAdminLivePuid: ownerName,
      AccountId: NO_ACCOUNT,
      FriendlyName: friendlyName,
      OfferCategory: null,
      OfferInfo: null,
      OfferType: 0,
      ReasonCode: null,
      ServiceAdminLiveEmailId: null,
      ServiceAdminLivePuid: null,
      SubscriptionId: subscriptionId,
      Status: null,
      PlanId: planId,
      CoAdminNames: coAdminNames.length === 0 ? null : coAdminNames,
    },
    repeat: 'safe',
    signal,
  });
  return json === undefined ? getSubscription(transport, subscriptionId, signal) : subscriptionFromWire(json);
}

/** Suspends or reactivates the customer's access. Its VMs go on as they are. */
export async function setSubscriptionStatus(
  transport: Transport,
  id: string,
  status: 'Active' | 'Suspended',
  signal: AbortSignal,
): Promise<void> {
  await patch(transport, id, { Status: status }, { signal });
}

/** Replaces the whole list of co-administrators. */
export async function setCoAdmins(
  transport: Transport,
  id: string,
  coAdminNames: readonly string[],
  signal: AbortSignal,
): Promise<void> {
  await patch(transport, id, { CoAdminNames: coAdminNames }, { signal });
}

/** Moves a subscription to another plan. */
export async function migrateSubscription(
  transport: Transport,
  id: string,
  planId: string,
  signal: AbortSignal,
): Promise<void> {
  await patch(transport, id, { PlanId: planId }, { signal, query: { migrate: 'True' } });
}

/**
 * Asks WAP to delete a subscription, never by force: force leaves what the resource providers still hold behind.
 * The subscription is gone when `getSubscription` says so, not when this returns.
 */
export async function deleteSubscription(
  transport: Transport,
  id: string,
  signal: AbortSignal,
): Promise<'accepted' | 'already-gone'> {
  try {
    await transport.request({ ...toSubscription(id), method: 'DELETE', query: { force: 'False' }, signal });
    return 'accepted';
  } catch (error) {
    if (isNotFound(error)) return 'already-gone';
    throw error;
  }
}

/** Has WAP push the quota to this subscription's services again. */
export async function resyncSubscription(transport: Transport, id: string, signal: AbortSignal): Promise<void> {
  await transport.request({
    method: 'PUT',
    path: `/subscriptions/${pathSegment(id)}/quota`,
    route: '/subscriptions/{id}/quota',
    query: { sync: 'True' },
    repeat: 'safe',
    signal,
  });
}

async function patch(
  transport: Transport,
  id: string,
  members: Readonly<Record<string, unknown>>,
  call: Pick<WapRequest, 'signal' | 'query'>,
): Promise<void> {
  // All other members are ignored, so none is sent (wire: admin-api 6.3, 6.4).
  await transport.request({
    ...toSubscription(id),
    method: 'PATCH',
    body: { SubscriptionId: id, ...members },
    ...call,
  });
}

function toSubscription(id: string): Pick<WapRequest, 'path' | 'route' | 'repeat'> {
  return { path: `/subscriptions/${pathSegment(id)}`, route: '/subscriptions/{id}', repeat: 'safe' };
}

function subscriptionKey({ subscriptionId }: Subscription): string {
  return subscriptionId;
}

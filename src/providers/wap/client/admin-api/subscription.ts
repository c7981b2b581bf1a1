import { SYNC_STATES, type SyncState } from './quota-states.ts';
import { badObject, isWireObject, readEnum, readGuid, readList, readText, readTime } from './read-wire.ts';

const SUBSCRIPTION_STATES = ['None', 'Active', 'Suspended', 'DeletePending'] as const;
export type SubscriptionState = (typeof SUBSCRIPTION_STATES)[number];

export interface SubscriptionService {
  /** The service's name, such as `systemcenter`. */
  readonly type: string;
  readonly quotaSyncState: SyncState | null;
  readonly activationSyncState: SyncState | null;
}

/**
 * WAP's AdminSubscription (wire: admin-api 4.1); null where WAP says nothing we know. The copies of the plan's quota that it
 * carries are not kept: they show the plan's part only, and weigh most of an answer.
 */
export interface Subscription {
  readonly subscriptionId: string;
  readonly subscriptionName: string;
  /** The owner, which is the Name of a WAP user. */
  readonly accountAdminLiveEmailId: string | null;
  readonly coAdminNames: readonly string[];
  readonly state: SubscriptionState | null;
  readonly quotaSyncState: SyncState | null;
  readonly activationSyncState: SyncState | null;
  readonly planId: string | null;
  readonly services: readonly SubscriptionService[];
  readonly addOnCount: number;
  readonly lastErrorMessage: string | null;
  /** The plan's display name. */
  readonly offerFriendlyName: string | null;
  /** Milliseconds since the epoch. */
  readonly created: number | null;
}

const NOBODY: readonly string[] = [];

export function subscriptionFromWire(wire: unknown): Subscription {
  if (!isWireObject(wire)) throw badObject('Subscription', 'it is not an object');
  // Requests say SubscriptionId, responses SubscriptionID, and some pages of the documentation mix them up.
  const subscriptionId = readGuid(wire['SubscriptionID'] ?? wire['SubscriptionId']);
  if (subscriptionId === null) throw badObject('Subscription', 'its SubscriptionID is no GUID');
  const services: SubscriptionService[] = [];
  for (const service of readList(wire['Services'])) services.push(serviceFromWire(service));
  return {
    subscriptionId,
    subscriptionName: readText(wire['SubscriptionName']) ?? '',
    accountAdminLiveEmailId: readText(wire['AccountAdminLiveEmailId']),
    coAdminNames: coAdminsFromWire(wire['CoAdminNames']),
    state: readEnum(wire['State'], SUBSCRIPTION_STATES),
    quotaSyncState: readEnum(wire['QuotaSyncState'] ?? wire['SyncState'], SYNC_STATES),
    activationSyncState: readEnum(wire['ActivationSyncState'], SYNC_STATES),
    planId: readText(wire['PlanId']),
    services,
    addOnCount: readList(wire['AddOnReferences']).length,
    lastErrorMessage: readText(wire['LastErrorMessage']),
    offerFriendlyName: readText(wire['OfferFriendlyName']),
    created: readTime(wire['Created']),
  };
}

function serviceFromWire(wire: unknown): SubscriptionService {
  if (!isWireObject(wire)) throw badObject('Subscription', 'one of its Services is not an object');
  return {
    type: readText(wire['Type']) ?? '',
    quotaSyncState: readEnum(wire['QuotaSyncState'], SYNC_STATES),
    activationSyncState: readEnum(wire['ActivationSyncState'], SYNC_STATES),
  };
}

function coAdminsFromWire(wire: unknown): readonly string[] {
  if (!Array.isArray(wire) || wire.length === 0) return NOBODY;
  return wire.filter((name) => typeof name === 'string');
}

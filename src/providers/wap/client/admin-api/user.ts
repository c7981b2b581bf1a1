import { SYNC_STATES, type SyncState } from './quota-states.ts';
import { badObject, isWireObject, readCount, readEnum, readText, readTime, type WireObject } from './read-wire.ts';

const USER_STATES = ['PendingValidation', 'Active', 'Suspended', 'DeletePending'] as const;
export type UserState = (typeof USER_STATES)[number];

/** WAP's service-management user (wire: admin-api 4.6); null where WAP says nothing we know. */
export interface User {
  /** The key, as WAP writes it; two names that differ only in case are the same user. */
  readonly name: string;
  readonly email: string | null;
  readonly state: UserState | null;
  readonly activationSyncState: SyncState | null;
  readonly subscriptionCount: number | null;
  readonly lastErrorMessage: string | null;
  /** Milliseconds since the epoch. */
  readonly createdTime: number | null;
}

/** A user with all that WAP sent, so that it can be sent back with members we have never heard of. */
export interface WholeUser {
  readonly user: User;
  readonly raw: WireObject;
}

export function userFromWire(wire: unknown): User {
  if (!isWireObject(wire)) throw badObject('User', 'it is not an object');
  const name = readText(wire['Name']);
  if (name === null || name === '') throw badObject('User', 'it has no Name');
  return {
    name,
    email: readText(wire['Email']),
    state: readEnum(wire['State'], USER_STATES),
    activationSyncState: readEnum(wire['ActivationSyncState'], SYNC_STATES),
    subscriptionCount: readCount(wire['SubscriptionCount']),
    lastErrorMessage: readText(wire['LastErrorMessage']),
    createdTime: readTime(wire['CreatedTime']),
  };
}

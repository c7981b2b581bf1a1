import type { SyncProcess } from './sync-process.ts';

export const USER_PENDING_VALIDATION = 0;
export const USER_ACTIVE = 1;
export const USER_SUSPENDED = 2;
export const USER_DELETE_PENDING = 3;

/** A service-management user; `name` is its key for ever. Records are never changed, only replaced. */
export interface UserRecord {
  readonly seq: number;
  readonly name: string;
  readonly email: string;
  readonly state: number;
  readonly createdAt: number;
  readonly activation: SyncProcess;
  /** Set by DELETE: it goes when the clock is past this and its last subscription is gone. */
  readonly goneAt: number | null;
  /** Members the simulator does not know, kept as they came. */
  readonly extra: Readonly<Record<string, unknown>>;
}

import { ControllerError } from '../../model/controller-error.ts';
import { fenced } from '../sql/fenced.ts';
import type { StorePlace } from '../sql/records/parse-record.ts';
import type { Lease } from '../state-store.ts';
import type { HeldLock, WriterLock } from './writer-lock.ts';

export interface SqliteLease {
  acquire(lock: WriterLock, holder: string, nowMs: number): Lease | undefined;
  /** Throws STATE_FENCED once this store had the lease and has it no more. */
  check(): void;
  /** At the end of the store. */
  releaseAll(): void;
}

/**
 * The lease of a state file is its writer lock: whoever holds the lock has the lease, for as long as its process lives. It
 * never runs out, not even while its holder is frozen, so nobody takes over what could wake up and go on.
 */
export function createSqliteLease(place: StorePlace): SqliteLease {
  let last: { readonly lock: HeldLock; isHeld: boolean } | undefined;

  return {
    acquire(lock, holder, nowMs) {
      const mine = tryLock(lock, holder, nowMs);
      if (mine === undefined) return undefined;
      const held = { lock: mine, isHeld: true };
      last = held;
      return {
        fence: mine.fence,
        isForLife: true,
        renew: async () => held.isHeld,
        release: async () => letGo(held),
      };
    },
    check() {
      if (last !== undefined && !last.isHeld) throw fenced(place, last.lock.fence);
    },
    releaseAll: () => last && letGo(last),
  };
}

function letGo(held: { readonly lock: HeldLock; isHeld: boolean }): void {
  held.isHeld = false;
  held.lock.release();
}

function tryLock(lock: WriterLock, holder: string, nowMs: number): HeldLock | undefined {
  try {
    return lock.acquire(holder, nowMs);
  } catch (error) {
    if (error instanceof ControllerError && error.code === 'STATE_LOCKED') return undefined;
    throw error;
  }
}

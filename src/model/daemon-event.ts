import type { PassSummary, Trigger } from './daemon-status.ts';
import type { Broken, Halt } from './law.ts';
import type { FieldChange, Verb } from './plan.ts';
import type { VdcName } from './virtual-data-center.ts';

/** What happens while a daemon runs: for the log, the metrics and the event stream. Plain data, without secrets. */
export type DaemonEvent = { readonly atMs: number } & (
  | { readonly kind: 'role-changed'; readonly role: 'leader' | 'standby' | 'stopping'; readonly holder?: string }
  | { readonly kind: 'pass-started'; readonly trigger: Trigger }
  | { readonly kind: 'pass-ended'; readonly pass: PassSummary }
  /** A VDC that differs though its spec did not change: found, and later corrected. */
  | {
      readonly kind: 'drift-found' | 'drift-corrected';
      readonly vdc: VdcName;
      readonly changes: readonly FieldChange[];
    }
  | { readonly kind: 'vdc-started'; readonly vdc: VdcName; readonly verb: string; readonly revision: string }
  | {
      readonly kind: 'action-ended';
      readonly vdc: VdcName;
      readonly verb: Verb;
      readonly resource: string;
      readonly outcome: 'done' | 'waiting' | 'skipped' | 'failed';
      readonly ms: number;
      readonly message?: string;
    }
  | {
      readonly kind: 'vdc-ended';
      readonly vdc: VdcName;
      readonly result: 'done' | 'waiting' | 'failed';
      /** How long until it is tried again by itself. */
      readonly retryInMs?: number;
    }
  | { readonly kind: 'status-changed'; readonly vdc: VdcName; readonly ready: string; readonly message: string }
  | { readonly kind: 'plan-refused'; readonly fingerprint: string; readonly messages: readonly string[] }
  | { readonly kind: 'plan-approved'; readonly fingerprint: string; readonly by: string }
  | {
      readonly kind: 'fight-found';
      readonly vdc: VdcName;
      readonly field: string;
      readonly ours: string;
      readonly theirs: string;
    }
  | { readonly kind: 'circuit-opened' | 'circuit-closed'; readonly name: string; readonly message?: string }
  | { readonly kind: 'source-changed' }
  /** Its changes are only found at the regular pass. */
  | { readonly kind: 'watch-failed'; readonly message: string }
  | { readonly kind: 'source-rewritten'; readonly message: string }
  | { readonly kind: 'settings-reloaded' }
  | { readonly kind: 'settings-refused'; readonly message: string }
  /** Something was about to be done that must never be done: nothing is changed from now on. */
  | ({ readonly kind: 'law-broken' } & Broken)
  /** That has happened, now or before this process began. `trouble`: what could not be written down. */
  | ({ readonly kind: 'halted'; readonly trouble?: string } & Halt)
  /** A person has looked and says that it goes on. */
  | { readonly kind: 'halt-lifted'; readonly id: string; readonly by: string }
  | { readonly kind: 'paused' | 'unpaused'; readonly vdc: VdcName; readonly by?: string; readonly reason?: string }
);

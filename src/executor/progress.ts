import type { Outcome } from '../model/outcome.ts';
import type { Action, PlannedVdc } from '../model/plan.ts';
import type { VdcName } from '../model/virtual-data-center.ts';

/** What happens while a plan is applied, as plain data for a live display. `index` is the action's place in its VDC. */
export type ProgressEvent =
  | {
      readonly kind: 'vdc-started';
      readonly vdc: VdcName;
      readonly verb: PlannedVdc['verb'];
      readonly actions: readonly Action[];
    }
  | { readonly kind: 'action-started'; readonly vdc: VdcName; readonly index: number; readonly action: Action }
  | {
      readonly kind: 'action-waiting';
      readonly vdc: VdcName;
      readonly index: number;
      readonly action: Action;
      readonly message: string;
      readonly lookAgainInMs: number;
    }
  | {
      readonly kind: 'action-ended';
      readonly vdc: VdcName;
      readonly index: number;
      readonly action: Action;
      readonly outcome: Outcome;
      readonly ms: number;
    }
  /** Its ending is durable, or could not be written (then the report says so). */
  | { readonly kind: 'vdc-ended'; readonly vdc: VdcName };

/** Must not throw. */
export type OnProgress = (event: ProgressEvent) => void;

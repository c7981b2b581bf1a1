import type { SafetySettings } from '../../src/model/settings.ts';
import type { VmOperation, VmPower } from '../../src/model/virtual-machine.ts';
import type { SpecWords } from '../support/story-spec.ts';
import type { CrossingFaults } from './recorder.ts';
import type { ByHand } from './by-hand.ts';
import type { Document } from './walked-specs.ts';

/** What happens in a story, as data: a failure can be written down and read again. */
export type Step =
  /** `document`: the whole of it, instead of words. */
  | { readonly do: 'declare'; readonly name: string; readonly words?: SpecWords; readonly document?: Document }
  | { readonly do: 'remove'; readonly name: string }
  /** Runs until nothing is left to be done. */
  | { readonly do: 'quiet' }
  | { readonly do: 'wait'; readonly ms: number }
  | { readonly do: 'hand'; readonly what: ByHand; readonly name: string }
  | { readonly do: 'account'; readonly what: 'disable' | 'move' | 'delete' | 'rename'; readonly owner: string }
  | { readonly do: 'machine'; readonly vdc: string; readonly name: string; readonly power: VmPower }
  | { readonly do: 'uses'; readonly vdc: string; readonly cpu: number }
  | { readonly do: 'pause' | 'unpause'; readonly name: string }
  /** Somebody approves of whatever is refused from now on; or, once, of what is refused now. */
  | { readonly do: 'approve'; readonly isOnce?: true }
  | { readonly do: 'restart' }
  | { readonly do: 'outage'; readonly of: 'wap' | 'directory' | 'mail'; readonly isOver?: boolean }
  | { readonly do: 'clock'; readonly byMs: number };

export interface Story {
  readonly name: string;
  readonly hasOwners?: boolean;
  readonly machines?: 'tenant' | 'spf';
  readonly onSuspend?: VmOperation;
  readonly safety?: SafetySettings;
  /** What stands already when the story begins; faults count from its end. */
  readonly before: readonly Step[];
  readonly steps: readonly Step[];
}

/** What is shown instead of the truth. */
export const falseViews = [
  // What stands in lists, what single objects say, or both, as it was some changes ago; or now so, now as it is.
  'stale-lists',
  'stale-objects',
  'stale',
  'alternating',
  'empty',
  'no-subscriptions',
  'no-plans',
  'no-users',
  'wrong-counts',
  'missing-page',
  'missing-rows',
  'missing-row',
  'doubled-page',
  'moving-rows',
  'false-404',
  'not-understood',
  'other-installation',
  'accounts-gone',
  'specs-empty',
  'specs-missing',
  'specs-rewound',
  'specs-old',
  'clock-ahead',
  'clock-behind',
  // Not a view: from that look on our password is refused, until a person has put it right.
  'login-refused',
] as const;
export type FalseView = (typeof falseViews)[number];

export interface ViewFault {
  readonly how: FalseView;
  /** The first look, counted over the whole run, that shows it, and how many do. */
  readonly from: number;
  readonly count: number;
  /** For stale views: how many states ago. */
  readonly depth?: number;
}

export interface Faults extends CrossingFaults {
  readonly views: readonly ViewFault[];
}

export const noFaults: Faults = { killAt: [], answers: [], views: [], freezeAt: [] };

/** Everything that a run depends on, beside the commit. */
export interface Run {
  readonly story: Story;
  readonly seed: number;
  readonly faults: Faults;
  /** A second daemon stands by, and leases end when nobody renews them. */
  readonly isBeside?: boolean;
}

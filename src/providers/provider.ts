import type { SawSubscription, WapAction } from '../model/plan.ts';
import type { CloserView, LimitsAndUse, ObservedState, Question, Unread } from '../model/observed-state.ts';
import type { VdcAddress } from '../model/virtual-machine.ts';
import type { Outcome } from '../model/outcome.ts';
import type { VmProvider } from './vm-provider.ts';

/**
 * One remote system, seen whole and changed one action at a time.
 *
 * Observing only reads, and returns everything that was asked for or throws: what was merely not seen must never look
 * like what is not there. `carryOut` may be repeated: creating what exists and deleting what is gone both succeed.
 * Nothing here decides anything.
 */
export interface Provider {
  /** All of it; the number of requests grows with pages, never with VDCs. */
  observe(signal: AbortSignal): Promise<ObservedState>;
  /**
   * These subscriptions and the hosting plans that they are on, each at its own address; undefined when WAP does not have one
   * of them. For few: the number of requests grows with them.
   */
  observeSome(
    subscriptionIds: readonly string[],
    signal: AbortSignal,
  ): Promise<Pick<ObservedState, 'subscriptions' | 'hostingPlans'> | undefined>;
  /** One request that shows whether it answers and lets us in. Throws like `observe`. */
  probe(signal: AbortSignal): Promise<void>;
  /** Answers to a few questions about the few VDCs where they matter now. */
  observeCloser(questions: readonly Question[], signal: AbortSignal): Promise<CloserView>;
  /**
   * Asks by a write that changes nothing whether a subscription that no look could find is gone: what stands between us and
   * WAP may repeat an old answer to a question, but not to an order. `skipped` when it is there after all.
   */
  confirmGone(subscriptionId: string, signal: AbortSignal): Promise<Outcome>;
  /** Looks again where the action says what it saw; never throws for what WAP says, only when `signal` is aborted. */
  carryOut(action: WapAction, signal: AbortSignal): Promise<Outcome>;
  /** For an action that was `waiting`: has it arrived? Only reads. */
  lookAgain(action: WapAction, signal: AbortSignal): Promise<Outcome>;
  /** Whether a subscription is still as an action saw it: undefined, or why that action may not be done. Only reads. */
  findMoved(subscriptionId: string, saw: SawSubscription, signal: AbortSignal): Promise<Outcome | undefined>;
  /** What one VDC may use and does use now, or why that cannot be read. For people: nothing is planned from it. */
  lookAtUse(vdc: Pick<VdcAddress, 'subscriptionId'>, signal: AbortSignal): Promise<LimitsAndUse | Unread>;
  /** The machines of VDCs; absent where the settings name no way to them. */
  readonly vms?: VmProvider;
  /** Ends kept connections. */
  close(): Promise<void>;
}

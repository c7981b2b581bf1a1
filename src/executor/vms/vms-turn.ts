import type { HeldVms } from '../../model/memory.ts';
import type { Action } from '../../model/plan.ts';
import type { VdcAddress } from '../../model/virtual-machine.ts';
import type { VmProvider } from '../../providers/vm-provider.ts';
import type { Attempt } from '../../planner/power/attempt.ts';
import type { Performing, Turn } from '../perform-action.ts';

export type VmsAction = Extract<Action, { readonly kind: 'vms' }>;

/** One action on the machines of one VDC, from its first look to its outcome. */
export interface VmsTurn {
  readonly performing: Performing;
  readonly turn: Turn;
  readonly provider: VmProvider;
  readonly vdc: VdcAddress;
  /** The customer's way in was perhaps opened only now: SPF may need a while to let him, and us in his name, in. */
  readonly isJustLetIn: boolean;
  /** What was asked of each machine, by id: what is known of an earlier process to begin with. */
  readonly attempts: Map<string, Attempt>;
  readonly held: () => HeldVms;
  /** Durable when it resolves. Nothing may be asked of a machine before what it needs is. */
  readonly remember: (held: HeldVms | undefined) => Promise<void>;
  /** Sleeps, tells why, and counts. */
  readonly wait: (ms: number, message: string) => Promise<void>;
  /** How much time has passed in `wait` since the action began. */
  readonly waitedMs: () => number;
  /** Milliseconds since 1970; does not go back while the action lasts. */
  readonly nowMs: () => number;
}

export function beginVmsTurn(
  performing: Performing,
  turn: Turn & { readonly action: VmsAction },
  provider: VmProvider,
): VmsTurn {
  const { action } = turn;
  const { heldVms } = performing;
  const vdc = { subscriptionId: action.subscriptionId, owner: action.saw.owner };
  const nothing: HeldVms = { isComplete: false, vms: [] };
  const held = () => heldVms.get(vdc.subscriptionId) ?? nothing;
  const clock = createPatientClock(performing.now);
  let waitedMs = 0;
  return {
    performing,
    turn,
    provider,
    vdc,
    isJustLetIn: provider.access === 'tenant' && action.verb !== 'suspend',
    attempts: new Map(
      held().vms.flatMap((vm) => (vm.asked ? [[vm.id, earlier(vm.asked, clock.nowMs())] as const] : [])),
    ),
    held,
    async remember(next) {
      await performing.store.holdVms(vdc.subscriptionId, next);
      if (next === undefined) heldVms.delete(vdc.subscriptionId);
      else heldVms.set(vdc.subscriptionId, next);
    },
    async wait(ms, message) {
      const { vdc: planned, index } = turn;
      performing.onProgress({
        kind: 'action-waiting',
        vdc: planned.name,
        index,
        action,
        message,
        lookAgainInMs: ms,
      });
      clock.nowMs();
      try {
        await performing.sleep(ms, performing.signal);
      } catch (error) {
        if (!performing.signal.aborted) throw error;
      }
      waitedMs += ms;
      if (!performing.signal.aborted) clock.passed(ms);
    },
    waitedMs: () => waitedMs,
    nowMs: clock.nowMs,
  };
}

/** Counts what passes, in sleep at least: a clock that is set back must not give a guest hours to shut down. */
function createPatientClock(now: () => number) {
  let readMs = now();
  let countedMs = readMs;
  const passed = (atLeastMs: number): number => {
    const lastMs = readMs;
    readMs = now();
    countedMs += Math.max(atLeastMs, readMs - lastMs);
    return countedMs;
  };
  return { passed, nowMs: () => passed(0) };
}

function earlier(asked: NonNullable<HeldVms['vms'][number]['asked']>, nowMs: number): Attempt {
  const { operation, jobId } = asked;
  // Written by a clock that was wrong, perhaps: it was not asked later than now.
  const atMs = Math.min(asked.atMs, nowMs);
  return {
    request: operation,
    atMs,
    firstAtMs: atMs,
    count: 1,
    isEarlier: true,
    job: 'unknown',
    ...(jobId !== undefined && { jobId }),
  };
}

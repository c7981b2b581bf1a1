import { ControllerError } from '../../model/controller-error.ts';
import type { VmsTurn } from './vms-turn.ts';

const longestDelayMs = 5_000;

/** How long after reactivation the tenant API goes on refusing is not established (wire: vm-clouds 9). */
export async function whenLetIn<T>(turn: VmsTurn, look: () => Promise<T>): Promise<T> {
  const { waitMs, lookAgainMs, signal } = turn.performing;
  for (let delayMs = lookAgainMs; ; delayMs = Math.min(2 * delayMs, longestDelayMs)) {
    try {
      return await look();
    } catch (error) {
      const isRefusal = turn.isJustLetIn && error instanceof ControllerError && refusals.has(error.code);
      if (!isRefusal || signal.aborted || turn.waitedMs() >= waitMs) throw error;
      await turn.wait(delayMs, 'WAP does not let its customer in yet');
    }
  }
}

const refusals: ReadonlySet<string> = new Set(['WAP_FORBIDDEN', 'WAP_NOT_FOUND', 'WAP_CONFLICT']);

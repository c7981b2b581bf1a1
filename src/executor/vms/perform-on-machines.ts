import { ControllerError } from '../../model/controller-error.ts';
import type { Outcome } from '../../model/outcome.ts';
import type { Performing, Turn } from '../perform-action.ts';
import { clearVdc } from './clear-vdc.ts';
import { restMachines } from './rest-machines.ts';
import { returnMachines } from './return-machines.ts';
import { beginVmsTurn, type VmsAction } from './vms-turn.ts';

/**
 * An action on the machines of a VDC. Looks first whether its subscription is still as the plan saw it. Whatever the remote
 * system says becomes an outcome; what was remembered stays until the machines are where they should be.
 */
export async function performOnMachines(
  performing: Performing,
  turn: Turn & { readonly action: VmsAction },
): Promise<Outcome> {
  const { provider, slots, rankOf, callSignal } = performing;
  const { action } = turn;
  if (provider.vms === undefined) return noWay;
  try {
    const moved = await slots.use(rankOf(turn.vdc.name), () =>
      provider.findMoved(action.subscriptionId, action.saw, callSignal),
    );
    if (moved !== undefined) return moved;
    const vms = beginVmsTurn(performing, turn, provider.vms);
    const isActive = action.saw.status === 'active';
    switch (action.verb) {
      case 'suspend':
        return await restMachines(vms, action, !isActive);
      case 'resume':
        return await returnMachines(vms, action.which, isActive);
      case 'delete':
        return await clearVdc(vms);
      default:
        return action satisfies never;
    }
  } catch (error) {
    if (callSignal.aborted || !(error instanceof ControllerError)) throw error;
    // Whoever may be let in is not kept out because nobody can see to his machines now: they stay on their list.
    if (action.verb === 'resume' && action.saw.status !== 'active') return { kind: 'done', warning: laterFor(error) };
    return { kind: 'failed', code: error.code, message: error.message };
  }
}

function laterFor({ message }: ControllerError): string {
  return `Its machines could not be brought back before it was made active: ${message} The next apply tries again.`;
}

const noWay: Outcome = {
  kind: 'failed',
  code: 'VMS_OUT_OF_REACH',
  message:
    'The settings give neither wap.spf nor wap.tenantApi, so nobody can reach the machines of this VDC. Add one of them, then plan again.',
};

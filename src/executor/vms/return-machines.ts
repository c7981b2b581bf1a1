import type { Outcome } from '../../model/outcome.ts';
import type { OnResume } from '../../model/virtual-data-center.ts';
import { beginReturn, returnStep } from '../../planner/power/return-step.ts';
import { describeRequests, describeTrouble, withRemarks } from './describe-machines.ts';
import { settleMachines } from './settle-machines.ts';
import type { VmsTurn } from './vms-turn.ts';

/**
 * Brings machines back as they were, each off the list once it is. `isCustomerIn`: he is; otherwise he is let in after this,
 * and a machine that cannot be started, or is stuck, must not keep him out: it is told, and stays on the list.
 */
export async function returnMachines(turn: VmsTurn, which: OnResume, isCustomerIn: boolean): Promise<Outcome> {
  const left = turn.held().vms.some(({ before }) => before !== 'off');
  if (which === 'none' || (which === 'previous' && !left)) {
    await turn.remember(undefined);
    return { kind: 'done' };
  }
  const remarks: string[] = [];
  const names = new Map<string, string>();
  const settled = await settleMachines(turn, (look, held) => {
    for (const { id, name } of look.vms) names.set(id, name);
    const step = returnStep(look, beginReturn(held, which, look.vms));
    for (const remark of step.remarks) if (!remarks.includes(remark)) remarks.push(remark);
    return step;
  });
  const note = describeRequests(turn, (id) => names.get(id));
  const trouble = describeTrouble(settled, 'VMS_NOT_BACK', 'Some machines could not be brought back.');
  if (trouble === undefined) await turn.remember(undefined);
  else if (isCustomerIn || settled.isStopped) return withRemarks(trouble, remarks);
  else remarks.push(trouble.message);
  return {
    kind: 'done',
    ...(note !== '' && { note }),
    ...(remarks.length > 0 && { warning: remarks.join(' ') }),
  };
}

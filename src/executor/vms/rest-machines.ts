import type { HeldVm } from '../../model/memory.ts';
import type { Outcome } from '../../model/outcome.ts';
import { restStep, type RestWish } from '../../planner/power/rest-step.ts';
import { describeRequests, describeTrouble, withRemarks } from './describe-machines.ts';
import { settleMachines } from './settle-machines.ts';
import type { VmsTurn } from './vms-turn.ts';

/**
 * Puts every machine that is on to rest. Done when a look at all of them, after the last was asked, finds none on.
 * `isLockedOut`: the subscription is suspended already, so that its customer can start nothing meanwhile.
 */
export async function restMachines(turn: VmsTurn, wish: RestWish, isLockedOut: boolean): Promise<Outcome> {
  let seen = 0;
  const settled = await settleMachines(turn, (look, held) => {
    seen = look.vms.length;
    return restStep(look, held, wish);
  });
  const trouble = describeTrouble(settled, 'VMS_NOT_AT_REST', 'Some machines could not be put to rest.');
  const { step } = settled;
  if (trouble !== undefined) return withRemarks(trouble, step.remarks);
  const names = new Map(turn.held().vms.map(({ id, name }) => [id, name]));
  const note = describeRequests(turn, (id) => names.get(id));
  // It is over: what was asked must not be taken for half asked when they are to rest another time. Only once nobody but
  // an administrator can start one does it matter no more who did.
  const { vms } = turn.held();
  // A list without a single machine may be a false one: what shows up later was then not started by somebody else.
  if (seen === 0) return { kind: 'done' };
  if (isLockedOut || vms.some(({ asked }) => asked !== undefined))
    await turn.remember({ isComplete: isLockedOut, vms: vms.map(withoutAsked) });
  return {
    kind: 'done',
    ...(note !== '' && { note }),
    ...(step.remarks.length > 0 && { warning: step.remarks.join(' ') }),
  };
}

function withoutAsked({ id, stampId, name, before }: HeldVm): HeldVm {
  return { id, stampId, name, before };
}

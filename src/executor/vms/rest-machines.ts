import type { Outcome } from '../../model/outcome.ts';
import { restStep, type RestWish } from '../../planner/power/rest-step.ts';
import { describeRequests, describeTrouble } from './describe-machines.ts';
import { settleMachines } from './settle-machines.ts';
import type { VmsTurn } from './vms-turn.ts';

export interface RestKind {
  /** False: the VDC has been suspended before, and only something in it was found running. */
  readonly isNew: boolean;
  /** The subscription is suspended already, so that its customer can start nothing meanwhile. */
  readonly isLockedOut: boolean;
}

/** Puts every machine that is on to rest. Done when a look at all of them, after the last was asked, finds none on. */
export async function restMachines(turn: VmsTurn, wish: RestWish, how: RestKind): Promise<Outcome> {
  const { isLockedOut } = how;
  // A new suspension: the customer was in until now. Who is not back from the last one yet stays on the list.
  const before = turn.held();
  if (how.isNew && (before.isReturning === true || before.isComplete))
    await turn.remember({ isComplete: false, vms: before.vms });
  const settled = await settleMachines(turn, (look, held) => restStep(look, held, wish));
  const trouble = describeTrouble(settled, 'VMS_NOT_AT_REST', 'Some machines could not be put to rest.');
  if (trouble !== undefined) return trouble;
  const { step } = settled;
  const names = new Map(turn.held().vms.map(({ id, name }) => [id, name]));
  const note = describeRequests(turn, (id) => names.get(id));
  // Only once nobody but an administrator can start one does it matter no more who did.
  if (isLockedOut) {
    const vms = turn.held().vms.map(({ asked: _, ...vm }) => vm);
    await turn.remember({ isComplete: true, vms });
  }
  return {
    kind: 'done',
    ...(note !== '' && { note }),
    ...(step.remarks.length > 0 && { warning: step.remarks.join(' ') }),
  };
}

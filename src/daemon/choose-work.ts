import type { FightStatus } from '../model/daemon-status.ts';
import type { PlannedVdc } from '../model/plan.ts';
import type { VdcName } from '../model/virtual-data-center.ts';
import type { AcceptedPass, Work } from './accepted-pass.ts';
import type { Attempts } from './attempts.ts';
import type { Wishes } from './wishes.ts';

export interface Choice {
  readonly works: readonly Work[];
  /** Tried before, and not yet again. */
  readonly patient: readonly VdcName[];
}

export interface ChoiceOptions {
  readonly accepted: AcceptedPass;
  readonly wishes: Wishes;
  /** Whom a person asked for by name. */
  readonly requested: ReadonlySet<VdcName>;
  /** Whose spec has just been edited. */
  readonly edited: ReadonlySet<VdcName>;
  readonly attempts: Attempts;
  readonly fights: ReadonlyMap<VdcName, readonly FightStatus[]>;
  /** Whose memory this pass has perhaps read too early: whoever was worked on meanwhile. */
  readonly tooEarly: ReadonlySet<VdcName>;
}

/** Which of the planned VDCs may be worked on now, in the order of the plan, and which of them before the others. */
export function chooseWork(options: ChoiceOptions): Choice {
  const works: Work[] = [];
  const patient: VdcName[] = [];
  for (const vdc of options.accepted.plan.vdcs) {
    if (!isToBeDone(vdc) || options.tooEarly.has(vdc.name)) continue;
    const isUrgent = options.requested.has(vdc.name) || options.edited.has(vdc.name);
    if (!options.requested.has(vdc.name) && options.fights.has(vdc.name)) continue;
    if (isUrgent || options.attempts.isDue(vdc.name, options.wishes.get(vdc.name)))
      works.push({ vdc, accepted: options.accepted, isUrgent });
    else patient.push(vdc.name);
  }
  return { works, patient };
}

export function isToBeDone({ actions, paused }: PlannedVdc): boolean {
  return actions.length > 0 && paused === undefined;
}

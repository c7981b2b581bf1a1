import { ControllerError } from '../model/controller-error.ts';
import type { PlanScope } from '../model/plan.ts';
import type { PlannedPass } from '../reconciler/observe-and-plan.ts';

/** Throws for a target that neither a spec nor the inventory knows: a mistyped name must not look like work that is done. */
export function checkTargets({ targets }: PlanScope, { input }: Pick<PlannedPass, 'input'>): void {
  const { desired, memory } = input;
  const known = new Set([...desired.vdcs, ...memory.inventory].map(({ name }) => name));
  for (const name of desired.unreadableNames) known.add(name);
  const unknown = targets.filter((name) => !known.has(name));
  if (unknown.length > 0)
    throw new ControllerError(
      'TARGET_UNKNOWN',
      `--target ${unknown.join(' ')}: no spec names ${unknown.length === 1 ? 'such a VDC' : 'such VDCs'}, and none was ever made. Nothing was done. \`vdc get\` and \`vdc plan\` show the names there are.`,
    );
}

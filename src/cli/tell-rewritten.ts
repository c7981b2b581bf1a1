import type { PlannedPass } from '../reconciler/observe-and-plan.ts';
import type { CliDoors } from './doors.ts';

/** A branch with another history than before is taken as it is, but not in silence. */
export function tellRewritten({ input: { desired } }: PlannedPass, doors: CliDoors): void {
  if (desired.rewritten !== undefined) doors.err.write(doors.redact(`${desired.rewritten}\n`));
}

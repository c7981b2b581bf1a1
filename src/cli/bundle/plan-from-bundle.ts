import { ControllerError } from '../../model/controller-error.ts';
import type { Plan } from '../../model/plan.ts';
import { planWhatWasSeen } from '../../reconciler/observe-and-plan.ts';
import { codeOf, type PlanOptions, showPlan } from '../commands/plan.ts';
import type { CliDoors } from '../doors.ts';
import type { GlobalOptions } from '../global-options.ts';
import type { Bundle } from './bundle.ts';
import { invalid, readBundle } from './read-bundle.ts';

/** `vdc plan --from-bundle`: the plan of what was seen elsewhere. Opens nothing, and leaves nothing behind that could be applied. */
export async function planFromBundle(
  path: string,
  options: PlanOptions,
  globals: GlobalOptions,
  doors: CliDoors,
): Promise<number> {
  if ((options.target ?? options.selector ?? options.out) !== undefined)
    throw new ControllerError(
      'BUNDLE_STANDS_ALONE',
      'A plan from a bundle is that of the look that was taken there, with the choice of VDCs made there, and is only for reading. Leave out --target, --selector and --out.',
    );
  const bundle = await readBundle(path, doors);
  const plan = await planAgain(bundle, path, doors);
  const { rewritten } = bundle.seen.desired;
  if (rewritten !== undefined) doors.err.write(doors.redact(`${rewritten}\n`));
  tellDifference(bundle, plan, doors);
  // Its commands are those that would be typed where it was made.
  doors.out.write(doors.redact(await showPlan(plan, options.output, { ...globals, config: bundle.config }, doors)));
  return codeOf(plan, options.detailedExitcode ?? false);
}

async function planAgain(bundle: Bundle, path: string, doors: CliDoors): Promise<Plan> {
  try {
    return await planWhatWasSeen(
      { ...bundle.seen, hashes: { sha1: doors.sha1, sha256: doors.sha256 } },
      doors,
      doors.signal,
    );
  } catch (cause) {
    // Where no plan could be made there either, this very failure is what the bundle was made to show.
    if (doors.signal.aborted || 'failed' in bundle.plan) throw cause;
    throw invalid(path, cause);
  }
}

function tellDifference({ plan: made, program }: Bundle, plan: Plan, doors: CliDoors): void {
  if ('failed' in made)
    doors.err.write(`Version ${program.version} could make no plan of it (${made.failed}); this one can.\n`);
  else if (made.fingerprint !== plan.fingerprint)
    doors.err.write(
      `This is not the plan that version ${program.version} made there (${made.fingerprint}): the planner has changed since.\n`,
    );
  else if (made.altered)
    doors.err.write(
      'The value of a secret stood in what was seen there and was taken out, so the plan there had another fingerprint.\n',
    );
}

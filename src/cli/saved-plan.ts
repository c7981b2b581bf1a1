import { ControllerError } from '../model/controller-error.ts';
import type { Plan } from '../model/plan.ts';
import { canonicalJson, fingerprintOf, withoutPlace } from '../planner/fingerprint.ts';
import type { CliDoors } from './doors.ts';

export type SavedPlan = { readonly plan: Plan } | { readonly refusal: ControllerError };

/** A plan from a file, exactly as it was saved, or why it is none. */
export async function readSavedPlan(path: string, doors: CliDoors): Promise<SavedPlan> {
  const text = await doors.files.read(doors.files.resolve(path)).catch((cause: unknown) => {
    throw new ControllerError(
      'PLAN_FILE_UNREADABLE',
      `${path} cannot be read, so it is not known what was to be carried out. Give the file that \`vdc plan --out\` wrote, and look at its permissions.`,
      { cause },
    );
  });
  if (text === undefined)
    throw new ControllerError('PLAN_FILE_MISSING', `There is no plan ${path}. \`vdc plan --out ${path}\` saves one.`);
  const plan = parsePlan(text);
  const fingerprint = plan && fingerprintIfAny(plan, doors);
  if (plan === undefined || fingerprint === undefined)
    return refusal(
      'PLAN_FILE_INVALID',
      `${path} is no plan of format 1, so it is not known what was to be carried out. Save it anew: vdc plan --out ${path}.`,
    );
  if (fingerprint !== plan.fingerprint)
    return refusal(
      'PLAN_ALTERED',
      `${path} was changed after it was saved: its content no longer has the fingerprint that it states. What was reviewed is not what it says. Save it anew: vdc plan --out ${path}.`,
    );
  return { plan };
}

/** Undefined when the world still asks for exactly this plan. */
export function checkSavedPlan(saved: Plan, fresh: Plan): ControllerError | undefined {
  if (saved.fingerprint === fresh.fingerprint) return undefined;
  if (saved.installation !== fresh.installation)
    return new ControllerError(
      'PLAN_FOREIGN',
      `The plan was made for installation ${saved.installation}, not for this one (${fresh.installation}), whose VDCs are others. Nothing was done. Apply it with the settings that it was made with: --config FILE.`,
    );
  return new ControllerError(
    'PLAN_STALE',
    `The world has moved since the plan was saved (${describeMove(saved, fresh)}). Nothing was done. Look at the new one: vdc plan.`,
  );
}

function describeMove(saved: Plan, fresh: Plan): string {
  if (saved.revision !== fresh.revision) return 'the specs changed';
  const before = new Map(saved.vdcs.map((vdc) => [vdc.name, canonicalJson(withoutPlace(vdc))]));
  const after = new Map(fresh.vdcs.map((vdc) => [vdc.name, canonicalJson(withoutPlace(vdc))]));
  const moved = [...new Set([...before.keys(), ...after.keys()])].filter(
    (name) => before.get(name) !== after.get(name),
  );
  const shown = moved.slice(0, 3).join(', ');
  return moved.length === 0
    ? 'what it warns of changed'
    : `${shown}${moved.length > 3 ? ` and ${moved.length - 3} more` : ''}`;
}

function parsePlan(text: string): Plan | undefined {
  try {
    const value = JSON.parse(text) as Partial<Plan> | null;
    const isPlan =
      value?.formatVersion === '1' &&
      typeof value.fingerprint === 'string' &&
      Array.isArray(value.vdcs) &&
      Array.isArray(value.unsafe) &&
      Array.isArray(value.problems) &&
      Array.isArray(value.scope?.targets) &&
      typeof value.scope.selector === 'object';
    // Its members need no closer look: a plan whose fingerprint is right was written by us.
    return isPlan ? (value as Plan) : undefined;
  } catch {
    return undefined; // no JSON at all
  }
}

/** Undefined for what is laid out like a plan and holds what no plan has. */
function fingerprintIfAny(plan: Plan, { sha256 }: Pick<CliDoors, 'sha256'>): string | undefined {
  try {
    return fingerprintOf(plan, sha256);
  } catch {
    return undefined; // a VDC that is none, or lists within lists until the stack is used up
  }
}

function refusal(code: string, message: string): SavedPlan {
  return { refusal: new ControllerError(code, message) };
}

import type { Plan } from '../../model/plan.ts';
import { observeAndPlan } from '../../reconciler/observe-and-plan.ts';
import { checkTargets } from '../check-targets.ts';
import { tellRewritten } from '../tell-rewritten.ts';
import type { CliDoors } from '../doors.ts';
import { exitCode } from '../exit-codes.ts';
import { requireSettings } from '../load-settings-file.ts';
import { lookOf } from '../look-of.ts';
import { writeFile } from '../write-file.ts';
import { parseScope } from '../parse-scope.ts';
import { typedCommand } from '../typed-command.ts';
import type { GlobalOptions } from '../global-options.ts';

export interface PlanOptions {
  readonly output: string;
  readonly out?: string;
  readonly detailedExitcode?: boolean;
  readonly target?: readonly string[];
  readonly selector?: readonly string[];
  readonly fromBundle?: string;
}

/** `vdc plan`: observes, diffs, shows; changes nothing. */
export async function runPlan(options: PlanOptions, globals: GlobalOptions, doors: CliDoors): Promise<number> {
  if (options.fromBundle !== undefined)
    return (await import('../bundle/plan-from-bundle.ts')).planFromBundle(options.fromBundle, options, globals, doors);
  const scope = parseScope(options);
  const settings = await requireSettings(globals, doors);
  if (settings === undefined) return exitCode.invalid;
  const installation = await doors.openInstallation(settings, { format: globals.logFormat, level: globals.logLevel });
  try {
    const pass = await observeAndPlan(installation.pass, installation.rules, scope, doors.signal);
    checkTargets(scope, pass);
    tellRewritten(pass, doors);
    const { plan } = pass;
    if (options.out !== undefined) await savePlan(plan, options.out, doors);
    doors.out.write(doors.redact(await showPlan(plan, options.output, globals, doors)));
    return codeOf(plan, options.detailedExitcode ?? false);
  } finally {
    await installation.close();
  }
}

/** What `vdc plan` exits with when this is the plan. */
export function codeOf(plan: Plan, isDetailed: boolean): number {
  if (plan.unsafe.length > 0) return exitCode.refused;
  if (plan.problems.some((problem) => problem.severity === 'error')) return exitCode.invalid;
  return isDetailed && plan.vdcs.some((vdc) => vdc.actions.length > 0) ? exitCode.changesPending : exitCode.ok;
}

async function savePlan(plan: Plan, path: string, doors: CliDoors): Promise<void> {
  const { formatPlanJson } = await import('../faces/plan-json.ts');
  const file = doors.files.resolve(path);
  await writeFile(file, formatPlanJson(plan), doors);
  doors.err.write(`Saved to ${doors.files.relative(file)}; \`vdc apply ${path}\` carries out exactly this plan.\n`);
}

/** One of the faces of a plan; each is imported only when it is asked for. */
export async function showPlan(plan: Plan, form: string, globals: GlobalOptions, doors: CliDoors): Promise<string> {
  switch (form) {
    case 'json':
      return (await import('../faces/plan-json.ts')).formatPlanJson(plan);
    case 'markdown':
      return (await import('../faces/plan-markdown.ts')).formatPlanMarkdown(plan, {
        applyCommand: applyCommand(globals),
      });
    case 'html':
      return (await import('../faces/plan-html.ts')).formatPlanHtml(plan, { applyCommand: applyCommand(globals) });
    default: {
      const { formatPlanText } = await import('../faces/plan-text.ts');
      return formatPlanText(plan, lookOf(doors.out, doors.env, globals.color), { applyCommand: applyCommand(globals) });
    }
  }
}

function applyCommand(globals: GlobalOptions): string {
  return typedCommand(globals, 'apply');
}

import type { ApplyReport } from '../../executor/apply-report.ts';
import { isFailure } from '../../executor/is-failure.ts';
import { ControllerError } from '../../model/controller-error.ts';
import type { Plan } from '../../model/plan.ts';
import type { Settings } from '../../model/settings.ts';
import { approvePlan } from '../../planner/approve-plan.ts';
import { carryOut, rememberRefused, reportOnly } from '../../reconciler/carry-out.ts';
import { observeAndPlan, type PlannedPass } from '../../reconciler/observe-and-plan.ts';
import { checkTargets } from '../check-targets.ts';
import { tellRewritten } from '../tell-rewritten.ts';
import type { HaltSwitch } from '../../reconciler/halt-switch.ts';
import type { CliDoors, Installation } from '../doors.ts';
import { exitCode } from '../exit-codes.ts';
import { isHaltId, openHalt, passHalt } from '../halt.ts';
import { formatApplyReport } from '../faces/apply-report.ts';
import { openDisplay } from '../faces/live-display.ts';
import { requireSettings } from '../load-settings-file.ts';
import { lookOf } from '../look-of.ts';
import { parseScope } from '../parse-scope.ts';
import { toShownEvent } from '../progress-event.ts';
import type { GlobalOptions } from '../global-options.ts';
import { checkSavedPlan, readSavedPlan } from '../saved-plan.ts';
import { showPlan } from './plan.ts';

export interface ApplyOptions {
  readonly file?: string | undefined;
  readonly yes?: boolean;
  readonly approve?: string;
  readonly target?: readonly string[];
  readonly selector?: readonly string[];
  readonly version: string;
}

/** `vdc apply`: plans, shows, asks, applies. With a file exactly that plan, or nothing. */
export async function runApply(options: ApplyOptions, globals: GlobalOptions, doors: CliDoors): Promise<number> {
  const chosen = parseScope(options);
  const saved = options.file === undefined ? undefined : await readSavedPlan(options.file, doors);
  if (saved !== undefined && 'refusal' in saved) return refuse(saved.refusal, doors, globals);
  if (saved !== undefined && (options.target ?? options.selector) !== undefined) throw scopeOfFile(saved.plan);
  const scope = saved?.plan.scope ?? chosen;
  const settings = await requireSettings(globals, doors);
  if (settings === undefined) return exitCode.invalid;
  const installation = await doors.openInstallation(settings, { format: globals.logFormat, level: globals.logLevel });
  try {
    const release = await installation.lock();
    try {
      if (settings.mode !== 'report') await passHalt(options.approve, installation.executor.store, globals, doors);
      const pass = await observeAndPlan(installation.pass, installation.rules, scope, doors.signal);
      if (saved === undefined) checkTargets(scope, pass);
      tellRewritten(pass, doors);
      const stale = saved && checkSavedPlan(saved.plan, pass.plan);
      if (stale !== undefined) return refuse(stale, doors, globals);
      return await applyPass({ pass, settings, installation, options, globals, doors });
    } finally {
      await release();
    }
  } finally {
    await installation.close();
  }
}

/** Exactly the saved plan is carried out: a choice beside it would be passed over in silence. */
function scopeOfFile({ scope }: Plan): ControllerError {
  const own = [...scope.targets, ...Object.entries(scope.selector).map(([key, value]) => `${key}=${value}`)].join(', ');
  return new ControllerError(
    'PLAN_FILE_SCOPE',
    `A saved plan is carried out as it is, so --target and --selector have no say beside it; it was made for ${own === '' ? 'all VDCs' : own}. Nothing was done. Save a plan of those that are meant: vdc plan --target NAME --out FILE.`,
  );
}

export interface ApplyCase {
  readonly pass: PlannedPass;
  readonly settings: Settings;
  readonly installation: Installation;
  readonly options: ApplyOptions;
  readonly globals: GlobalOptions;
  readonly doors: CliDoors;
}

async function applyPass(applyCase: ApplyCase): Promise<number> {
  const { pass, settings, installation, options, globals, doors } = applyCase;
  const { plan } = pass;
  const approved = approvePlan(plan, options.approve);
  if (options.approve !== undefined && options.approve !== plan.fingerprint && !isHaltId(options.approve))
    doors.err.write(`The approval names another plan (${options.approve}); this one is ${plan.fingerprint}.\n`);
  // What the approval lifted is no longer shown as a refusal; what is shown is what is carried out.
  doors.out.write(doors.redact(await showPlan(approved, 'text', globals, doors)));
  if (settings.mode === 'report') {
    doors.err.write('mode: report, so nothing is written.\n');
    await reportOnly(pass, installation.executor);
    return exitCode.ok;
  }
  if (approved.unsafe.length > 0) {
    await rememberRefused(pass, installation.executor);
    await reportOnly(pass, installation.executor);
    return exitCode.refused;
  }
  const hasWork = approved.vdcs.some((vdc) => vdc.actions.length > 0);
  if (hasWork && !options.yes && options.file === undefined && !(await isWanted(doors))) {
    doors.err.write('Nothing was changed.\n');
    await reportOnly(pass, installation.executor);
    return exitCode.failed;
  }
  const startedMs = doors.now();
  const halt = openHalt(applyCase);
  const report = await carryOutVisibly(applyCase, approved, halt);
  await halt.whenWritten();
  const applied = { vdcs: report.vdcs, tookMs: doors.now() - startedMs, aborted: report.aborted };
  if (hasWork)
    doors.out.write(
      doors.redact(`\n${formatApplyReport(approved, applied, lookOf(doors.out, doors.env, globals.color))}`),
    );
  // Told last, where nobody overlooks it.
  halt.assertRunning();
  return codeOf(plan, report);
}

async function isWanted(doors: CliDoors): Promise<boolean> {
  const answer = await doors.ask('\nCarry this out? Only "yes" will do: ');
  if (answer === undefined)
    throw new ControllerError(
      'APPLY_UNCONFIRMED',
      'There is no terminal on which to ask, so nothing was changed. In scripts say --yes, or apply a saved plan: vdc apply FILE.',
    );
  return answer.trim().toLowerCase() === 'yes';
}

async function carryOutVisibly(
  { pass, installation, globals, doors }: ApplyCase,
  plan: Plan,
  halt: HaltSwitch,
): Promise<ApplyReport> {
  const { paint, glyphs } = lookOf(doors.err, doors.env, globals.color);
  const display = await openDisplay({
    stream: doors.err.stream,
    isLive: doors.err.isTerminal && doors.env['TERM'] !== 'dumb',
    total: plan.vdcs.filter((vdc) => vdc.actions.length > 0 && vdc.paused === undefined).length,
    paint,
    glyphs,
    nowMs: doors.now,
    every: doors.every,
  });
  try {
    return await carryOut(
      pass,
      plan,
      {
        ...installation.executor,
        onProgress: (event) => display.note(toShownEvent(event, doors.now())),
        onBroken: (broken, vdc) => halt.stop(broken, { input: pass.input, vdc }),
      },
      AbortSignal.any([doors.signal, halt.signal]),
    );
  } finally {
    display.close();
  }
}

function codeOf(plan: Plan, report: ApplyReport): number {
  const isBlocked = plan.vdcs.some((vdc) => vdc.blocks.length > 0);
  const outcomes = report.vdcs.flatMap(({ results }) => results.map(({ outcome }) => outcome));
  if (report.aborted || isBlocked || outcomes.some(isFailure)) return exitCode.failed;
  return plan.problems.some((problem) => problem.severity === 'error') ? exitCode.invalid : exitCode.ok;
}

async function refuse(error: ControllerError, doors: CliDoors, globals: GlobalOptions): Promise<number> {
  const { formatError } = await import('../faces/error-text.ts');
  doors.err.write(doors.redact(formatError(error, lookOf(doors.err, doors.env, globals.color))));
  return exitCode.refused;
}

import type { Problem } from '../../model/problem.ts';
import { readSpecs } from '../../spec/read-specs.ts';
import type { CliDoors } from '../doors.ts';
import { exitCode } from '../exit-codes.ts';
import { readSettings } from '../load-settings-file.ts';
import { readWording } from '../read-wording.ts';
import { lookOf, reportStyleOf } from '../look-of.ts';
import { type ProblemFormat, reportProblems } from '../problem-report.ts';
import type { GlobalOptions } from '../global-options.ts';

export interface ValidateOptions {
  readonly paths: readonly string[];
  readonly output: string;
}

/** `vdc validate`: specs and settings, offline; needs no credentials and opens no connection. */
export async function runValidate(options: ValidateOptions, globals: GlobalOptions, doors: CliDoors): Promise<number> {
  const problems: Problem[] = [];
  // Specs may be checked where there are no settings at all, in a pull request's checkout for one; then a hosting plan
  // cannot be looked up, and nothing is said about it.
  const hasSettings = options.paths.length === 0 || (await isThere(doors.files.resolve(globals.config), doors));
  const read = hasSettings ? await readSettings(globals, doors) : undefined;
  problems.push(...(read?.problems ?? []));
  const settings = read?.settings;
  problems.push(...(await readWording(settings?.mail?.templates, doors)).problems);
  const directories =
    options.paths.length > 0 ? options.paths : settings?.specs.kind === 'directory' ? [settings.specs.directory] : [];
  const snapshots = await Promise.all(directories.map((path) => doors.loadSnapshot(doors.files.resolve(path))));
  // Read together: a name that stands in two of the paths is the same name.
  const { desired } = readSpecs({
    snapshot: { revision: '', files: snapshots.flatMap((snapshot) => snapshot.files) },
    ...(settings && { defaults: settings.defaults, hostingPlanNames: Object.keys(settings.hostingPlans) }),
  });
  problems.push(...desired.problems);
  doors.out.write(show(problems, desired.vdcs.length, options.output, globals, doors));
  return problems.some((problem) => problem.severity === 'error') ? exitCode.invalid : exitCode.ok;
}

/** What cannot be read is there: reading it as settings then says why. */
async function isThere(file: string, doors: CliDoors): Promise<boolean> {
  return doors.files.read(file).then(
    (text) => text !== undefined,
    () => true,
  );
}

function show(
  problems: readonly Problem[],
  documents: number,
  form: string,
  globals: GlobalOptions,
  doors: CliDoors,
): string {
  if (form === 'text' && problems.length === 0) return `${documents} VDC${documents === 1 ? '' : 's'}, no problems.\n`;
  // commander lets no other form through
  return reportProblems(problems, form as ProblemFormat, reportStyleOf(lookOf(doors.out, doors.env, globals.color)));
}

import type { Problem } from '../../model/problem.ts';
import { readSpecs } from '../../spec/read-specs.ts';
import type { CliDoors } from '../doors.ts';
import { exitCode } from '../exit-codes.ts';
import { readSettings } from '../load-settings-file.ts';
import { lookOf } from '../look-of.ts';
import type { GlobalOptions } from '../program.ts';

export interface ValidateOptions {
  readonly paths: readonly string[];
  readonly output: string;
}

/** `vdc validate`: specs and settings, offline; needs no credentials and opens no connection. */
export async function runValidate(options: ValidateOptions, globals: GlobalOptions, doors: CliDoors): Promise<number> {
  const problems: Problem[] = [];
  // Specs may be checked where there are no settings at all, in a pull request's checkout for one; then a hosting plan
  // cannot be looked up, and nothing is said about it.
  const hasSettings =
    options.paths.length === 0 || (await doors.files.read(doors.files.resolve(globals.config))) !== undefined;
  const read = hasSettings ? await readSettings(globals, doors) : undefined;
  problems.push(...(read?.problems ?? []));
  const settings = read?.settings;
  const directories =
    options.paths.length > 0 ? options.paths : settings?.specs.kind === 'directory' ? [settings.specs.directory] : [];
  let documents = 0;
  for (const directory of directories) {
    const snapshot = await doors.loadSnapshot(doors.files.resolve(directory));
    const { desired } = readSpecs({
      snapshot,
      ...(settings && { defaults: settings.defaults, hostingPlanNames: Object.keys(settings.hostingPlans) }),
    });
    documents += desired.vdcs.length;
    problems.push(...desired.problems);
  }
  doors.out.write(await show(problems, documents, options.output, globals, doors));
  return problems.some((problem) => problem.severity === 'error') ? exitCode.invalid : exitCode.ok;
}

async function show(
  problems: readonly Problem[],
  documents: number,
  form: string,
  globals: GlobalOptions,
  doors: CliDoors,
): Promise<string> {
  const report = await import('../problem-report.ts');
  switch (form) {
    case 'json':
      return report.formatProblemsJson(problems);
    case 'github':
      return report.formatProblemsGithub(problems);
    case 'sarif':
      return report.formatProblemsSarif(problems);
    default: {
      const good = `${documents} VDC${documents === 1 ? '' : 's'}, no problems.\n`;
      return problems.length === 0
        ? good
        : report.formatProblemsText(problems, lookOf(doors.out, doors.env, globals.color));
    }
  }
}

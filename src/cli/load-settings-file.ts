import { dirname } from 'node:path';
import { ControllerError } from '../model/controller-error.ts';
import type { Problem } from '../model/problem.ts';
import type { Settings } from '../model/settings.ts';
import { loadSettings } from '../settings/load-settings.ts';
import type { CliDoors } from './doors.ts';
import { lookOf, reportStyleOf } from './look-of.ts';
import { reportProblems } from './problem-report.ts';
import type { GlobalOptions } from './global-options.ts';

/** The settings, or their problems. Throws only when the file itself is missing or unreadable. */
export async function readSettings(
  globals: GlobalOptions,
  doors: CliDoors,
): Promise<{ readonly settings: Settings | undefined; readonly problems: readonly Problem[] }> {
  const file = doors.files.resolve(globals.config);
  const text = await doors.files.read(file).catch((cause: unknown) => {
    throw new ControllerError(
      'SETTINGS_UNREADABLE',
      `The settings file ${doors.files.relative(file)} cannot be read, and without it nothing is known of WAP. Name a file, and check its permissions.`,
      { cause },
    );
  });
  if (text === undefined)
    throw new ControllerError(
      'SETTINGS_MISSING',
      `There is no settings file ${doors.files.relative(file)}. \`vdc init\` writes one; --config or VDC_CONFIG name another.`,
    );
  const { settings, problems } = loadSettings({ text, file: doors.files.relative(file), baseDir: dirname(file) });
  return { settings, problems };
}

/** The settings for a command that needs them valid; tells their problems on stderr and gives nothing otherwise. */
export async function requireSettings(globals: GlobalOptions, doors: CliDoors): Promise<Settings | undefined> {
  const { settings, problems } = await readSettings(globals, doors);
  tellProblems(problems, globals, doors);
  return settings;
}

/** Problems on stderr, as a person reads them; says nothing when there are none. */
export function tellProblems(problems: readonly Problem[], globals: GlobalOptions, doors: CliDoors): void {
  if (problems.length === 0) return;
  doors.err.write(reportProblems(problems, 'text', reportStyleOf(lookOf(doors.err, doors.env, globals.color))));
}

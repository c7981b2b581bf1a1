import { ControllerError } from '../model/controller-error.ts';
import type { Problem } from '../model/problem.ts';
import type { Settings } from '../model/settings.ts';
import { loadSettings } from '../settings/load-settings.ts';
import type { CliDoors } from './doors.ts';
import { formatProblemsText } from './faces/problem-text.ts';
import { lookOf } from './look-of.ts';
import type { GlobalOptions } from './program.ts';

/** The settings, or their problems. Throws only when the file itself is missing or unreadable. */
export async function readSettings(
  globals: GlobalOptions,
  doors: CliDoors,
): Promise<{ readonly settings: Settings | undefined; readonly problems: readonly Problem[] }> {
  const file = doors.files.resolve(globals.config);
  const text = await doors.files.read(file).catch((cause: unknown) => {
    throw new ControllerError(
      'SETTINGS_UNREADABLE',
      `The settings file ${doors.files.relative(file)} cannot be read. Check its permissions.`,
      { cause },
    );
  });
  if (text === undefined)
    throw new ControllerError(
      'SETTINGS_MISSING',
      `There is no settings file ${doors.files.relative(file)}. \`vdc init\` writes one; --config or VDC_CONFIG name another.`,
    );
  const { settings, problems } = loadSettings({ text, file, shownAs: doors.files.relative(file) });
  return { settings: problems.some((one) => one.severity === 'error') ? undefined : settings, problems };
}

/** The settings for a command that needs them valid; tells their problems on stderr and gives nothing otherwise. */
export async function requireSettings(globals: GlobalOptions, doors: CliDoors): Promise<Settings | undefined> {
  const { settings, problems } = await readSettings(globals, doors);
  if (problems.length > 0) doors.err.write(formatProblemsText(problems, lookOf(doors.err, doors.env, globals.color)));
  return settings;
}

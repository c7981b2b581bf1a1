import { ControllerError } from '../../model/controller-error.ts';
import type { Settings } from '../../model/settings.ts';
import type { CliDoors } from '../doors.ts';
import { exitCode } from '../exit-codes.ts';
import type { GlobalOptions } from '../global-options.ts';
import { readSettings, requireSettings } from '../load-settings-file.ts';

export interface RunOptions {
  /** Settings files, one for each installation; that of --config where none is given. */
  readonly files: readonly string[];
  readonly once?: boolean;
  /** As asked for; what a daemon does is what its log is for, so it says more than a command does unless told otherwise. */
  readonly logLevel: string;
  readonly version: string;
}

/** `vdc run`: the daemon, until Ctrl-C or SIGTERM. With --once one pass, its work, and the end. */
export async function runDaemon(
  { files, once, logLevel, version }: RunOptions,
  globals: GlobalOptions,
  doors: CliDoors,
): Promise<number> {
  const named = files.length === 0 ? [globals.config] : files;
  const all: Settings[] = [];
  for (const config of named) {
    const settings = await requireSettings({ ...globals, config }, doors);
    if (settings === undefined) return exitCode.invalid;
    all.push(settings);
  }
  checkDistinct(all);
  const end = await doors.runDaemons(all, {
    isOnce: once ?? false,
    log: { format: globals.logFormat, level: logLevel },
    writeBundle: async (haltCase, settings, store) => {
      const { writeHaltBundle } = await import('../bundle/write-halt-bundle.ts');
      const config = named.find((one) => doors.files.resolve(one) === settings.file) ?? settings.file;
      return writeHaltBundle(haltCase, { settings, version, config, store }, doors);
    },
    readSettings: async (file) => {
      const { settings, problems } = await readSettings({ ...globals, config: file }, doors);
      if (settings !== undefined) return settings;
      const [first] = problems;
      throw new ControllerError(
        'SETTINGS_INVALID',
        `${first === undefined ? 'The settings are invalid.' : `${first.file}:${first.line}: ${first.message}`} The daemon goes on with the settings of before; \`vdc validate\` shows all that is wrong.`,
      );
    },
  });
  if (once !== true) return exitCode.ok;
  if (end.isRefused) return exitCode.refused;
  return end.hasFailed ? exitCode.failed : exitCode.ok;
}

function checkDistinct(all: readonly Settings[]): void {
  const seen = new Map<string, string>();
  for (const { installation, server, file } of all)
    for (const key of [`installation ${installation}`, `server.listen ${server.listen}`]) {
      const other = seen.get(key);
      if (other !== undefined)
        throw new ControllerError(
          'SETTINGS_CLASH',
          `${other} and ${file} have the same ${key}, so that one process cannot run both. Give each its own.`,
        );
      seen.set(key, file);
    }
}

import { ControllerError } from '../../model/controller-error.ts';
import type { CliDoors } from '../doors.ts';
import { exitCode } from '../exit-codes.ts';
import { formatHistory, formatHistoryJson } from '../faces/history-table.ts';
import { requireSettings } from '../load-settings-file.ts';
import { lookOf } from '../look-of.ts';
import type { GlobalOptions } from '../global-options.ts';

export interface HistoryOptions {
  readonly name: string | undefined;
  readonly output: string;
  readonly limit: string;
}

/** `vdc history`: what was done, when, why, from which revision. Newest first. */
export async function runHistory(options: HistoryOptions, globals: GlobalOptions, doors: CliDoors): Promise<number> {
  const limit = Number(options.limit);
  if (!Number.isInteger(limit) || limit < 1)
    throw new ControllerError(
      'LIMIT_INVALID',
      `--limit ${options.limit} is no number of entries: give a whole number from 1.`,
    );
  const settings = await requireSettings(globals, doors);
  if (settings === undefined) return exitCode.invalid;
  const store = await doors.openStore(settings);
  try {
    const records = await store.readHistory({ ...(options.name !== undefined && { vdc: options.name }), limit });
    doors.out.write(
      options.output === 'json'
        ? formatHistoryJson(records)
        : formatHistory(records, lookOf(doors.out, doors.env, globals.color)),
    );
    return exitCode.ok;
  } finally {
    await store.close();
  }
}

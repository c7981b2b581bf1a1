import { ControllerError } from '../../model/controller-error.ts';
import type { CliDoors } from '../doors.ts';
import { exitCode } from '../exit-codes.ts';
import { formatStatusDetail, formatStatusDetailJson } from '../faces/status-detail.ts';
import { formatStatusJson, formatStatusTable } from '../faces/status-table.ts';
import { requireSettings } from '../load-settings-file.ts';
import { lookOf } from '../look-of.ts';
import type { GlobalOptions } from '../global-options.ts';

export interface GetOptions {
  readonly name: string | undefined;
  readonly output: string;
}

/** `vdc get`: what was known last. Asks nobody but the state store. */
export async function runGet({ name, output }: GetOptions, globals: GlobalOptions, doors: CliDoors): Promise<number> {
  const settings = await requireSettings(globals, doors);
  if (settings === undefined) return exitCode.invalid;
  const store = await doors.openStore(settings);
  try {
    const statuses = await store.readStatuses(name === undefined ? undefined : [name]);
    if (name !== undefined && statuses.length === 0)
      throw new ControllerError(
        'VDC_UNKNOWN',
        `Nothing is known of a VDC "${name}". \`vdc get\` lists all; one that was declared but never applied shows in \`vdc plan\`.`,
      );
    const look = lookOf(doors.out, doors.env, globals.color);
    const [only] = statuses;
    if (name !== undefined && only !== undefined) {
      const history = await store.readHistory({ vdc: name, limit: 5 });
      doors.out.write(
        output === 'json'
          ? formatStatusDetailJson(only, history)
          : formatStatusDetail(only, history, look, doors.now()),
      );
    } else
      doors.out.write(output === 'json' ? formatStatusJson(statuses) : formatStatusTable(statuses, look, doors.now()));
    return exitCode.ok;
  } finally {
    await store.close();
  }
}

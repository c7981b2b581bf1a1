import { ControllerError } from '../../model/controller-error.ts';
import type { LimitsAndUse, Unread } from '../../model/observed-state.ts';
import type { Settings } from '../../model/settings.ts';
import type { StateStore } from '../../state/state-store.ts';
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

/** So long is use waited for: whoever asks what is known should not have to wait for a WAP that is away. */
const useWithinMs = 10_000;

/** `vdc get`: what was known last, from the state store. For one VDC also what it uses now, which only WAP knows. */
export async function runGet({ name, output }: GetOptions, globals: GlobalOptions, doors: CliDoors): Promise<number> {
  const settings = await requireSettings(globals, doors);
  if (settings === undefined) return exitCode.invalid;
  const store = await doors.openStore(settings);
  try {
    const look = lookOf(doors.out, doors.env, globals.color);
    if (name === undefined) {
      const statuses = await store.readStatuses();
      doors.out.write(output === 'json' ? formatStatusJson(statuses) : formatStatusTable(statuses, look, doors.now()));
      return exitCode.ok;
    }
    const [status] = await store.readStatuses([name]);
    if (status === undefined)
      throw new ControllerError(
        'VDC_UNKNOWN',
        `Nothing is known of a VDC "${name}". \`vdc get\` lists all; one that was declared but never applied shows in \`vdc plan\`.`,
      );
    const history = await store.readHistory({ vdc: name, limit: 5 });
    const known = { status, history, use: await readUseOf(name, store, settings, globals, doors) };
    doors.out.write(
      doors.redact(output === 'json' ? formatStatusDetailJson(known) : formatStatusDetail(known, look, doors.now())),
    );
    return exitCode.ok;
  } finally {
    await store.close();
  }
}

/** Undefined where there is nothing to ask, or no way to ask. Whatever goes wrong is told in place of the figures. */
async function readUseOf(
  name: string,
  store: StateStore,
  settings: Settings,
  globals: GlobalOptions,
  doors: CliDoors,
): Promise<LimitsAndUse | Unread | undefined> {
  if (settings.wap.tenantApi === undefined && settings.wap.spf === undefined) return undefined;
  const { inventory } = await store.readMemory(doors.now());
  const entry = inventory.find((one) => one.name === name);
  if (entry === undefined || !entry.wasSeen) return undefined;
  const patience = AbortSignal.timeout(useWithinMs);
  try {
    const installation = await doors.openInstallation(settings, { format: globals.logFormat, level: globals.logLevel });
    try {
      return await installation.pass.provider.lookAtUse(entry, AbortSignal.any([doors.signal, patience]));
    } finally {
      await installation.close();
    }
  } catch (error) {
    if (patience.aborted) return { unread: `WAP did not answer within ${useWithinMs / 1000} s.` };
    if (doors.signal.aborted || !(error instanceof ControllerError)) throw error;
    return { unread: error.message };
  }
}

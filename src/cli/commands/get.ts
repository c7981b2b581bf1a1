import { ControllerError } from '../../model/controller-error.ts';
import type { Memory } from '../../model/memory.ts';
import type { LimitsAndUse, Unread } from '../../model/observed-state.ts';
import type { Settings } from '../../model/settings.ts';
import type { CliDoors } from '../doors.ts';
import { exitCode } from '../exit-codes.ts';
import { formatStatusDetail, formatStatusDetailJson } from '../faces/status-detail.ts';
import { formatStatusJson, formatStatusTable } from '../faces/status-table.ts';
import { requireSettings } from '../load-settings-file.ts';
import { lookOf } from '../look-of.ts';
import type { GlobalOptions } from '../global-options.ts';
import { vdcUnknown } from '../vdc-unknown.ts';

export interface GetOptions {
  readonly name: string | undefined;
  readonly output: string;
  readonly watch?: boolean;
}

/** So long is use waited for: whoever asks what is known should not have to wait for a WAP that is away. */
const useWithinMs = 10_000;

/** `vdc get`: what was known last, from the state store. For one VDC also what it uses now, which only WAP knows. */
export async function runGet(options: GetOptions, globals: GlobalOptions, doors: CliDoors): Promise<number> {
  const { name, output } = options;
  const settings = await requireSettings(globals, doors);
  if (settings === undefined) return exitCode.invalid;
  const store = await doors.openStore(settings);
  try {
    if (options.watch) {
      const { watchStatuses } = await import('./watch-statuses.ts');
      await watchStatuses(store, { name, output, hasColor: globals.color }, doors);
      return exitCode.ok;
    }
    const look = lookOf(doors.out, doors.env, globals.color);
    if (name === undefined) {
      const statuses = await store.readStatuses();
      doors.out.write(output === 'json' ? formatStatusJson(statuses) : formatStatusTable(statuses, look, doors.now()));
      return exitCode.ok;
    }
    const [status] = await store.readStatuses([name]);
    if (status === undefined) throw vdcUnknown(name);
    const history = await store.readHistory({ vdc: name, limit: 5 });
    const memory = await store.readMemory(doors.now());
    const use = await readUseOf(name, memory, settings, globals, doors);
    const known = { status, history, use, pause: memory.pauses.get(name) };
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
  { inventory }: Memory,
  settings: Settings,
  globals: GlobalOptions,
  doors: CliDoors,
): Promise<LimitsAndUse | Unread | undefined> {
  if (settings.wap.tenantApi === undefined && settings.wap.spf === undefined) return undefined;
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

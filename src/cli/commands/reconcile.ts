import type { VdcStatus } from '../../state/state-store.ts';
import { withDaemon } from '../daemon/with-daemon.ts';
import type { CliDoors } from '../doors.ts';
import { exitCode } from '../exit-codes.ts';
import { eventLine } from '../faces/event-line.ts';
import { formatStatusBrief, formatStatusJson } from '../faces/status-table.ts';
import type { GlobalOptions } from '../global-options.ts';
import { lookOf } from '../look-of.ts';

export interface ReconcileOptions {
  readonly name: string;
  readonly output: string;
}

/** `vdc reconcile`: the daemon looks at this VDC now; ends when exactly this request was handled. */
export async function runReconcile(
  { name, output }: ReconcileOptions,
  globals: GlobalOptions,
  doors: CliDoors,
): Promise<number> {
  return withDaemon(globals, doors, async (daemon) => {
    if (doors.err.isTerminal) {
      const look = lookOf(doors.err, doors.env, globals.color);
      await daemon.follow((event) => {
        const line = eventLine(event, name, look);
        if (line !== undefined) doors.err.write(`${line}\n`);
      });
    }
    const status = await daemon.reconcile(name);
    doors.out.write(
      output === 'json'
        ? formatStatusJson([status])
        : formatStatusBrief(status, lookOf(doors.out, doors.env, globals.color)),
    );
    return codeOf(status);
  });
}

/** What waits, is paused or on its way out is as it was asked to be; what failed or is blocked is not. */
function codeOf({ ready }: VdcStatus): number {
  return ready === 'failed' || ready === 'blocked' ? exitCode.failed : exitCode.ok;
}

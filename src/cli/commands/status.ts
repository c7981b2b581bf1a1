import { withDaemon } from '../daemon/with-daemon.ts';
import type { CliDoors } from '../doors.ts';
import { exitCode } from '../exit-codes.ts';
import { formatDaemonStatus, formatDaemonStatusJson } from '../faces/daemon-status.ts';
import type { GlobalOptions } from '../global-options.ts';
import { lookOf } from '../look-of.ts';
import { approvalCommand } from './approve.ts';

export interface StatusOptions {
  readonly output: string;
}

/** `vdc status`: what the daemon says of itself. */
export async function runStatus({ output }: StatusOptions, globals: GlobalOptions, doors: CliDoors): Promise<number> {
  return withDaemon(globals, doors, async (daemon) => {
    const { status, wire } = await daemon.status();
    doors.out.write(
      output === 'json'
        ? formatDaemonStatusJson(wire)
        : formatDaemonStatus(status, lookOf(doors.out, doors.env, globals.color), doors.now(), (what) =>
            approvalCommand(what, globals),
          ),
    );
    return exitCode.ok;
  });
}

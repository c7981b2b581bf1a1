import { withDaemon } from '../daemon/with-daemon.ts';
import type { CliDoors } from '../doors.ts';
import { exitCode } from '../exit-codes.ts';
import { formatMoment } from '../faces/moment.ts';
import type { GlobalOptions } from '../global-options.ts';
import { nameOfUser } from '../name-of-user.ts';
import { parseUntil } from '../parse-until.ts';
import { typedCommand } from '../typed-command.ts';

export interface PauseOptions {
  readonly name: string;
  readonly reason: string;
  readonly by?: string;
  readonly until?: string;
}

/** `vdc pause`: the daemon shows what differs at this VDC and changes nothing, until it is unpaused or the time is over. */
export async function runPause(options: PauseOptions, globals: GlobalOptions, doors: CliDoors): Promise<number> {
  const { name, reason } = options;
  const by = nameOfUser(options.by, doors);
  const nowMs = doors.now();
  const untilMs = options.until === undefined ? undefined : parseUntil(options.until, nowMs);
  return withDaemon(globals, doors, async (daemon) => {
    await daemon.pause(name, { reason, by, ...(untilMs !== undefined && { untilMs }) });
    const until =
      untilMs === undefined
        ? `until \`${typedCommand(globals, `unpause ${name}`)}\``
        : `until ${formatMoment(untilMs, nowMs)}`;
    doors.out.write(`Paused ${name} as ${by}, ${until}.\n`);
    return exitCode.ok;
  });
}

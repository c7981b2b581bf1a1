import { withDaemon } from '../daemon/with-daemon.ts';
import type { CliDoors } from '../doors.ts';
import { exitCode } from '../exit-codes.ts';
import type { GlobalOptions } from '../global-options.ts';
import { vdcUnknown } from '../vdc-unknown.ts';

export interface UnpauseOptions {
  readonly name: string;
}

/** `vdc unpause`: the daemon looks after this VDC again. */
export async function runUnpause({ name }: UnpauseOptions, globals: GlobalOptions, doors: CliDoors): Promise<number> {
  return withDaemon(globals, doors, async (daemon) => {
    if (await daemon.unpause(name)) {
      doors.out.write(`${name} is looked after again.\n`);
      return exitCode.ok;
    }
    // A mistyped name must not look like a pause that is over.
    const status = await daemon.vdc(name);
    if (status === undefined) throw vdcUnknown(name);
    const why = status.ready === 'paused' ? ` Its spec pauses it (${status.message}): end that there.` : '';
    doors.out.write(`${name} was not paused by command, so there was nothing to end.${why}\n`);
    return exitCode.ok;
  });
}

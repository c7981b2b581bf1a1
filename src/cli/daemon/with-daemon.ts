import type { CliDoors } from '../doors.ts';
import { exitCode } from '../exit-codes.ts';
import type { GlobalOptions } from '../global-options.ts';
import { requireSettings } from '../load-settings-file.ts';
import type { DaemonClient } from './daemon-client.ts';
import { daemonOrigin } from './daemon-origin.ts';
import { openDaemonClient } from './open-daemon-client.ts';

/** Does something with the daemon that the settings name, and hangs up. */
export async function withDaemon(
  globals: GlobalOptions,
  doors: CliDoors,
  work: (daemon: DaemonClient) => Promise<number>,
): Promise<number> {
  const settings = await requireSettings(globals, doors);
  if (settings === undefined) return exitCode.invalid;
  const { listen, token: source } = settings.server;
  const daemon = await openDaemonClient({
    origin: daemonOrigin(listen),
    ...(source !== undefined && { token: { secret: await doors.readSecret(source), source } }),
    signal: doors.signal,
    sleep: doors.sleep,
  });
  try {
    return await work(daemon);
  } finally {
    await daemon.close();
  }
}

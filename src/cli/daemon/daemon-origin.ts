import { parseListen } from '../../settings/kinds/listen.ts';
import { ControllerError } from '../../model/controller-error.ts';

/** What is to be called where the daemon listens everywhere. */
const loopbackFor: Readonly<Record<string, string>> = { '0.0.0.0': '127.0.0.1', '::': '::1' };

/** Where a daemon with these settings is called from its own machine: `http://127.0.0.1:9090`. */
export function daemonOrigin(listen: string): string {
  const { host, port } = parseListen(listen) ?? { host: listen, port: 0 };
  if (port === 0)
    throw new ControllerError(
      'DAEMON_PORT_UNKNOWN',
      `server.listen is ${listen}: the daemon takes any port that is free, so nobody else knows which. Give it one of its own, like 127.0.0.1:9090, and start it again.`,
    );
  const called = loopbackFor[host] ?? host;
  return `http://${called.includes(':') ? `[${called}]` : called}:${port}`;
}

import { ControllerError } from '../../model/controller-error.ts';
import type { SecretSource } from '../../model/settings.ts';
import { isObject } from './read-daemon-answer.ts';

export function daemonUnreachable(origin: string, cause: unknown): ControllerError {
  return new ControllerError(
    'DAEMON_UNREACHABLE',
    `No daemon answers at ${origin}, so nobody is there to do this. Start it with \`vdc run\`; if it runs elsewhere, give this command the settings whose server.listen names its address.`,
    { cause, retry: 'later' },
  );
}

export function daemonSilent(origin: string, withinMs: number): ControllerError {
  return new ControllerError(
    'DAEMON_SILENT',
    `The daemon at ${origin} took the request and did not answer within ${withinMs / 1000} s, so what became of it is not known. Look at its log; giving the same command again does no harm.`,
    { retry: 'later' },
  );
}

export function daemonLost(origin: string, cause: unknown): ControllerError {
  return new ControllerError(
    'DAEMON_LOST',
    `The daemon at ${origin} went away before it answered, so what became of the request is not known. See that it runs, then look with \`vdc get\` or give the command again.`,
    { cause, retry: 'later' },
  );
}

export function daemonTokenRefused(origin: string, token: SecretSource | undefined): ControllerError {
  const why =
    token === undefined
      ? 'asks for a token, and server.token is not in these settings. Use the settings that the daemon was started with'
      : `refuses the token of server.token (${'env' in token ? `environment variable ${token.env}` : `file ${token.file}`}). Set it to what the daemon was started with`;
  return new ControllerError(
    'DAEMON_TOKEN_REFUSED',
    `The daemon at ${origin} ${why}; without it only /healthz is answered.`,
  );
}

/** An answer that is no 2xx: the daemon's own words where it has any. */
export function daemonRefused(origin: string, status: number, body: unknown): ControllerError {
  const error = isObject(body) ? body['error'] : undefined;
  if (isObject(error) && typeof error['code'] === 'string' && typeof error['message'] === 'string')
    return new ControllerError(error['code'], error['message'], { details: { status } });
  return daemonForeign(origin, `HTTP ${status}`);
}

export function daemonForeign(origin: string, what: string): ControllerError {
  return new ControllerError(
    'DAEMON_ANSWER_UNKNOWN',
    `What answers at ${origin} does not speak as this version's daemon does (${what}). Is another program on that port, or a daemon of another version? Look at server.listen, and start the daemon again after an upgrade.`,
  );
}

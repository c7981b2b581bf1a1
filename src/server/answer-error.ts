import type { FastifyError, FastifyReply } from 'fastify';
import { ControllerError } from '../model/controller-error.ts';
import type { DaemonDoor } from './daemon-door.ts';
import { SECURITY_HEADERS } from './guard/security-headers.ts';
import { requestInvalid } from './refusals.ts';
import type { ServerLog } from './server-options.ts';

/** Codes whose status says more than whether trying again could help. */
const STATUSES: Readonly<Record<string, number>> = {
  REQUEST_INVALID: 400,
  SERVER_TOKEN_REFUSED: 401,
  WEBHOOK_REFUSED: 401,
  HOST_REFUSED: 403,
  ORIGIN_REFUSED: 403,
  APPROVAL_UNKNOWN: 404,
  NO_PLAN_REFUSED: 404,
  ROUTE_UNKNOWN: 404,
  VDC_NOT_PAUSED: 404,
  VDC_UNKNOWN: 404,
  REQUEST_TOO_LARGE: 413,
  DAEMON_STANDBY: 503,
  STATE_FENCED: 503,
};

/** With these, somebody else is the one to ask. */
const ELSEWHERE: Readonly<Record<string, true>> = { DAEMON_STANDBY: true, STATE_FENCED: true };

export interface ErrorContext {
  readonly door: Pick<DaemonDoor, 'status'>;
  readonly log?: ServerLog;
}

/** Every failure as `{ "error": { "code", "message" } }`. What we do not know is told to the log, never to whoever asks. */
export function answerError(error: unknown, reply: FastifyReply, { door, log }: ErrorContext): FastifyReply {
  const known = toControllerError(error);
  const status = known === undefined ? 500 : statusOf(known, error);
  if (status === 500)
    log?.error({ method: reply.request.method, route: routeOf(reply), error: tell(error) }, 'request failed');
  if (status === 401 && known?.code === 'SERVER_TOKEN_REFUSED') void reply.header('www-authenticate', 'Bearer');
  const leader = known !== undefined && ELSEWHERE[known.code] ? door.status().leader : undefined;
  const { code, message } = known ?? UNKNOWN;
  return reply
    .code(status)
    .headers(SECURITY_HEADERS)
    .type('application/json; charset=utf-8')
    .serializer(JSON.stringify)
    .send({ error: { code, message, ...(leader !== undefined && { leader }) } });
}

const UNKNOWN = {
  code: 'UNEXPECTED',
  message: 'vdc met something that it does not know. Its log tells more; please report it.',
};

function statusOf(known: ControllerError, original: unknown): number {
  const named = STATUSES[known.code];
  if (named === undefined) return known.retry === 'never' ? 500 : 503;
  return known.code === 'REQUEST_INVALID' && known !== original ? (statusCodeOf(original) ?? named) : named;
}

/** Nothing for a fault of ours. */
function toControllerError(error: unknown): ControllerError | undefined {
  if (error instanceof ControllerError) return error;
  const status = statusCodeOf(error);
  if (status === undefined || status >= 500) return undefined;
  if (status === 413)
    return new ControllerError(
      'REQUEST_TOO_LARGE',
      'The body is larger than anything that is asked for here. Send less.',
    );
  return requestInvalid((error as FastifyError).message, error);
}

function statusCodeOf(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('statusCode' in error) || typeof error.statusCode !== 'number') return undefined;
  return error.statusCode >= 400 ? error.statusCode : undefined;
}

/** Where it came from, for those who mend the program; of what is explained the message is enough. */
function tell(error: unknown): string {
  if (error instanceof ControllerError) return `${error.code}: ${error.message}`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

function routeOf(reply: FastifyReply): string {
  return reply.request.routeOptions.url ?? 'none';
}

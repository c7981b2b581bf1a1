import { ControllerError, type Retry } from '../../../../model/controller-error.ts';
import { describeConnectionError } from '../tls/describe-connection-error.ts';
import type { Attempt } from './exchange.ts';
import { judgeStatus } from './judge-status.ts';
import type { Body } from './read-body.ts';
import { readErrorBody, type RemoteError } from './read-error-body.ts';
import type { StatusAdvice, WapRequest } from './transport.ts';

/** What an error says about the request: nothing of its body, its query or its token. */
export interface RequestFacts {
  readonly request: WapRequest;
  /** Whose endpoint, and where: `the Admin API`, `https://wap:30004`. */
  readonly purpose: string;
  readonly origin: string;
  readonly principal: string | undefined;
  /** What to do about a status there, where it is something else than for WAP's own interfaces. */
  readonly advice: StatusAdvice | undefined;
  readonly requestId: string;
}

/** The error of an attempt that was the last one: in WAP's words where it spoke, and always with what it means for the caller. */
export function explainFailure(attempt: Attempt, body: Body, facts: RequestFacts): ControllerError {
  switch (attempt.kind) {
    case 'unsent':
      return explainUnsent(attempt.error, facts);
    case 'silence':
      return explainSilence(attempt.error, facts);
    case 'too-large':
      return makeError(facts, {
        code: 'WAP_ANSWER_TOO_LARGE',
        message: `${subject(facts)} was answered with more than ${attempt.maxBytes} bytes, which we do not read. Is ${facts.origin} really ${facts.purpose}, and not a download or a portal?`,
        status: attempt.status,
        mayHaveHappened: true,
      });
    case 'refused':
      return attempt.error;
    case 'answer':
      if (attempt.status >= 200 && attempt.status < 300) return explainUnreadable(attempt.status, body, facts);
      return explainStatus(attempt.status, body, attempt.text, facts);
    default:
      return attempt satisfies never;
  }
}

function explainUnsent(cause: unknown, facts: RequestFacts): ControllerError {
  const described = describe(cause, facts);
  // A certificate or a protocol that does not fit is named for what it is: waiting heals nothing there.
  if (isForPeople(described)) return described;
  return makeError(facts, {
    code: 'WAP_UNREACHABLE',
    message: `${capital(facts.purpose)} cannot be reached, so nothing can be read or changed there. ${described.message}`,
    retry: 'later',
    cause: described,
  });
}

function explainSilence(cause: unknown, facts: RequestFacts): ControllerError {
  const described = describe(cause, facts);
  if (facts.request.method === 'GET') {
    return makeError(facts, {
      code: 'WAP_UNREACHABLE',
      message: `${subject(facts)} was not answered (${described.code}). Is the site at ${facts.origin} healthy? Its application pool may hang, or something in between drops connections.`,
      retry: 'later',
      cause: described,
    });
  }
  return makeError(facts, {
    code: 'WAP_OUTCOME_UNKNOWN',
    message: `The answer to ${subject(facts)} was lost (${described.code}), so nobody knows whether it was carried out. It has to be looked at before it is tried again.`,
    retry: 'later',
    cause: described,
    mayHaveHappened: true,
  });
}

function explainUnreadable(status: number, body: Body, facts: RequestFacts): ControllerError {
  const what = {
    html: 'HTML',
    xml: 'XML',
    cut: 'JSON that breaks off',
    empty: 'nothing',
    json: 'JSON',
    other: 'neither JSON nor XML',
  };
  return makeError(facts, {
    code: 'WAP_NOT_JSON',
    message: `${subject(facts)} was answered ${status} with ${what[body.kind]}. A proxy or a portal stands in front of ${facts.purpose}; give its own address, ${facts.origin} is not it.`,
    retry: 'later',
    status,
    mayHaveHappened: true,
  });
}

function explainStatus(status: number, body: Body, text: string, facts: RequestFacts): ControllerError {
  const remote = readErrorBody(body, text);
  const isWapSpeaking = remote.isWapSpeaking || body.kind === 'empty';
  const { code, advice, retry, mayHaveHappened = false } = judgeStatus(status, isWapSpeaking, facts);
  const said = remote.message === '' ? `${status}` : `${status}: ${remote.message}`;
  const message = `${ended(`${subject(facts)} was answered ${said}`)} ${advice}`;
  return makeError(facts, { code, message, retry, status, remote, mayHaveHappened });
}

/** The error of a request that was not even tried, because others have just tried in vain for as long as it is worth. */
export function explainHopeless(facts: RequestFacts): ControllerError {
  return makeError(facts, {
    code: 'WAP_UNREACHABLE',
    message: `${capital(facts.purpose)} (${facts.origin}) has been silent for so long that it is not asked at this moment. Is it up, and the way to it open?`,
    retry: 'later',
  });
}

interface Explanation {
  readonly code: string;
  readonly message: string;
  readonly retry?: Retry;
  readonly status?: number;
  readonly remote?: RemoteError;
  readonly cause?: unknown;
  readonly mayHaveHappened?: boolean;
}

function makeError({ request, requestId }: RequestFacts, explanation: Explanation): ControllerError {
  const { code, message, retry = 'never', status, remote, cause, mayHaveHappened } = explanation;
  const details: Record<string, string | number | boolean> = {
    method: request.method,
    route: request.route ?? request.path,
    requestId,
  };
  if (status !== undefined) details['status'] = status;
  if (remote !== undefined && remote.code !== '') details['wapCode'] = remote.code;
  if (mayHaveHappened === true && request.method !== 'GET') details['mayHaveHappened'] = true;
  return new ControllerError(code, message, { retry, details, ...(cause === undefined ? {} : { cause }) });
}

/** Whether only a person can help: a wrong certificate, a port that speaks no TLS. */
export function isForPeople(described: ControllerError): boolean {
  return described.retry === 'never';
}

export function describe(
  cause: unknown,
  { origin, purpose }: Pick<RequestFacts, 'origin' | 'purpose'>,
): ControllerError {
  return describeConnectionError(cause, { url: origin, purpose });
}

function subject({ request, purpose }: RequestFacts): string {
  return `${request.method} ${request.path} on ${purpose}`;
}

function ended(sentence: string): string {
  return /[.!?…]$/.test(sentence) ? sentence : `${sentence}.`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

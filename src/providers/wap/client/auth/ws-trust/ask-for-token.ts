import { describeConnectionError } from '../../tls/describe-connection-error.ts';
import { createConnectionLogin } from '../connection-login.ts';
import { openKeptConnection, type HttpAnswer, type HttpRequest } from '../login/kept-connection.ts';
import { urlNotHttps } from '../login/login-errors.ts';
import { mintMessageId } from './message-id.ts';
import { requestSecurityToken } from './request-security-token.ts';
import { tokenFromAnswer } from './token-from-answer.ts';
import type { TokenService } from './token-service.ts';

export interface TokenLogin {
  readonly service: TokenService;
  readonly domain: string | undefined;
  readonly username: string;
  readonly password: string;
  readonly ca: string | undefined;
  readonly now: () => number;
  readonly random: (size: number) => Uint8Array;
}

const LIMITS = { connectTimeoutMs: 10_000, answerTimeoutMs: 30_000, keepAliveMs: 5_000, maxAnswerBytes: 1024 * 1024 };

/** Logs in once and brings a JWT; throws a ControllerError for anything else. Repeats nothing by itself. */
export async function askForToken(login: TokenLogin, signal: AbortSignal): Promise<string> {
  const { service, password, now } = login;
  if (new URL(service.endpoint).protocol !== 'https:') throw urlNotHttps(service.endpoint, service.purpose);
  const answer = await (service.mode === 'windows' ? overWindowsLogin(login, signal) : overPlainHttps(login, signal));
  return tokenFromAnswer(answer, { service, now: now(), secret: password });
}

/** HTTP logs in (NTLM), so the envelope carries no password. */
async function overWindowsLogin(login: TokenLogin, signal: AbortSignal): Promise<HttpAnswer> {
  const { service, domain, username, password, ca, now, random } = login;
  const { endpoint: url, purpose } = service;
  const connection = createConnectionLogin({
    url,
    purpose,
    domain,
    username,
    password,
    ca,
    now,
    random,
    limits: LIMITS,
  });
  try {
    return await connection.request(soapPost(login, undefined), signal);
  } finally {
    await connection.close();
  }
}

/** The envelope logs in, over TLS. */
async function overPlainHttps(login: TokenLogin, signal: AbortSignal): Promise<HttpAnswer> {
  const { service, password, ca, now } = login;
  const request = soapPost(login, { username: service.account, password, createdAt: now() });
  const peer = { origin: new URL(service.endpoint).origin, purpose: service.purpose };
  const connection = openKeptConnection({ ...LIMITS, ...peer, ca });
  try {
    return await connection.exchange(request, signal);
  } catch (error) {
    throw describeConnectionError(error, { url: service.endpoint, purpose: service.purpose });
  } finally {
    await connection.close();
  }
}

function soapPost(
  { service, random }: TokenLogin,
  login: { username: string; password: string; createdAt: number } | undefined,
): HttpRequest {
  const { endpoint, realm } = service;
  const { pathname, search } = new URL(endpoint);
  const messageId = mintMessageId(random);
  return {
    method: 'POST',
    path: pathname + search,
    headers: { 'content-type': 'application/soap+xml; charset=utf-8' },
    body: requestSecurityToken({ endpoint, realm, messageId, ...(login === undefined ? {} : { login }) }),
  };
}

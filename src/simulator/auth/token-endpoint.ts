import { TLSSocket } from 'node:tls';
import type { Account, Logon } from './accounts.ts';
import type { SiteKnobs } from './auth-knobs.ts';
import { answer, answerPage, type Call } from './call.ts';
import { readRequestText } from './read-request-text.ts';
import type { TokenMint } from './token-mint.ts';
import { ns, uri } from './ws-trust/namespaces.ts';
import type { UsernameToken } from './ws-trust/read-security-header.ts';
import { messageId, readTokenRequest, type TokenRequest } from './ws-trust/read-token-request.ts';
import { readXml, type XmlElement, XmlRefused } from './ws-trust/read-xml.ts';
import { fault, SoapFault, writeFault } from './ws-trust/soap-fault.ts';
import { type SecurityToken, writeTokenResponse } from './ws-trust/write-token-response.ts';

/** One WS-Trust endpoint: who may log in, for which realms, and what comes out. */
export interface TokenService {
  readonly login: 'transport' | 'username';
  readonly realms: readonly string[];
  readonly issuer: string;
  /** What comes when the request asks for no type: WAP's own sites give a JWT, AD FS wants to be asked. */
  readonly unaskedTokenType: string;
  readonly loneGroupAsString: boolean;
  readonly knobs: SiteKnobs;
  readonly clockSkewMs: number;
  readonly mint: TokenMint;
  readonly now: () => number;
  /** For the `username` login. */
  readonly logOn: (credentials: UsernameToken) => Logon;
}

interface Said {
  user?: string;
  realm?: string;
}

const soapType = 'application/soap+xml; charset=utf-8';

/** Answers a request for a token. `account` is whoever has logged in already, for the `transport` login. */
export async function answerTokenRequest(
  call: Call,
  service: TokenService,
  account: Account | undefined,
): Promise<void> {
  const text = await readRequestText(call.request);
  if (typeof text === 'object')
    return answerPage(call, text.status, text.title, { outcome: 'page', reason: text.title });
  const envelope = readEnvelope(text);
  if (envelope === undefined) return answerPage(call, 400, 'Bad Request', { outcome: 'page', reason: 'not XML' });
  const relatesTo = messageId(envelope);
  const said: Said = {};
  try {
    const response = issue(call, service, account, envelope, said);
    answer(call, 200, soapType, response, { outcome: 'issued', ...said });
  } catch (error) {
    if (!(error instanceof SoapFault)) throw error;
    const reason = error.cause instanceof Error ? error.cause.message : error.message;
    answer(call, 500, soapType, writeFault(error, relatesTo), { outcome: 'fault', reason, ...said });
  }
}

function issue(
  call: Call,
  service: TokenService,
  account: Account | undefined,
  envelope: XmlElement,
  said: Said,
): string {
  const request = readTokenRequest(envelope, {
    url: requestUrl(call),
    login: service.login,
    nowMs: service.now(),
    clockSkewMs: service.clockSkewMs,
  });
  said.realm = request.realm;
  const caller = account ?? identify(service, request, said);
  said.user = caller.upn;
  if (service.knobs.outcome === 'request-failed') throw fault.requestFailed();
  const realm = service.realms.find((known) => known === request.realm);
  if (realm === undefined) throw fault.unknownRealm();
  const groups = caller.groups ?? [];
  const { upn } = caller;
  const { issuer, loneGroupAsString, knobs } = service;
  const lifetimeMs = knobs.tokenLifetimeMs;
  const { jwt, notBefore, expires } = service.mint.issue({ upn, realm, groups, issuer, loneGroupAsString, lifetimeMs });
  const token: SecurityToken =
    tokenType(service, request) === uri.jwt
      ? { kind: 'jwt', jwt }
      : { kind: 'saml', id: `_${notBefore.getTime()}`, issuer, upn };
  return writeTokenResponse({ token, realm, notBefore, expires, relatesTo: messageId(envelope) }, knobs.style);
}

function identify(service: TokenService, { credentials }: TokenRequest, said: Said): Account {
  if (credentials === undefined) throw fault.notAuthenticated();
  said.user = credentials.username;
  const logon = service.logOn(credentials);
  if (logon.ok) return logon.account;
  const refusal = fault.notAuthenticated();
  // For the log only: the wire does not tell a wrong password from an unknown user.
  refusal.cause = new Error(logon.reason);
  throw refusal;
}

/** What kind of token to write. Throws when it is asked for one that this service does not make. */
function tokenType(service: TokenService, request: TokenRequest): string {
  const asked = request.tokenType ?? service.unaskedTokenType;
  if (asked !== uri.jwt && asked !== service.unaskedTokenType) throw fault.requestFailed();
  return service.knobs.tokenKind === 'saml' ? uri.saml11 : asked;
}

function readEnvelope(text: string): XmlElement | undefined {
  try {
    const root = readXml(text);
    return root.name === 'Envelope' && root.namespace === ns.soap ? root : undefined;
  } catch (error) {
    if (error instanceof XmlRefused) return undefined;
    throw error;
  }
}

function requestUrl({ request }: Call): string {
  const scheme = request.socket instanceof TLSSocket ? 'https' : 'http';
  return `${scheme}://${request.headers.host ?? ''}${request.url ?? ''}`;
}

import { TLSSocket } from 'node:tls';
import type { Account, LoggedOn, Logon } from './accounts.ts';
import type { SiteKnobs } from './auth-knobs.ts';
import { answerPage, answerSoap, type Call } from './call.ts';
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
  readonly logOn: (credentials: UsernameToken) => Logon<LoggedOn>;
}

/** A request for a token on its way, with what the log is to be told of it however it ends. */
interface Inquiry {
  readonly call: Call;
  readonly service: TokenService;
  readonly envelope: XmlElement;
  readonly said: { user?: string; realm?: string };
}

/** Answers a request for a token. `account` is whoever has logged in already, for the `transport` login. */
export async function answerTokenRequest(call: Call, service: TokenService, account?: Account): Promise<void> {
  const text = await readRequestText(call.request);
  if (typeof text === 'object') return answerPage(call, text, { outcome: 'page', reason: text.title });
  const envelope = readEnvelope(text);
  if (envelope === undefined)
    return answerPage(call, { status: 400, title: 'Bad Request' }, { outcome: 'page', reason: 'no SOAP 1.2' });
  const inquiry: Inquiry = { call, service, envelope, said: {} };
  try {
    const response = issue(inquiry, account);
    answerSoap(call, 200, response, { outcome: 'issued', ...inquiry.said });
  } catch (error) {
    if (!(error instanceof SoapFault)) throw error;
    const reason = error.cause instanceof Error ? error.cause.message : error.message;
    answerSoap(call, 500, writeFault(error, messageId(envelope)), { outcome: 'fault', reason, ...inquiry.said });
  }
}

function issue({ call, service, envelope, said }: Inquiry, account: Account | undefined): string {
  const { knobs, issuer, loneGroupAsString } = service;
  const request = readTokenRequest(envelope, {
    url: requestUrl(call),
    login: service.login,
    nowMs: service.now(),
    clockSkewMs: service.clockSkewMs,
  });
  said.realm = request.realm;
  said.user = request.credentials?.username ?? '';
  const { upn, groups = [] } = account ?? identify(service, request);
  said.user = upn;
  if (knobs.outcome === 'request-failed') throw fault.requestFailed();
  const realm = service.realms.find((known) => known === request.realm);
  if (realm === undefined) throw fault.unknownRealm();
  const type = tokenType(service, request);
  const lifetimeMs = knobs.tokenLifetimeMs;
  const { jwt, notBefore, expires } = service.mint.issue({ upn, realm, groups, issuer, loneGroupAsString, lifetimeMs });
  const token: SecurityToken =
    type === uri.jwt ? { kind: 'jwt', jwt } : { kind: 'saml', id: `_${notBefore.getTime()}`, issuer, upn };
  return writeTokenResponse({ token, realm, notBefore, expires, relatesTo: messageId(envelope) }, knobs.style);
}

function identify(service: TokenService, { credentials }: TokenRequest): LoggedOn {
  if (credentials === undefined) throw fault.notAuthenticated();
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

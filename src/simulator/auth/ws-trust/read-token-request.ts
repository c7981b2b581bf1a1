import { ns, uri } from './namespaces.ts';
import { readSecurityHeader, type UsernameToken } from './read-security-header.ts';
import { fault } from './soap-fault.ts';
import type { XmlElement } from './read-xml.ts';
import { child, is, optionalChild, refuseOthers, simpleText } from './xml-children.ts';

/** A request to issue a token, understood to the last element. */
export interface TokenRequest {
  /** The relying party that the token is for. */
  readonly realm: string;
  readonly tokenType: string | undefined;
  /** Always there for the `username` login, never for the `transport` one. */
  readonly credentials: UsernameToken | undefined;
}

export interface Endpoint {
  /** The URL as the client must have posted to it. */
  readonly url: string;
  readonly login: 'transport' | 'username';
  readonly nowMs: number;
  readonly clockSkewMs: number;
}

const mustUnderstand = `{${ns.soap}}mustUnderstand`;

/** The id of a message, for the answer to relate to; undefined where there is none to be found. Never throws. */
export function messageId(envelope: XmlElement): string | undefined {
  const header = envelope.children.find((part) => is(part, ns.soap, 'Header'));
  return header?.children.find((part) => is(part, ns.addressing, 'MessageID'))?.text.trim();
}

/** Reads a WS-Trust 1.3 "Issue" request for `endpoint`. Throws the `SoapFault` to answer with. */
export function readTokenRequest(envelope: XmlElement, endpoint: Endpoint): TokenRequest {
  refuseOthers(
    envelope,
    [
      [ns.soap, 'Header'],
      [ns.soap, 'Body'],
    ],
    fault.invalidRequest,
  );
  const header = child(envelope, ns.soap, 'Header', fault.invalidRequest);
  const body = child(envelope, ns.soap, 'Body', fault.invalidRequest);
  readAddressing(header, endpoint);
  const security = optionalChild(header, ns.security, 'Security', fault.invalidSecurity);
  refuseNotUnderstood(header, endpoint);
  const credentials = endpoint.login === 'username' ? readCredentials(security, endpoint) : undefined;
  return { ...readBody(body), credentials };
}

function readAddressing(header: XmlElement, endpoint: Endpoint): void {
  const to = child(header, ns.addressing, 'To', fault.destinationUnreachable);
  if (!isMandatory(to)) throw fault.invalidHeader('The header To must be marked mustUnderstand.');
  if (!isSameUrl(simpleText(to, fault.destinationUnreachable), endpoint.url))
    throw fault.destinationUnreachable('The header To names another address than the one posted to.');
  const action = child(header, ns.addressing, 'Action', fault.actionNotSupported);
  if (!isMandatory(action)) throw fault.invalidHeader('The header Action must be marked mustUnderstand.');
  if (simpleText(action, fault.actionNotSupported) !== uri.issueAction)
    throw fault.actionNotSupported('This service issues tokens by WS-Trust 1.3 and does nothing else.');
  optionalChild(header, ns.addressing, 'MessageID', fault.invalidHeader);
  const replyTo = optionalChild(header, ns.addressing, 'ReplyTo', fault.invalidHeader);
  if (replyTo === undefined) return;
  const address = child(replyTo, ns.addressing, 'Address', fault.invalidHeader);
  if (simpleText(address, fault.invalidHeader) !== uri.anonymous)
    throw fault.invalidHeader('Answers only go back to the caller: ReplyTo must be anonymous.');
}

function refuseNotUnderstood(header: XmlElement, { login }: Endpoint): void {
  const stranger = header.children.find((part) => {
    if (is(part, ns.security, 'Security')) return login !== 'username' && isMandatory(part);
    return part.namespace !== ns.addressing && isMandatory(part);
  });
  if (stranger !== undefined) throw fault.notUnderstood(stranger.name);
}

function readCredentials(security: XmlElement | undefined, endpoint: Endpoint): UsernameToken {
  if (security === undefined) throw fault.invalidSecurity('There is no Security header.');
  if (!isMandatory(security)) throw fault.invalidSecurity('The header Security must be marked mustUnderstand.');
  return readSecurityHeader(security, endpoint.nowMs, endpoint.clockSkewMs);
}

function readBody(body: XmlElement): Pick<TokenRequest, 'realm' | 'tokenType'> {
  refuseOthers(body, [[ns.trust, 'RequestSecurityToken']], fault.invalidRequest);
  const request = child(body, ns.trust, 'RequestSecurityToken', fault.invalidRequest);
  const parts = [[ns.policy, 'AppliesTo'], ...['RequestType', 'KeyType', 'TokenType'].map((name) => [ns.trust, name])];
  refuseOthers(request, parts as [string, string][], fault.invalidRequest);
  const text = (name: string) => simpleText(child(request, ns.trust, name, fault.invalidRequest), fault.invalidRequest);
  if (text('RequestType') !== uri.issue) throw fault.invalidRequest('The RequestType is not Issue.');
  if (text('KeyType') !== uri.bearer) throw fault.requestFailed();
  const appliesTo = child(request, ns.policy, 'AppliesTo', fault.invalidRequest);
  const reference = child(appliesTo, ns.addressing, 'EndpointReference', fault.invalidRequest);
  const realm = simpleText(child(reference, ns.addressing, 'Address', fault.invalidRequest), fault.invalidRequest);
  const tokenType = optionalChild(request, ns.trust, 'TokenType', fault.invalidRequest);
  return { realm, tokenType: tokenType && simpleText(tokenType, fault.invalidRequest) };
}

function isMandatory(header: XmlElement): boolean {
  const value = header.attributes.get(mustUnderstand);
  return value === '1' || value === 'true';
}

/** Scheme, host, port and path; case plays no part in any of them on Windows. */
function isSameUrl(one: string, other: string): boolean {
  return URL.canParse(one) && new URL(one).href.toLowerCase() === new URL(other).href.toLowerCase();
}

import { escapeXml } from './escape-xml.ts';
import { ANONYMOUS, BEARER, ISSUE, ISSUE_ACTION, JWT_TOKEN_TYPE, NS, PASSWORD_TEXT } from './namespaces.ts';

export interface SecurityTokenRequest {
  /** Exactly the URL that is posted to. */
  readonly endpoint: string;
  /** What the token is for (AppliesTo). */
  readonly realm: string;
  readonly messageId: string;
  /** Absent where HTTP itself logs in (windowstransport): then the envelope carries no secret. */
  readonly login?: UsernameLogin;
}

export interface UsernameLogin {
  readonly username: string;
  readonly password: string;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
}

const VALID_FOR_MS = 5 * 60_000;

/** A WS-Trust 1.3 "Issue" over SOAP 1.2 that asks for a JWT (wire: authentication 2). */
export function requestSecurityToken(request: SecurityTokenRequest): string {
  const { endpoint, realm, messageId, login } = request;
  return (
    `<env:Envelope xmlns:env="${NS.soap}" xmlns:adr="${NS.addressing}"><env:Header>` +
    `<adr:Action env:mustUnderstand="1">${ISSUE_ACTION}</adr:Action>` +
    `<adr:MessageID>${escapeXml(messageId, 'message id')}</adr:MessageID>` +
    `<adr:ReplyTo><adr:Address>${ANONYMOUS}</adr:Address></adr:ReplyTo>` +
    `<adr:To env:mustUnderstand="1">${escapeXml(endpoint, 'URL of the token service')}</adr:To>` +
    `${login === undefined ? '' : securityHeader(login)}</env:Header><env:Body>` +
    `<t:RequestSecurityToken xmlns:t="${NS.trust}"><t:RequestType>${ISSUE}</t:RequestType>` +
    `<p:AppliesTo xmlns:p="${NS.policy}"><adr:EndpointReference><adr:Address>${escapeXml(realm, 'realm')}</adr:Address>` +
    `</adr:EndpointReference></p:AppliesTo>` +
    `<t:KeyType>${BEARER}</t:KeyType><t:TokenType>${JWT_TOKEN_TYPE}</t:TokenType></t:RequestSecurityToken>` +
    `</env:Body></env:Envelope>`
  );
}

function securityHeader({ username, password, createdAt }: UsernameLogin): string {
  return (
    `<wsse:Security xmlns:wsse="${NS.security}" xmlns:wsu="${NS.utility}" env:mustUnderstand="1">` +
    `<wsu:Timestamp wsu:Id="ts-1"><wsu:Created>${wholeSeconds(createdAt)}</wsu:Created>` +
    `<wsu:Expires>${wholeSeconds(createdAt + VALID_FOR_MS)}</wsu:Expires></wsu:Timestamp>` +
    `<wsse:UsernameToken wsu:Id="ut-1"><wsse:Username>${escapeXml(username, 'user name')}</wsse:Username>` +
    `<wsse:Password Type="${PASSWORD_TEXT}">${escapeXml(password, 'password')}</wsse:Password>` +
    `</wsse:UsernameToken></wsse:Security>`
  );
}

function wholeSeconds(time: number): string {
  return `${new Date(time).toISOString().slice(0, 19)}Z`;
}

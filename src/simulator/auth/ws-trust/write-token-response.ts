import { ns, uri } from './namespaces.ts';
import { escapeXml } from './xml-text.ts';

/** How a token service writes; each of these has been seen or told of. */
export interface ResponseStyle {
  /** WIF writes `t:`, AD FS `trust:`. */
  readonly prefix: 't' | 'trust';
  /** `short`: `ValueType="JWT"` and no other attribute, as older ones write. */
  readonly valueType: 'full' | 'short';
  readonly lifetime: 'present' | 'omitted';
}

export type SecurityToken =
  | { readonly kind: 'jwt'; readonly jwt: string }
  | { readonly kind: 'saml'; readonly id: string; readonly issuer: string; readonly upn: string };

export interface TokenResponse {
  readonly token: SecurityToken;
  readonly realm: string;
  readonly notBefore: Date;
  readonly expires: Date;
  readonly relatesTo: string | undefined;
}

/** The envelope that answers a request for a token. Holds the token: a secret. */
export function writeTokenResponse(response: TokenResponse, style: ResponseStyle): string {
  const { prefix: t } = style;
  const related = response.relatesTo === undefined ? '' : `<a:RelatesTo>${escapeXml(response.relatesTo)}</a:RelatesTo>`;
  const isJwt = response.token.kind === 'jwt';
  return (
    `<s:Envelope xmlns:s="${ns.soap}" xmlns:a="${ns.addressing}">` +
    `<s:Header><a:Action s:mustUnderstand="1">${uri.issuedAction}</a:Action>${related}</s:Header>` +
    `<s:Body><${t}:RequestSecurityTokenResponseCollection xmlns:${t}="${ns.trust}"><${t}:RequestSecurityTokenResponse>` +
    (style.lifetime === 'omitted' ? '' : lifetime(response, t)) +
    `<wsp:AppliesTo xmlns:wsp="${ns.policy}"><a:EndpointReference><a:Address>${escapeXml(response.realm)}</a:Address></a:EndpointReference></wsp:AppliesTo>` +
    `<${t}:RequestedSecurityToken>${isJwt ? binaryToken(response.token.jwt, style) : assertion(response, response.token)}</${t}:RequestedSecurityToken>` +
    `<${t}:TokenType>${isJwt ? uri.jwt : uri.saml11}</${t}:TokenType>` +
    `<${t}:RequestType>${uri.issue}</${t}:RequestType><${t}:KeyType>${uri.bearer}</${t}:KeyType>` +
    `</${t}:RequestSecurityTokenResponse></${t}:RequestSecurityTokenResponseCollection></s:Body></s:Envelope>`
  );
}

function lifetime({ notBefore, expires }: TokenResponse, t: string): string {
  const at = (name: string, time: Date) => `<wsu:${name} xmlns:wsu="${ns.utility}">${time.toISOString()}</wsu:${name}>`;
  return `<${t}:Lifetime>${at('Created', notBefore)}${at('Expires', expires)}</${t}:Lifetime>`;
}

function binaryToken(jwt: string, { valueType }: ResponseStyle): string {
  const attributes =
    valueType === 'short'
      ? 'ValueType="JWT"'
      : `ValueType="${uri.jwt}" EncodingType="${uri.base64}" wsu:Id="bst-1" xmlns:wsu="${ns.utility}"`;
  const content = Buffer.from(jwt, 'utf8').toString('base64');
  return `<wsse:BinarySecurityToken xmlns:wsse="${ns.security}" ${attributes}>${content}</wsse:BinarySecurityToken>`;
}

/** What comes of a relying party that is not enabled for JWT: SAML 1.1, here without a signature. */
function assertion(
  { realm, notBefore, expires }: TokenResponse,
  token: Extract<SecurityToken, { kind: 'saml' }>,
): string {
  const [from, until] = [notBefore.toISOString(), expires.toISOString()];
  return (
    `<saml:Assertion xmlns:saml="${uri.saml11}" MajorVersion="1" MinorVersion="1" AssertionID="${escapeXml(token.id)}" Issuer="${escapeXml(token.issuer)}" IssueInstant="${from}">` +
    `<saml:Conditions NotBefore="${from}" NotOnOrAfter="${until}"><saml:AudienceRestrictionCondition>` +
    `<saml:Audience>${escapeXml(realm)}</saml:Audience></saml:AudienceRestrictionCondition></saml:Conditions>` +
    `<saml:AttributeStatement><saml:Subject><saml:NameIdentifier>${escapeXml(token.upn)}</saml:NameIdentifier></saml:Subject>` +
    `<saml:Attribute AttributeName="upn" AttributeNamespace="http://schemas.xmlsoap.org/ws/2005/05/identity/claims">` +
    `<saml:AttributeValue>${escapeXml(token.upn)}</saml:AttributeValue></saml:Attribute></saml:AttributeStatement></saml:Assertion>`
  );
}

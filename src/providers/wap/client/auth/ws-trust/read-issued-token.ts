import { ControllerError } from '../../../../../model/controller-error.ts';
import { sentenceStart } from '../../tls/sentence-start.ts';
import { excerptOf } from '../../http/excerpt.ts';
import { isJwt } from '../jwt.ts';
import { NS } from './namespaces.ts';
import type { TokenService } from './token-service.ts';
import { childOf, type XmlElement } from './xml-tree.ts';

/** The JWT out of a body that holds the answer to our request; undefined when it holds no such answer at all. */
export function readIssuedToken(body: XmlElement, service: TokenService): string | undefined {
  const collection = childOf(body, NS.trust, 'RequestSecurityTokenResponseCollection') ?? body;
  const response = childOf(collection, NS.trust, 'RequestSecurityTokenResponse');
  if (response === undefined) return undefined;
  const requested = childOf(response, NS.trust, 'RequestedSecurityToken');
  const token = childOf(requested, NS.security, 'BinarySecurityToken');
  if (token === undefined) throw noJwt(requested, service);
  const jwt = Buffer.from(token.text, 'base64').toString('utf8').trim(); // white space inside base64 is skipped
  if (!isJwt(jwt)) {
    throw new ControllerError(
      'STS_TOKEN_UNREADABLE',
      `The token that ${service.purpose} issued is no JWT (its type says "${excerptOf(token.attributes.ValueType ?? 'nothing')}"), so the Admin API would not take it. Enable JWT on the relying party "${service.realm}".`,
      { details: { endpoint: service.endpoint } },
    );
  }
  return jwt;
}

function noJwt(requested: XmlElement | undefined, { purpose, realm, endpoint }: TokenService): ControllerError {
  const names = requested?.children.map(({ name }) => name) ?? [];
  const details = { endpoint };
  if (names.includes('EncryptedAssertion') || names.includes('EncryptedData')) {
    return new ControllerError(
      'STS_TOKEN_ENCRYPTED',
      `${sentenceStart(purpose)} encrypted the token, so only the relying party could read it. Remove the encryption certificate of the trust "${realm}" (Set-AdfsRelyingPartyTrust -EncryptClaims $false) and enable JWT on it.`,
      { details },
    );
  }
  if (names.includes('Assertion')) {
    return new ControllerError(
      'STS_SAML_TOKEN',
      `${sentenceStart(purpose)} issued a SAML assertion where the Admin API wants a JWT. Enable JWT on the relying party "${realm}": Set-AdfsRelyingPartyTrust -TargetIdentifier "${realm}" -EnableJWT $true.`,
      { details },
    );
  }
  return new ControllerError(
    'STS_TOKEN_MISSING',
    `${sentenceStart(purpose)} answered without a token that we know (${excerptOf(names.join(', ')) || 'nothing'}). Check that \`realm\` and \`path\` belong to a WS-Trust 1.3 endpoint that issues JWTs.`,
    { details },
  );
}

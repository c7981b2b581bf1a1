export const NS = {
  soap: 'http://www.w3.org/2003/05/soap-envelope',
  addressing: 'http://www.w3.org/2005/08/addressing',
  trust: 'http://docs.oasis-open.org/ws-sx/ws-trust/200512',
  policy: 'http://schemas.xmlsoap.org/ws/2004/09/policy',
  security: 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd',
  utility: 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd',
} as const;

export const ISSUE = `${NS.trust}/Issue`;
export const BEARER = `${NS.trust}/Bearer`;
export const ISSUE_ACTION = `${NS.trust}/RST/Issue`;
export const ANONYMOUS = `${NS.addressing}/anonymous`;
export const PASSWORD_TEXT =
  'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-username-token-profile-1.0#PasswordText';
export const JWT_TOKEN_TYPE = 'urn:ietf:params:oauth:token-type:jwt';

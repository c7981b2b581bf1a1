export const ns = {
  soap: 'http://www.w3.org/2003/05/soap-envelope',
  addressing: 'http://www.w3.org/2005/08/addressing',
  security: 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd',
  utility: 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd',
  policy: 'http://schemas.xmlsoap.org/ws/2004/09/policy',
  trust: 'http://docs.oasis-open.org/ws-sx/ws-trust/200512',
} as const;

export const uri = {
  issueAction: `${ns.trust}/RST/Issue`,
  issuedAction: `${ns.trust}/RSTRC/IssueFinal`,
  faultAction: `${ns.addressing}/soap/fault`,
  anonymous: `${ns.addressing}/anonymous`,
  issue: `${ns.trust}/Issue`,
  bearer: `${ns.trust}/Bearer`,
  jwt: 'urn:ietf:params:oauth:token-type:jwt',
  saml11: 'urn:oasis:names:tc:SAML:1.0:assertion',
  passwordText: 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-username-token-profile-1.0#PasswordText',
  base64: 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-soap-message-security-1.0#Base64Binary',
} as const;

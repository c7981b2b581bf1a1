/** What may be different from a good request for a token; each replaces the part of that name. */
export interface TokenRequestParts {
  readonly to: string;
  readonly realm: string;
  readonly username?: string;
  readonly password?: string;
  readonly tokenType?: string | null;
  /** In place of the time stamp; '' for none. */
  readonly timestamp?: string;
}

const trust = 'http://docs.oasis-open.org/ws-sx/ws-trust/200512';
const wss = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss';

export const goodTimestamp = timestamp('2026-01-01T00:00:00Z', '2026-01-01T00:05:00Z');

export function timestamp(created: string, expires: string): string {
  return `<wsu:Timestamp wsu:Id="ts-1"><wsu:Created>${created}</wsu:Created><wsu:Expires>${expires}</wsu:Expires></wsu:Timestamp>`;
}

/** A request for a token (wire: authentication 2.1, 2.2): without a user name for the first, with one for the second. */
export function tokenRequestEnvelope(parts: TokenRequestParts): string {
  const { to, realm, tokenType = 'urn:ietf:params:oauth:token-type:jwt' } = parts;
  return `<env:Envelope xmlns:env="http://www.w3.org/2003/05/soap-envelope" xmlns:adr="http://www.w3.org/2005/08/addressing">
  <env:Header>
    <adr:Action env:mustUnderstand="1">${trust}/RST/Issue</adr:Action>
    <adr:MessageID>urn:uuid:11111111-2222-4333-8444-555555555555</adr:MessageID>
    <adr:ReplyTo><adr:Address>http://www.w3.org/2005/08/addressing/anonymous</adr:Address></adr:ReplyTo>
    <adr:To env:mustUnderstand="1">${to}</adr:To>${security(parts)}
  </env:Header>
  <env:Body>
    <t:RequestSecurityToken xmlns:t="${trust}">
      <t:RequestType>${trust}/Issue</t:RequestType>
      <p:AppliesTo xmlns:p="http://schemas.xmlsoap.org/ws/2004/09/policy"><adr:EndpointReference><adr:Address>${realm}</adr:Address></adr:EndpointReference></p:AppliesTo>
      <t:KeyType>${trust}/Bearer</t:KeyType>
      ${tokenType === null ? '' : `<t:TokenType>${tokenType}</t:TokenType>`}
    </t:RequestSecurityToken>
  </env:Body>
</env:Envelope>`;
}

function security({ username, password = '', timestamp = goodTimestamp }: TokenRequestParts): string {
  if (username === undefined) return '';
  return `
    <wsse:Security xmlns:wsse="${wss}-wssecurity-secext-1.0.xsd" xmlns:wsu="${wss}-wssecurity-utility-1.0.xsd" env:mustUnderstand="1">
      ${timestamp}
      <wsse:UsernameToken wsu:Id="ut-1">
        <wsse:Username>${escape(username)}</wsse:Username>
        <wsse:Password Type="${wss}-username-token-profile-1.0#PasswordText">${escape(password)}</wsse:Password>
      </wsse:UsernameToken>
    </wsse:Security>`;
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

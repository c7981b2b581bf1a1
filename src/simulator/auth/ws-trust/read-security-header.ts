import { ns, uri } from './namespaces.ts';
import { fault } from './soap-fault.ts';
import type { XmlElement } from './read-xml.ts';
import { child, optionalChild, refuseOthers, simpleText } from './xml-children.ts';

/** `password` is a secret. Both exactly as typed: white space belongs to them. */
export interface UsernameToken {
  readonly username: string;
  readonly password: string;
}

const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,7})?Z$/u;

/** The user name and password of a WS-Security header. A time stamp may be missing, but must not lie. Throws a `SoapFault`. */
export function readSecurityHeader(security: XmlElement, nowMs: number, clockSkewMs: number): UsernameToken {
  refuseOthers(
    security,
    [
      [ns.utility, 'Timestamp'],
      [ns.security, 'UsernameToken'],
    ],
    fault.invalidSecurity,
  );
  const timestamp = optionalChild(security, ns.utility, 'Timestamp', fault.invalidSecurity);
  if (timestamp !== undefined) checkTimestamp(timestamp, nowMs, clockSkewMs);
  const token = child(security, ns.security, 'UsernameToken', fault.invalidSecurity);
  refuseOthers(
    token,
    [
      [ns.security, 'Username'],
      [ns.security, 'Password'],
    ],
    fault.invalidSecurity,
  );
  const password = child(token, ns.security, 'Password', fault.invalidSecurity);
  if ((password.attributes.get('Type') ?? uri.passwordText) !== uri.passwordText)
    throw fault.invalidSecurity('Only passwords in plain text are taken, over TLS.');
  return {
    username: verbatim(child(token, ns.security, 'Username', fault.invalidSecurity)),
    password: verbatim(password),
  };
}

function checkTimestamp(timestamp: XmlElement, nowMs: number, clockSkewMs: number): void {
  refuseOthers(
    timestamp,
    [
      [ns.utility, 'Created'],
      [ns.utility, 'Expires'],
    ],
    fault.invalidSecurity,
  );
  const created = time(timestamp, 'Created');
  const expires = time(timestamp, 'Expires');
  if (expires <= created) throw fault.invalidSecurity('The time stamp expires before it was created.');
  if (created > nowMs + clockSkewMs)
    throw fault.invalidSecurity('The time stamp lies in the future; look at the clocks.');
  if (expires <= nowMs - clockSkewMs) throw fault.invalidSecurity('The time stamp has expired; look at the clocks.');
}

function time(timestamp: XmlElement, name: string): number {
  const text = simpleText(child(timestamp, ns.utility, name, fault.invalidSecurity), fault.invalidSecurity);
  const ms = instant.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(ms)) throw fault.invalidSecurity(`${name} is not a time in UTC.`);
  return ms;
}

function verbatim(element: XmlElement): string {
  if (element.children.length > 0) throw fault.invalidSecurity(`${element.name} holds elements where text belongs.`);
  return element.text;
}

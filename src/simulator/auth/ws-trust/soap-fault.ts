import { ns, uri } from './namespaces.ts';
import { escapeXml } from './xml-text.ts';

/** A SOAP 1.2 fault. Thrown by those who read a request, written by the endpoint; sent with HTTP 500 whatever it says. */
export class SoapFault extends Error {
  readonly code: 'Sender' | 'Receiver' | 'MustUnderstand';
  readonly subcode: { readonly namespace: string; readonly name: string } | undefined;
  constructor(code: SoapFault['code'], subcode: SoapFault['subcode'], text: string) {
    super(text);
    this.name = 'SoapFault';
    this.code = code;
    this.subcode = subcode;
  }
}

function sender(namespace: string, name: string): (text: string) => SoapFault {
  return (text) => new SoapFault('Sender', { namespace, name }, text);
}

const failedAuthentication = sender(ns.security, 'FailedAuthentication');
const invalidScope = sender(ns.trust, 'InvalidScope');
const failedRequest = sender(ns.trust, 'RequestFailed');

export const fault = {
  /** Wrong password, unknown, disabled or locked: the wire does not tell which. */
  notAuthenticated: () => failedAuthentication('ID3242: the credentials or the token of the caller were not accepted.'),
  unknownRealm: () => invalidScope('ID3082: the scope of the request is not known to this service.'),
  requestFailed: () => failedRequest('MSIS3127: the request could not be satisfied.'),
  invalidRequest: sender(ns.trust, 'InvalidRequest'),
  invalidSecurity: sender(ns.security, 'InvalidSecurity'),
  actionNotSupported: sender(ns.addressing, 'ActionNotSupported'),
  destinationUnreachable: sender(ns.addressing, 'DestinationUnreachable'),
  invalidHeader: sender(ns.addressing, 'InvalidAddressingHeader'),
  notUnderstood: (name: string) =>
    new SoapFault('MustUnderstand', undefined, `The header ${name} must be understood, and is not.`),
  internal: () => new SoapFault('Receiver', undefined, 'The service failed to process the request.'),
};

/** The envelope of a fault. `relatesTo` is the id of the request, where it had one. */
export function writeFault({ code, subcode, message }: SoapFault, relatesTo: string | undefined): string {
  const inner =
    subcode === undefined
      ? ''
      : `<s:Subcode><s:Value xmlns:a="${escapeXml(subcode.namespace)}">a:${escapeXml(subcode.name)}</s:Value></s:Subcode>`;
  const related = relatesTo === undefined ? '' : `<w:RelatesTo>${escapeXml(relatesTo)}</w:RelatesTo>`;
  return (
    `<s:Envelope xmlns:s="${ns.soap}" xmlns:w="${ns.addressing}">` +
    `<s:Header><w:Action s:mustUnderstand="1">${uri.faultAction}</w:Action>${related}</s:Header>` +
    `<s:Body><s:Fault><s:Code><s:Value>s:${code}</s:Value>${inner}</s:Code>` +
    `<s:Reason><s:Text xml:lang="en-US">${escapeXml(message)}</s:Text></s:Reason></s:Fault></s:Body></s:Envelope>`
  );
}

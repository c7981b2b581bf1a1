import { excerptOf } from '../../http/excerpt.ts';
import { innerText, type XmlElement } from './xml-tree.ts';

export interface SoapFault {
  /** Local names of all codes, the outermost first: prefixes differ from server to server, and so do their namespaces. */
  readonly codes: readonly string[];
  readonly reason: string;
}

/** A fault of SOAP 1.2 or 1.1 in a body; undefined when there is none. */
export function readFault(body: XmlElement): SoapFault | undefined {
  const fault = body.children.find(({ namespace, name }) => namespace === body.namespace && name === 'Fault');
  if (fault === undefined) return undefined;
  const reason = find(fault, 'Reason') ?? find(fault, 'faultstring');
  return { codes: codesOf(fault), reason: reason === undefined ? '' : innerText(reason).replace(/\s+/gu, ' ').trim() };
}

/** No service nests more than three. */
const mostCodes = 8;

function codesOf(fault: XmlElement): readonly string[] {
  const codes: string[] = [];
  let level = find(fault, 'Code');
  while (level !== undefined && codes.length < mostCodes) {
    const value = find(level, 'Value');
    if (value !== undefined) codes.push(localName(value.text));
    level = find(level, 'Subcode');
  }
  const old = find(fault, 'faultcode');
  return old === undefined ? codes : [...codes, localName(old.text)];
}

function find(parent: XmlElement, name: string): XmlElement | undefined {
  return parent.children.find((child) => child.name === name);
}

function localName(qualified: string): string {
  return excerptOf(qualified.trim().replace(/^.*:/u, ''), 60);
}

import { BerError, readElements, readWhole, type BerElement } from './ber.ts';
import type { LdapAnswer, LdapEntry } from './ldap-answer.ts';

/** One message of a server, sorted by what it is to the request of that id. */
export type ServerMessage =
  | { readonly kind: 'entry'; readonly id: number; readonly entry: LdapEntry }
  | { readonly kind: 'reference'; readonly id: number }
  | ({ readonly kind: 'result'; readonly id: number } & Pick<LdapAnswer, 'result' | 'text' | 'cookie'>);

const SEQUENCE = 0x30;
const SET = 0x31;
const INTEGER = 0x02;
const OCTETS = 0x04;
const ENUMERATED = 0x0a;
const CONTROLS = 0xa0;
const SEARCH_ENTRY = 0x64;
const SEARCH_REFERENCE = 0x73;
const RESULTS: ReadonlySet<number> = new Set([0x61, 0x65, 0x67, 0x69, 0x6b, 0x6d, 0x78]);
const PAGED_RESULTS = '1.2.840.113556.1.4.319';

/**
 * Reads one whole message (RFC 4511, 4.1.1). Throws a BerError for everything else: ldapts' own reader goes round for ever, and
 * keeps what it reads, where a length inside the message is a lie.
 */
export function readMessage(bytes: Buffer): ServerMessage {
  const [message, ...others] = readElements(bytes);
  if (message?.tag !== SEQUENCE || others.length > 0) throw new BerError('no LDAP message');
  const [idElement, operation, controls] = readElements(message.value);
  const id = readWhole(valueOf(idElement, INTEGER));
  if (operation === undefined) throw new BerError('a message without operation');
  if (operation.tag === SEARCH_ENTRY) return { kind: 'entry', id, entry: readEntry(operation.value) };
  if (operation.tag === SEARCH_REFERENCE) return { kind: 'reference', id };
  if (!RESULTS.has(operation.tag)) throw new BerError('an operation that no server sends');
  const [result, , text] = readElements(operation.value);
  const cookie = controls?.tag === CONTROLS ? findCookie(controls.value) : undefined;
  return {
    kind: 'result',
    id,
    result: readWhole(valueOf(result, ENUMERATED)),
    text: valueOf(text, OCTETS).toString('utf8'),
    ...(cookie === undefined ? {} : { cookie }),
  };
}

function readEntry(value: Buffer): LdapEntry {
  const [dn, attributes] = readElements(value);
  const pairs = readElements(valueOf(attributes, SEQUENCE)).map((attribute): readonly [string, readonly Buffer[]] => {
    const [type, values] = readElements(valueOf(attribute, SEQUENCE));
    return [
      valueOf(type, OCTETS).toString('utf8').toLowerCase(),
      readElements(valueOf(values, SET)).map((element) => valueOf(element, OCTETS)),
    ];
  });
  return { dn: valueOf(dn, OCTETS).toString('utf8'), attributes: new Map(pairs) };
}

function findCookie(controls: Buffer): Buffer | undefined {
  for (const control of readElements(controls)) {
    const parts = readElements(valueOf(control, SEQUENCE));
    if (valueOf(parts[0], OCTETS).toString('latin1') !== PAGED_RESULTS) continue;
    const [paged] = readElements(valueOf(parts.at(-1), OCTETS));
    return valueOf(readElements(valueOf(paged, SEQUENCE))[1], OCTETS);
  }
  return undefined;
}

function valueOf(element: BerElement | undefined, tag: number): Buffer {
  if (element?.tag !== tag) throw new BerError('another element than LDAP has there');
  return element.value;
}

import { readDer, writeDer } from './der.ts';
import { NtlmRefused } from './ntlm-refused.ts';

/** What a SPNEGO token (RFC 4178) carries for NTLM. */
export interface SpnegoToken {
  readonly ntlm: Buffer;
  /** The list of mechanisms as the client encoded it, in its first token only. */
  readonly mechanisms: Buffer | undefined;
  readonly mechListMic: Buffer | undefined;
}

const spnegoOid = Buffer.from('06062b0601050502', 'hex');
const ntlmOid = Buffer.from('060a2b06010401823702020a', 'hex');

const state = { completed: 0, incomplete: 1 } as const;
const context = (number: number) => 0xa0 + number;
const tag = { initial: 0x60, sequence: 0x30, octets: 0x04, enumerated: 0x0a } as const;

/**
 * Reads a client's first token or a later one. NTLM must be its first choice, with a token at once: a client that would
 * rather speak Kerberos is refused, for agreeing on its second choice is a longer dance than a server without Kerberos owes.
 */
export function readSpnegoToken(bytes: Buffer): SpnegoToken {
  return bytes[0] === tag.initial ? readInitial(bytes) : readLater(bytes);
}

function readInitial(bytes: Buffer): SpnegoToken {
  const [oid, wrapped] = elements(only(bytes, tag.initial));
  if (oid === undefined || wrapped === undefined || !oid.whole.equals(spnegoOid) || wrapped.tag !== context(0))
    throw new NtlmRefused('malformed message');
  const fields = fieldsOf(wrapped.content);
  const mechanisms = fields.get(context(0));
  if (mechanisms === undefined) throw new NtlmRefused('malformed message');
  const [favourite] = elements(only(mechanisms, tag.sequence));
  if (favourite?.whole.equals(ntlmOid) !== true) throw new NtlmRefused('Kerberos not available');
  return { ntlm: octets(fields.get(context(2))), mechanisms, mechListMic: undefined };
}

function readLater(bytes: Buffer): SpnegoToken {
  const fields = fieldsOf(only(bytes, context(1)));
  const mic = fields.get(context(3));
  return {
    ntlm: octets(fields.get(context(2))),
    mechanisms: undefined,
    mechListMic: mic === undefined ? undefined : octets(mic),
  };
}

/** The answer that carries a challenge and settles on NTLM. */
export function writeSpnegoChallenge(ntlm: Buffer): Buffer {
  return response(
    writeDer(context(0), writeDer(tag.enumerated, Buffer.of(state.incomplete))),
    writeDer(context(1), ntlmOid),
    writeDer(context(2), writeDer(tag.octets, ntlm)),
  );
}

/** The last word after a login, with our own code over the mechanisms where the client sent one. */
export function writeSpnegoCompleted(mechListMic: Buffer | undefined): Buffer {
  return response(
    writeDer(context(0), writeDer(tag.enumerated, Buffer.of(state.completed))),
    ...(mechListMic === undefined ? [] : [writeDer(context(3), writeDer(tag.octets, mechListMic))]),
  );
}

function response(...fields: readonly Buffer[]): Buffer {
  return writeDer(context(1), writeDer(tag.sequence, ...fields));
}

function fieldsOf(bytes: Buffer): ReadonlyMap<number, Buffer> {
  return new Map(elements(only(bytes, tag.sequence)).map(({ tag, content }) => [tag, content]));
}

function octets(bytes: Buffer | undefined): Buffer {
  if (bytes === undefined) throw new NtlmRefused('malformed message');
  return only(bytes, tag.octets);
}

function only(bytes: Buffer, tag: number): Buffer {
  const [element, ...more] = elements(bytes);
  if (element?.tag !== tag || more.length > 0) throw new NtlmRefused('malformed message');
  return element.content;
}

function elements(bytes: Buffer) {
  const read = readDer(bytes);
  if (read === undefined) throw new NtlmRefused('malformed message');
  return read;
}

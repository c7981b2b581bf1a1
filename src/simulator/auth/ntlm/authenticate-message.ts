import { avId, readAvPairs } from './av-pairs.ts';
import { flag, has } from './flags.ts';
import { payloadField, payloadStart } from './message-fields.ts';
import { NtlmRefused } from './ntlm-refused.ts';

/** A type 3 message with an NTLMv2 response, taken apart but not yet believed. */
export interface AuthenticateMessage {
  readonly user: string;
  readonly domain: string;
  /** 16 bytes: what proves the password. */
  readonly proof: Buffer;
  /** The client's half of what is proven: time, its own challenge, AV pairs. */
  readonly blob: Buffer;
  /** The message integrity code, when the AV flags say that there is one. */
  readonly mic: Buffer | undefined;
  /** The message with zeros for the code: what the code was computed over. */
  readonly withoutMic: Buffer;
  /** 16 bytes, when the client sent any. */
  readonly channelBinding: Buffer | undefined;
}

const field = { lm: 12, nt: 20, domain: 28, user: 36, workstation: 44, sessionKey: 52 } as const;
const flagsAt = 60;
const headerLength = 64;
const micAt = 72;
const micLength = 16;
const micIsThere = 2;
const blobHeadLength = 28;

/** Reads a type 3 message. Refuses everything but NTLMv2, and whatever departs from the flags the challenge settled. */
export function readAuthenticateMessage(message: Buffer, agreedFlags: number): AuthenticateMessage {
  if (message.length < headerLength) throw new NtlmRefused('malformed message');
  const flags = message.readUInt32LE(flagsAt);
  if (has(flags, flag.keyExchange)) throw new NtlmRefused('key exchange not negotiated');
  const charset = has(agreedFlags, flag.unicode) ? flag.unicode : flag.oem;
  if (!has(flags, charset)) throw new NtlmRefused('no common character set');
  const text = (position: number) =>
    payloadField(message, position, headerLength).toString(charset === flag.unicode ? 'utf16le' : 'latin1');
  const user = text(field.user);
  const response = payloadField(message, field.nt, headerLength);
  if (has(flags, flag.anonymous) || (user === '' && response.length === 0)) throw new NtlmRefused('anonymous');
  const { proof, blob } = readNtlmV2Response(response);
  const pairs = readAvPairs(blob.subarray(blobHeadLength));
  return {
    user,
    domain: text(field.domain),
    proof,
    blob,
    ...readMic(message, pairs),
    channelBinding: pairs.get(avId.channelBindings),
  };
}

function readNtlmV2Response(response: Buffer): { readonly proof: Buffer; readonly blob: Buffer } {
  // NTLMv1 has exactly 24 bytes; an empty response means that only the still older LM one was sent.
  if (response.length === 0 || response.length === 24) throw new NtlmRefused('NTLMv1 or LM response');
  const blob = response.subarray(16);
  const isVersionOne = blob.length >= blobHeadLength && blob[0] === 1 && blob[1] === 1;
  if (!isVersionOne) throw new NtlmRefused('malformed message');
  return { proof: response.subarray(0, 16), blob };
}

function readMic(
  message: Buffer,
  pairs: ReadonlyMap<number, Buffer>,
): { readonly mic: Buffer | undefined; readonly withoutMic: Buffer } {
  const avFlags = pairs.get(avId.flags);
  if (avFlags === undefined) return { mic: undefined, withoutMic: message };
  if (avFlags.length !== 4) throw new NtlmRefused('malformed message');
  if (!has(avFlags.readUInt32LE(0), micIsThere)) return { mic: undefined, withoutMic: message };
  // The code sits between header and payload: a payload that begins too early leaves no room for one.
  if (payloadStart(message, Object.values(field)) < micAt + micLength) throw new NtlmRefused('malformed message');
  const withoutMic = Buffer.from(message);
  withoutMic.fill(0, micAt, micAt + micLength);
  return { mic: message.subarray(micAt, micAt + micLength), withoutMic };
}

import { AV, writeAvPairs, type AvPair } from './av-pairs.ts';
import type { Challenge } from './challenge-message.ts';
import { CLIENT_FLAGS, SIGNATURE, VERSION } from './negotiate-flags.ts';
import { hmacMd5, ntlmV2Response, utf16, type NtlmCredentials } from './ntlm-v2-response.ts';

export interface AuthenticateInput {
  readonly credentials: NtlmCredentials;
  /** Our first message, as it was sent: the integrity code covers it. */
  readonly negotiate: Buffer;
  readonly challenge: Challenge;
  /** The service we mean, `HTTP/host`: a server that checks it cannot be a relay for another. */
  readonly servicePrincipal: string;
  /** MD5 of the TLS channel (`channelBindingHash`); undefined when the certificate's binding is not defined. */
  readonly channelBinding: Buffer | undefined;
  readonly clientChallenge: Buffer;
  /** Milliseconds since 1970; only used when the server did not tell its time. */
  readonly now: number;
}

const HEADER_LENGTH = 88;
const MIC_OFFSET = 72;
const MIC_LENGTH = 16;
const FLAG_MIC_PRESENT = 0x02;

/** The third message (MS-NLMP 2.2.1.3): NTLMv2 answer with message integrity code, no LM answer, no session key. */
export function authenticateMessage(input: AuthenticateInput): Buffer {
  const { credentials, challenge } = input;
  const { ntResponse, sessionBaseKey } = ntlmV2Response({
    credentials,
    serverChallenge: challenge.serverChallenge,
    clientChallenge: input.clientChallenge,
    timestamp: challenge.timestamp ?? fileTime(input.now),
    targetInfo: writeAvPairs(ourTargetInfo(input)),
  });
  const message = layOut(challenge.flags & CLIENT_FLAGS, {
    lmResponse: Buffer.alloc(24), // 24 zeros is how Windows says "none"; an empty field confuses older servers
    ntResponse,
    domain: utf16(credentials.domain),
    username: utf16(credentials.username),
    workstation: Buffer.alloc(0),
    sessionKey: Buffer.alloc(0),
  });
  // Without key exchange the session base key is the exported session key.
  hmacMd5(sessionBaseKey, Buffer.concat([input.negotiate, challenge.bytes, message])).copy(message, MIC_OFFSET);
  return message;
}

function ourTargetInfo({ challenge, channelBinding, servicePrincipal }: AuthenticateInput): readonly AvPair[] {
  const ours = new Set<number>([AV.flags, AV.channelBindings, AV.targetName]);
  const flags = Buffer.alloc(4);
  flags.writeUInt32LE(FLAG_MIC_PRESENT);
  return [
    ...challenge.targetInfo.filter(({ id }) => !ours.has(id)),
    { id: AV.flags, value: flags },
    ...(channelBinding === undefined ? [] : [{ id: AV.channelBindings, value: channelBinding }]),
    { id: AV.targetName, value: utf16(servicePrincipal) },
  ];
}

interface Payload {
  readonly lmResponse: Buffer;
  readonly ntResponse: Buffer;
  readonly domain: Buffer;
  readonly username: Buffer;
  readonly workstation: Buffer;
  readonly sessionKey: Buffer;
}

function layOut(flags: number, payload: Payload): Buffer {
  const { lmResponse, ntResponse, domain, username, workstation, sessionKey } = payload;
  const fields = [lmResponse, ntResponse, domain, username, workstation, sessionKey]; // in the order of the header
  const header = Buffer.alloc(HEADER_LENGTH);
  SIGNATURE.copy(header);
  header.writeUInt32LE(3, 8);
  let offset = HEADER_LENGTH;
  fields.forEach((value, i) => {
    header.writeUInt16LE(value.length, 12 + 8 * i);
    header.writeUInt16LE(value.length, 14 + 8 * i);
    header.writeUInt32LE(offset, 16 + 8 * i);
    offset += value.length;
  });
  header.writeUInt32LE(flags, 60);
  VERSION.copy(header, 64);
  header.fill(0, MIC_OFFSET, MIC_OFFSET + MIC_LENGTH); // it is computed over zeros in its own place
  return Buffer.concat([header, ...fields]);
}

/** 100 ns since 1601, little endian. */
function fileTime(now: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE((BigInt(now) + 11_644_473_600_000n) * 10_000n);
  return bytes;
}

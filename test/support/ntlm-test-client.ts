import { createHash, createHmac } from 'node:crypto';

/**
 * The client side of NTLMv2, written from MS-NLMP for tests alone and without a look at any code of the product:
 * what both sides misread alike would otherwise go unseen. Can also do what no honest client does.
 */
export interface NtlmLogin {
  readonly user: string;
  readonly domain: string;
  readonly password: string;
  /** Sends a message integrity code and says so. */
  readonly mic?: boolean;
  /** 16 bytes of channel binding; without it none is sent. */
  readonly binding?: Buffer;
  readonly charset?: 'unicode' | 'oem';
  /** Turned on in the flags of the last message. */
  readonly extraFlags?: number;
}

/** A finished type 3 message, and where a test may want to flip a bit. */
export interface FinishedLogin {
  readonly message: Buffer;
  readonly proofAt: number;
  readonly blobAt: number;
  readonly micAt: number;
  readonly sessionKey: Buffer;
}

const flags = { unicode: 1, oem: 2, target: 4, sign: 0x10, ntlm: 0x200, always: 0x8000, extended: 0x80000 };
const common = flags.target | flags.sign | flags.ntlm | flags.always | flags.extended;
const signature = Buffer.from('NTLMSSP\0', 'latin1');

/** A type 1 message. `unwanted` flags are left out. */
export function negotiateMessage(charset: 'unicode' | 'oem' = 'unicode', unwanted = 0): Buffer {
  const message = Buffer.alloc(32);
  signature.copy(message);
  message.writeUInt32LE(1, 8);
  message.writeUInt32LE(((common | flags[charset]) & ~unwanted) >>> 0, 12);
  return message;
}

/** The type 3 message of `login` in answer to `challenge`, bound to both messages before it. */
export function authenticateMessage(negotiate: Buffer, challenge: Buffer, login: NtlmLogin): FinishedLogin {
  const blob = clientBlob(targetInfo(challenge), login);
  const utf16 = (text: string) => Buffer.from(text, 'utf16le');
  const key = hmac(md4(utf16(login.password)), utf16(simpleUpperCase(login.user) + login.domain));
  const proof = hmac(key, challenge.subarray(24, 32), blob);
  const sessionKey = hmac(key, proof);
  const text = (value: string) => Buffer.from(value, login.charset === 'oem' ? 'latin1' : 'utf16le');
  const finished = assemble(
    [
      Buffer.alloc(24),
      Buffer.concat([proof, blob]),
      text(login.domain),
      text(login.user),
      text('TEST'),
      Buffer.alloc(0),
    ],
    (challenge.readUInt32LE(20) | (login.extraFlags ?? 0)) >>> 0,
  );
  if (login.mic === true)
    hmac(sessionKey, negotiate, challenge, finished.message).copy(finished.message, finished.micAt);
  return { ...finished, sessionKey };
}

/** A type 3 message with the 24 bytes of NTLMv1, wrong or not: nobody should look. */
export function ntlmV1Message(challenge: Buffer, user: string, domain: string): Buffer {
  const utf16 = (text: string) => Buffer.from(text, 'utf16le');
  const answer = Buffer.alloc(24, 7);
  return assemble(
    [answer, answer, utf16(domain), utf16(user), utf16('TEST'), Buffer.alloc(0)],
    challenge.readUInt32LE(20),
  ).message;
}

/** The 16 bytes that bind a login to a TLS server with this certificate (SHA-256 signed). */
export function channelBinding(certificateDer: Buffer): Buffer {
  const data = Buffer.concat([
    Buffer.from('tls-server-end-point:'),
    createHash('sha256').update(certificateDer).digest(),
  ]);
  const struct = Buffer.alloc(20 + data.length);
  struct.writeUInt32LE(data.length, 16);
  data.copy(struct, 20);
  return createHash('md5').update(struct).digest();
}

/** The AV pairs of a type 2 message, end mark included. */
export function targetInfo(challenge: Buffer): Buffer {
  const at = challenge.readUInt32LE(44);
  return challenge.subarray(at, at + challenge.readUInt16LE(40));
}

/** The first signature from the client under extended session security without key exchange (MS-NLMP 3.4.4.2). */
export function clientSignature(sessionKey: Buffer, message: Buffer): Buffer {
  const magic = 'session key to client-to-server signing key magic constant\0';
  const key = createHash('md5').update(sessionKey).update(magic).digest();
  const mac = hmac(key, Buffer.alloc(4), message).subarray(0, 8);
  return Buffer.concat([Buffer.from([1, 0, 0, 0]), mac, Buffer.alloc(4)]);
}

function clientBlob(serverInfo: Buffer, login: NtlmLogin): Buffer {
  const head = Buffer.alloc(28);
  head[0] = 1;
  head[1] = 1;
  // The server's own time, as it asked for with its timestamp pair.
  serverInfo.copy(head, 8, serverInfo.lastIndexOf(Buffer.from([7, 0, 8, 0])) + 4, serverInfo.length - 4);
  head.fill(0xc5, 16, 24);
  head.fill(0, 24);
  const withoutEnd = serverInfo.subarray(0, serverInfo.length - 4);
  const extra = [
    ...(login.mic === true ? [Buffer.from([6, 0, 4, 0, 2, 0, 0, 0])] : []),
    ...(login.binding === undefined ? [] : [Buffer.from([10, 0, 16, 0]), login.binding]),
  ];
  return Buffer.concat([head, withoutEnd, ...extra, Buffer.alloc(4), Buffer.alloc(4)]);
}

/** Header with room for version and MIC, then domain, user, workstation, LM, NT and key, as Windows orders them. */
function assemble(fields: readonly Buffer[], flags: number): Omit<FinishedLogin, 'sessionKey'> {
  const message = Buffer.concat([Buffer.alloc(88), ...fields]);
  signature.copy(message);
  message.writeUInt32LE(3, 8);
  let at = 88;
  fields.forEach((field, index) => {
    message.writeUInt16LE(field.length, 12 + index * 8);
    message.writeUInt16LE(field.length, 14 + index * 8);
    message.writeUInt32LE(at, 16 + index * 8);
    at += field.length;
  });
  message.writeUInt32LE(flags, 60);
  const proofAt = 88 + (fields[0]?.length ?? 0);
  return { message, proofAt, blobAt: proofAt + 16, micAt: 72 };
}

function simpleUpperCase(text: string): string {
  return text
    .split('')
    .map((unit) => (unit.toUpperCase().length === 1 ? unit.toUpperCase() : unit))
    .join('');
}

function hmac(key: Buffer, ...parts: readonly Buffer[]): Buffer {
  return createHmac('md5', key).update(Buffer.concat(parts)).digest();
}

/** RFC 1320, in the most pedestrian way. */
function md4(message: Buffer): Buffer {
  const bits = Buffer.alloc(8);
  bits.writeBigUInt64LE(BigInt(message.length * 8));
  const zeros = Buffer.alloc((((55 - message.length) % 64) + 64) % 64);
  const input = Buffer.concat([message, Buffer.of(0x80), zeros, bits]);
  let [a, b, c, d] = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476];
  for (let block = 0; block < input.length; block += 64) {
    const before = [a, b, c, d] as const;
    for (let step = 0; step < 48; step += 1) {
      const column = step % 16;
      const [word, turn, mixed] =
        step < 16
          ? [column, [3, 7, 11, 19][step % 4], (b & c) | (~b & d)]
          : step < 32
            ? [(column % 4) * 4 + (column >> 2), [3, 5, 9, 13][step % 4], ((b & c) | (b & d) | (c & d)) + 0x5a827999]
            : [reverseBits(column), [3, 9, 11, 15][step % 4], (b ^ c ^ d) + 0x6ed9eba1];
      const sum = (a + mixed + input.readUInt32LE(block + word * 4)) >>> 0;
      const turned = ((sum << (turn ?? 0)) | (sum >>> (32 - (turn ?? 0)))) >>> 0;
      [a, b, c, d] = [d, turned, b, c];
    }
    [a, b, c, d] = [(a + before[0]) >>> 0, (b + before[1]) >>> 0, (c + before[2]) >>> 0, (d + before[3]) >>> 0];
  }
  const digest = Buffer.alloc(16);
  [a, b, c, d].forEach((word, index) => digest.writeUInt32LE(word, index * 4));
  return digest;
}

/** The third round takes its words in the order of their four bits read backwards. */
function reverseBits(index: number): number {
  return ((index & 1) << 3) | ((index & 2) << 1) | ((index & 4) >> 1) | ((index & 8) >> 3);
}

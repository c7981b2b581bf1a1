import { avId, fileTime, writeAvPairs } from './av-pairs.ts';
import { flag, has } from './flags.ts';
import { header } from './message-fields.ts';

/** Who the server says it is in its challenge. */
export interface ServerNames {
  readonly netbiosDomain: string;
  readonly netbiosComputer: string;
  readonly dnsDomain: string;
  readonly dnsComputer: string;
}

export interface Challenge {
  readonly message: Buffer;
  readonly flags: number;
  /** 8 random bytes. */
  readonly serverChallenge: Buffer;
}

/** Granted when the client asks. Key exchange is never granted: it needs RC4, which is gone from Node. */
const grantable =
  flag.requestTarget |
  flag.sign |
  flag.seal |
  flag.alwaysSign |
  flag.extendedSessionSecurity |
  flag.key128 |
  flag.key56;

const headerLength = 56;
const version63 = Buffer.from([6, 3, 0x80, 0x25, 0, 0, 0, 15]);

/** A type 2 message that answers a client with `clientFlags`, for Windows Server 2012 R2 by its version number. */
export function writeChallengeMessage(
  clientFlags: number,
  names: ServerNames,
  serverChallenge: Buffer,
  nowMs: number,
): Challenge {
  const charset = has(clientFlags, flag.unicode) ? flag.unicode : flag.oem;
  const flags =
    (charset | (clientFlags & (grantable | flag.version)) | flag.ntlm | flag.targetInfo | flag.targetTypeDomain) >>> 0;
  const targetName = Buffer.from(names.netbiosDomain, charset === flag.unicode ? 'utf16le' : 'latin1');
  const targetInfo = writeAvPairs([
    [avId.netbiosDomain, Buffer.from(names.netbiosDomain, 'utf16le')],
    [avId.netbiosComputer, Buffer.from(names.netbiosComputer, 'utf16le')],
    [avId.dnsDomain, Buffer.from(names.dnsDomain, 'utf16le')],
    [avId.dnsComputer, Buffer.from(names.dnsComputer, 'utf16le')],
    [avId.timestamp, fileTime(nowMs)],
  ]);
  const head = header(2, headerLength);
  point(head, 12, targetName.length, headerLength);
  head.writeUInt32LE(flags, 20);
  head.set(serverChallenge, 24);
  point(head, 40, targetInfo.length, headerLength + targetName.length);
  if (has(flags, flag.version)) head.set(version63, 48);
  return { message: Buffer.concat([head, targetName, targetInfo]), flags, serverChallenge };
}

function point(message: Buffer, position: number, length: number, offset: number): void {
  message.writeUInt16LE(length, position);
  message.writeUInt16LE(length, position + 2);
  message.writeUInt32LE(offset, position + 4);
}

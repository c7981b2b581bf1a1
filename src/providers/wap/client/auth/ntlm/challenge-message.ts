import { ControllerError } from '../../../../../model/controller-error.ts';
import { AV, readAvPairs, type AvPair } from './av-pairs.ts';
import { FLAG, SIGNATURE } from './negotiate-flags.ts';

export interface Challenge {
  readonly flags: number;
  readonly serverChallenge: Buffer;
  readonly targetInfo: readonly AvPair[];
  /** The server's clock as a FILETIME, where it told. */
  readonly timestamp: Buffer | undefined;
  /** The message as it came: the integrity code covers it. */
  readonly bytes: Buffer;
}

/** Our answer quotes it, beside what we add, in a field of 64 KB at most; Windows says some hundred bytes. */
const mostTargetInfo = 32 * 1024;

export function isNtlmMessage(bytes: Buffer): boolean {
  return bytes.length >= 12 && bytes.subarray(0, 8).equals(SIGNATURE);
}

/**
 * The server's answer to our first message (MS-NLMP 2.2.1.2). Throws `NTLM_ANSWER_INVALID` for what is none, and `NTLM_TOO_OLD`
 * for a server that could only check an NTLMv1 answer, which we never give: it betrays the password.
 */
export function readChallengeMessage(bytes: Buffer): Challenge {
  if (!isNtlmMessage(bytes) || bytes.readUInt32LE(8) !== 2 || bytes.length < 32) throw invalid('it is no challenge');
  const flags = bytes.readUInt32LE(20);
  if ((flags & FLAG.unicode) === 0) throw tooOld('knows no Unicode');
  if ((flags & FLAG.targetInfo) === 0 || bytes.length < 48) throw tooOld('sent no target information');
  const said = field(bytes, 40);
  if (said.length > mostTargetInfo) throw invalid('its target information is longer than could be answered');
  const targetInfo = readAvPairs(said);
  if (targetInfo === undefined) throw invalid('its target information is cut short');
  const timestamp = targetInfo.find(({ id }) => id === AV.timestamp)?.value;
  if (timestamp !== undefined && timestamp.length !== 8) throw invalid('its timestamp is not 8 bytes');
  return { flags, serverChallenge: bytes.subarray(24, 32), targetInfo, timestamp, bytes };
}

function field(bytes: Buffer, at: number): Buffer {
  const length = bytes.readUInt16LE(at);
  const offset = bytes.readUInt32LE(at + 4);
  if (offset + length > bytes.length) throw invalid('a field points outside of it');
  return bytes.subarray(offset, offset + length);
}

function invalid(why: string): ControllerError {
  return new ControllerError(
    'NTLM_ANSWER_INVALID',
    `The server's NTLM challenge cannot be read: ${why}. Something between us and the server rewrites it, or it is no Windows server: check the address, and go around any proxy.`,
  );
}

function tooOld(why: string): ControllerError {
  return new ControllerError(
    'NTLM_TOO_OLD',
    `The server ${why}, so it cannot check NTLMv2, and NTLMv1 would betray the password to anybody listening. Allow NTLMv2 on the server (LmCompatibilityLevel 3 or higher).`,
  );
}

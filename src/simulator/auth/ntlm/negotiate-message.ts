import { flag, has } from './flags.ts';
import { NtlmRefused } from './ntlm-refused.ts';

/** The flags of a type 1 message. The names that it may carry are hints, and as on Windows not looked at. */
export function readNegotiateMessage(message: Buffer): number {
  if (message.length < 32) throw new NtlmRefused('malformed message');
  const flags = message.readUInt32LE(12);
  if (!has(flags, flag.ntlm)) throw new NtlmRefused('NTLM not offered by the client');
  if (!has(flags, flag.unicode) && !has(flags, flag.oem)) throw new NtlmRefused('no common character set');
  return flags;
}

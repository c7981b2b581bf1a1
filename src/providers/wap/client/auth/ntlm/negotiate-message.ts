import { CLIENT_FLAGS, SIGNATURE, VERSION } from './negotiate-flags.ts';

/**
 * The first message (MS-NLMP 2.2.1.1), 40 bytes: no domain, no workstation. The Version field is there although optional,
 * since gss-ntlmssp refuses the shorter form.
 */
export function negotiateMessage(): Buffer {
  const message = Buffer.alloc(40);
  SIGNATURE.copy(message);
  message.writeUInt32LE(1, 8);
  message.writeUInt32LE(CLIENT_FLAGS, 12);
  message.writeUInt32LE(40, 20); // offsets of the two empty fields point behind the header
  message.writeUInt32LE(40, 28);
  VERSION.copy(message, 32);
  return message;
}

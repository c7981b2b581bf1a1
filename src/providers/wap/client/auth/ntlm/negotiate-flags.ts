/**
 * NEGOTIATE flags of MS-NLMP 2.2.2.5, as far as we use them. No key exchange: we sign and seal nothing, so the session key
 * need not travel, and RC4 is not needed.
 */
export const FLAG = {
  unicode: 0x0000_0001,
  requestTarget: 0x0000_0004,
  ntlm: 0x0000_0200,
  alwaysSign: 0x0000_8000,
  extendedSessionSecurity: 0x0008_0000,
  targetInfo: 0x0080_0000,
  version: 0x0200_0000,
  encrypt128: 0x2000_0000,
} as const;

export const CLIENT_FLAGS =
  FLAG.unicode |
  FLAG.requestTarget |
  FLAG.ntlm |
  FLAG.alwaysSign |
  FLAG.extendedSessionSecurity |
  FLAG.targetInfo |
  FLAG.version |
  FLAG.encrypt128;

/** VERSION (2.2.2.10): what Windows 10 says; NTLMSSP revision 15. Nobody decides by it, but its place must be filled. */
export const VERSION = Buffer.from('0a00614a0000000f', 'hex');

export const SIGNATURE = Buffer.from('NTLMSSP\0', 'latin1');

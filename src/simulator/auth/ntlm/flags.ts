/** Negotiate flags of MS-NLMP 2.2.2.5, those that the acceptor looks at or sets. */
export const flag = {
  unicode: 0x0000_0001,
  oem: 0x0000_0002,
  requestTarget: 0x0000_0004,
  sign: 0x0000_0010,
  seal: 0x0000_0020,
  ntlm: 0x0000_0200,
  anonymous: 0x0000_0800,
  alwaysSign: 0x0000_8000,
  targetTypeDomain: 0x0001_0000,
  extendedSessionSecurity: 0x0008_0000,
  targetInfo: 0x0080_0000,
  version: 0x0200_0000,
  key128: 0x2000_0000,
  keyExchange: 0x4000_0000,
  key56: 0x8000_0000,
} as const;

/** Are all bits of `wanted` set in `flags`? */
export function has(flags: number, wanted: number): boolean {
  // Shifted to unsigned: the highest flag would otherwise make both sides negative, or only one of them.
  return (flags & wanted) >>> 0 === wanted >>> 0;
}

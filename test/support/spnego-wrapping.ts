/** SPNEGO around NTLM as a client writes it (RFC 4178, 4.2), for tests. */
export const mechanism = {
  ntlm: Buffer.from('060a2b06010401823702020a', 'hex'),
  kerberos: Buffer.from('06092a864886f712010202', 'hex'),
};

function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  const length = body.length < 128 ? [body.length] : [0x82, body.length >> 8, body.length & 255];
  return Buffer.concat([Buffer.of(tag, ...length), body]);
}

/** The list that a code over the mechanisms is made of. */
export function mechanismList(mechanisms: readonly Buffer[]): Buffer {
  return der(0x30, ...mechanisms);
}

export function firstSpnegoToken(mechanisms: readonly Buffer[], ntlm: Buffer): Buffer {
  const fields = [der(0xa0, mechanismList(mechanisms)), der(0xa2, der(0x04, ntlm))];
  return der(0x60, Buffer.from('06062b0601050502', 'hex'), der(0xa0, der(0x30, ...fields)));
}

export function laterSpnegoToken(ntlm: Buffer, mechListMic?: Buffer): Buffer {
  const mic = mechListMic === undefined ? [] : [der(0xa3, der(0x04, mechListMic))];
  return der(0xa1, der(0x30, der(0xa2, der(0x04, ntlm)), ...mic));
}

/** The NTLMSSP message inside any SPNEGO token. */
export function ntlmWithin(token: Buffer): Buffer {
  return token.subarray(token.indexOf('NTLMSSP\0'));
}

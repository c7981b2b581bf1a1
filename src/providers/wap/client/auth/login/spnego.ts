import { isNtlmMessage } from '../ntlm/challenge-message.ts';
import { readDer, writeDer, type Der } from '../ntlm/der.ts';

const NEG_TOKEN_RESPONSE = 0xa1;
const RESPONSE_TOKEN = 0xa2;
const SEQUENCE = 0x30;
const OCTET_STRING = 0x04;

/** The NTLM message that a SPNEGO answer (RFC 4178, NegTokenResp) carries; undefined when it carries another mechanism's. */
export function ntlmWithinSpnego(token: Uint8Array): Buffer | undefined {
  const outer = readDer(token);
  if (outer?.tag !== NEG_TOKEN_RESPONSE) return undefined;
  const member = (from: Der | undefined, tag: number): Der | undefined =>
    from?.children().find((child) => child.tag === tag);
  const octets = member(member(member(outer, SEQUENCE), RESPONSE_TOKEN), OCTET_STRING);
  const message = octets && Buffer.from(octets.content);
  return message !== undefined && isNtlmMessage(message) ? message : undefined;
}

/** Wraps our last message the way the server wrapped its own. */
export function spnegoAround(ntlmMessage: Uint8Array): Buffer {
  return writeDer(
    NEG_TOKEN_RESPONSE,
    writeDer(SEQUENCE, writeDer(RESPONSE_TOKEN, writeDer(OCTET_STRING, ntlmMessage))),
  );
}

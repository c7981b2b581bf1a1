import { createHmac } from 'node:crypto';
import { md4 } from './md4.ts';
import { simpleUpperCase } from './simple-upper-case.ts';

export interface NtlmCredentials {
  /** Empty when `username` is a UPN. */
  readonly domain: string;
  readonly username: string;
  readonly password: string;
}

export interface NtlmV2Input {
  readonly credentials: NtlmCredentials;
  readonly serverChallenge: Buffer;
  /** 8 random bytes, fresh for each answer. */
  readonly clientChallenge: Buffer;
  /** FILETIME, little endian. */
  readonly timestamp: Buffer;
  /** AV pairs with their end mark, our additions included. */
  readonly targetInfo: Buffer;
}

export interface NtlmV2Response {
  readonly ntResponse: Buffer;
  readonly sessionBaseKey: Buffer;
}

/** NTLMv2 (MS-NLMP 3.3.2). There is no LM half: what it would prove is weaker than what this proves. */
export function ntlmV2Response(input: NtlmV2Input): NtlmV2Response {
  const key = ntowfV2(input.credentials);
  const temp = Buffer.concat([
    Buffer.from('0101000000000000', 'hex'),
    input.timestamp,
    input.clientChallenge,
    Buffer.alloc(4),
    input.targetInfo,
    Buffer.alloc(4),
  ]);
  const proof = hmacMd5(key, Buffer.concat([input.serverChallenge, temp]));
  return { ntResponse: Buffer.concat([proof, temp]), sessionBaseKey: hmacMd5(key, proof) };
}

/** The key that stands for the password: MD4 of it, bound to user and domain. The domain keeps its case. */
export function ntowfV2({ domain, username, password }: NtlmCredentials): Buffer {
  return hmacMd5(md4(utf16(password)), utf16(simpleUpperCase(username) + domain));
}

export function hmacMd5(key: Buffer, data: Buffer): Buffer {
  return createHmac('md5', key).update(data).digest();
}

export function utf16(text: string): Buffer {
  return Buffer.from(text, 'utf16le');
}

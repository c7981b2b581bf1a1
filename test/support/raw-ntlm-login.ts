import { randomBytes } from 'node:crypto';
import { Agent, request } from 'node:https';
import { text } from 'node:stream/consumers';
import type { IncomingMessage } from 'node:http';
import type { TLSSocket } from 'node:tls';
import { authenticateMessage } from '../../src/providers/wap/client/auth/ntlm/authenticate-message.ts';
import { readChallengeMessage } from '../../src/providers/wap/client/auth/ntlm/challenge-message.ts';
import { channelBindingHash } from '../../src/providers/wap/client/auth/ntlm/channel-binding.ts';
import { negotiateMessage } from '../../src/providers/wap/client/auth/ntlm/negotiate-message.ts';

export interface RawLogin {
  readonly url: string;
  readonly ca: string;
  readonly username: string;
  readonly password: string;
  /** What is sent as binding, given the right one. */
  readonly bind?: (right: Buffer | undefined) => Buffer | undefined;
  /** Changes the third message before it is sent. */
  readonly tamper?: (message: Buffer) => void;
}

/** One NTLM login by hand, message by message, so that a test can spoil any part of it. The answer to the last leg. */
export async function rawNtlmLogin(login: RawLogin): Promise<{ readonly status: number; readonly body: string }> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1, ca: login.ca });
  try {
    const negotiate = negotiateMessage();
    const first = await leg(login.url, agent, negotiate);
    const token = /NTLM (\S+)/u.exec(first.response.headers['www-authenticate'] ?? '')?.[1] ?? '';
    const right = channelBindingHash(first.certificate);
    const message = authenticateMessage({
      credentials: { domain: 'CORP', username: login.username, password: login.password },
      negotiate,
      challenge: readChallengeMessage(Buffer.from(token, 'base64')),
      servicePrincipal: 'HTTP/localhost',
      channelBinding: login.bind === undefined ? right : login.bind(right),
      clientChallenge: randomBytes(8),
      now: Date.now(),
    });
    login.tamper?.(message);
    const last = await leg(login.url, agent, message);
    return { status: last.response.statusCode ?? 0, body: last.body };
  } finally {
    agent.destroy();
  }
}

interface Leg {
  readonly response: IncomingMessage;
  readonly certificate: Buffer;
  readonly body: string;
}

async function leg(url: string, agent: Agent, message: Buffer): Promise<Leg> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  const headers = { authorization: `NTLM ${message.toString('base64')}` };
  request(url, { agent, headers }, resolve).on('error', reject).end();
  const response = await promise;
  const certificate = (response.socket as TLSSocket).getPeerCertificate().raw; // once the body is read, the socket is given back
  return { response, certificate, body: await text(response) };
}

/** The byte in which the message integrity code begins. */
export const MIC_OFFSET = 72;

export function flipBit(message: Buffer, offset: number): void {
  message.writeUInt8(message.readUInt8(offset) ^ 1, offset);
}

import { Agent, type RequestOptions, request } from 'node:https';
import type { IncomingHttpHeaders } from 'node:http';

export interface Exchange {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** All `WWW-Authenticate` lines, unmerged. */
  readonly challenges: readonly string[];
  readonly text: string;
}

export interface Connection {
  exchange(url: string, options?: RequestOptions, body?: string | Buffer): Promise<Exchange>;
  close(): void;
}

/** One TLS connection, kept for all exchanges: what NTLM is bound to. Follows nothing and repeats nothing. */
export function openConnection(ca: string): Connection {
  const agent = new Agent({ ca, keepAlive: true, maxSockets: 1 });
  return {
    exchange: async (url, options = {}, body = '') =>
      new Promise((resolve, reject) => {
        const call = request(url, { ...options, agent });
        call.on('error', reject);
        call.on('response', (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('error', reject);
          response.on('end', () =>
            resolve({
              status: response.statusCode ?? 0,
              headers: response.headers,
              challenges: response.headersDistinct['www-authenticate'] ?? [],
              text: Buffer.concat(chunks).toString('utf8'),
            }),
          );
        });
        call.end(body);
      }),
    close: () => agent.destroy(),
  };
}

export const soapHeaders = { 'Content-Type': 'application/soap+xml; charset=utf-8' };

/** The JWT out of an answer, undefined when there is none. */
export function jwtOf(text: string): string | undefined {
  const [, base64] = /<wsse:BinarySecurityToken[^>]*>([^<]*)<\/wsse:BinarySecurityToken>/u.exec(text) ?? [];
  return base64 === undefined ? undefined : Buffer.from(base64, 'base64').toString('utf8');
}

/** Subcode and reason of a SOAP fault in one line, '' when it is none. */
export function faultOf(text: string): string {
  const subcode = /<s:Subcode><s:Value[^>]*>a:([^<]*)</u.exec(text)?.[1] ?? '';
  const reason = /<s:Text[^>]*>([^<]*)</u.exec(text)?.[1] ?? '';
  return `${subcode} ${reason}`.trim();
}

import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { ServerCertificate } from './peers/certificates.ts';

export interface StsRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

export interface StsAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string | string[]>>;
  readonly body?: string;
}

export interface StsServer extends AsyncDisposable {
  readonly url: string;
  readonly requests: readonly StsRequest[];
}

/** An HTTPS server that answers as the test says and remembers what it was asked. */
export async function startStsServer(
  tls: ServerCertificate,
  answer: (request: StsRequest) => StsAnswer | Promise<StsAnswer>,
): Promise<StsServer> {
  const requests: StsRequest[] = [];
  const server = createServer({ key: tls.key, cert: tls.cert }, (incoming, response) => {
    const reply = async (): Promise<void> => {
      const { method = '', url: path = '', headers } = incoming;
      const request = { method, path, headers, body: await text(incoming) };
      requests.push(request);
      const { status, headers: extra = {}, body = '' } = await answer(request);
      response.writeHead(status, { ...extra, 'content-length': Buffer.byteLength(body) }).end(body);
    };
    reply().catch(() => response.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `https://localhost:${port}`,
    requests,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** One of our own composed envelopes (test/fixtures/ws-trust). */
export function wsTrustFixture(name: string): string {
  return readFileSync(new URL(`../fixtures/ws-trust/${name}.xml`, import.meta.url), 'utf8');
}

export interface JwtWish {
  readonly aud?: string;
  readonly upn?: string;
  /** Milliseconds since 1970. */
  readonly notBefore?: number;
  readonly expiresAt?: number;
  /** Makes two tokens of the same dates differ. */
  readonly serial?: number;
}

/** A token as a token service would issue it, signed by nobody. */
export function unsignedJwt(wish: JwtWish = {}): string {
  const seconds = (time: number | undefined): number | undefined =>
    time === undefined ? undefined : Math.round(time / 1000);
  const claims = {
    aud: wish.aud ?? 'http://azureservices/AdminSite',
    upn: wish.upn,
    nbf: seconds(wish.notBefore),
    exp: seconds(wish.expiresAt),
    jti: wish.serial,
  };
  const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ typ: 'JWT', alg: 'RS256' })}.${part(claims)}.not-a-real-signature`;
}

/** The envelope in which a token service hands out `jwt`. */
export function issuedEnvelope(jwt: string): string {
  const sample = wsTrustFixture('rstr-admin-8h');
  return sample.replace(/(<wsse:BinarySecurityToken[^>]*>)[^<]*/u, `$1${Buffer.from(jwt).toString('base64')}`);
}

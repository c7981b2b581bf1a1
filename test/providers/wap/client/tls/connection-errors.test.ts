import { once } from 'node:events';
import { createServer as createPlainServer } from 'node:http';
import { createServer as createTcpServer, type AddressInfo, type Server } from 'node:net';
import { createServer as createTlsServer, type TlsOptions } from 'node:tls';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'undici';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeConnectionError } from '../../../../../src/providers/wap/client/tls/describe-connection-error.ts';
import { tlsConnectOptions } from '../../../../../src/providers/wap/client/tls/tls-connect-options.ts';
import {
  issueCertificate,
  makeAuthority,
  type Authority,
  type ServerCertificate,
} from '../../../../support/peers/certificates.ts';
import { freePort } from '../../../../support/peers/free-port.ts';
import { canMeetPeers } from '../../../../support/peers/require-packages.ts';
import { makeScratchFolder } from '../../../../support/peers/scratch-folder.ts';

const OK = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok';

describe.runIf(canMeetPeers('certificates'))('a connection', () => {
  const peers = new AsyncDisposableStack();
  let authority: Authority;
  let other: Authority;
  let good: ServerCertificate;

  beforeAll(async () => {
    const scratch = peers.use(await makeScratchFolder('tls'));
    authority = await makeAuthority(scratch.path);
    good = await issueCertificate(authority);
    const elsewhere = join(scratch.path, 'other');
    await mkdir(elsewhere);
    other = await makeAuthority(elsewhere);
  });
  afterAll(() => peers.disposeAsync());

  async function listen(server: Server, scheme = 'https'): Promise<string> {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    peers.defer(() => {
      server.close();
    });
    return `${scheme}://localhost:${(server.address() as AddressInfo).port}`;
  }

  const tlsServer = (options: TlsOptions, answer = OK): Promise<string> =>
    listen(
      createTlsServer(options, (socket) => {
        socket.on('error', () => undefined);
        socket.once('data', () => socket.end(answer));
      }),
    );

  /** What undici throws, as our users will see it; the body when nothing goes wrong. */
  async function get(
    url: string,
    trust: { ca?: string } = { ca: authority.ca },
    signal?: AbortSignal,
  ): Promise<string> {
    const client = new Client(url, {
      connect: tlsConnectOptions({ ...trust, timeoutMs: 1_000 }),
      allowH2: false,
      headersTimeout: 500,
      bodyTimeout: 500,
      maxResponseSize: 1_000,
    });
    try {
      const answer = await client.request({ method: 'GET', path: '/', ...(signal === undefined ? {} : { signal }) });
      return await answer.body.text();
    } catch (error) {
      throw describeConnectionError(error, { url: `${url}/secret-path?x=secret`, purpose: 'the Admin API' });
    } finally {
      await client.destroy();
    }
  }

  it('is made when the authority is known, alone or among others', async () => {
    const url = await tlsServer(good);
    await expect(get(url)).resolves.toBe('ok');
    await expect(get(url, { ca: `# ours\n${other.ca}\n${authority.ca}` })).resolves.toBe('ok');
  });

  it('is made when the very certificate of the server is named as trusted', async () => {
    await expect(get(await tlsServer(good), { ca: good.cert })).resolves.toBe('ok');
  });

  it('names caFile when nobody we trust signed the certificate', async () => {
    const url = await tlsServer(good);
    for (const trust of [{ ca: other.ca }, {}]) {
      await expect(get(url, trust)).rejects.toMatchObject({
        code: 'TLS_UNKNOWN_CA',
        retry: 'never',
        message: expect.stringContaining('caFile') as unknown,
      });
    }
  });

  it('names the names of a certificate that was made for another host', async () => {
    const url = await tlsServer(
      await issueCertificate(authority, { name: 'elsewhere', subjectAltName: 'DNS:wap.corp.example' }),
    );
    await expect(get(url)).rejects.toMatchObject({
      code: 'TLS_WRONG_HOST',
      message: expect.stringContaining('wap.corp.example') as unknown,
    });
  });

  it('tells an expired certificate', async () => {
    const url = await tlsServer(await issueCertificate(authority, { name: 'old', days: -1 }));
    await expect(get(url)).rejects.toMatchObject({ code: 'TLS_EXPIRED', retry: 'never' });
  });

  it('asks for TLS 1.2', async () => {
    const url = await tlsServer({ ...good, minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' });
    await expect(get(url)).rejects.toMatchObject({ code: 'TLS_TOO_OLD', retry: 'never' });
  });

  it('tells a server that wants a client certificate', async () => {
    const url = await tlsServer({
      ...good,
      requestCert: true,
      rejectUnauthorized: true,
      ca: authority.ca,
      maxVersion: 'TLSv1.2',
    });
    await expect(get(url)).rejects.toMatchObject({
      code: 'TLS_HANDSHAKE_REFUSED',
      message: expect.stringContaining('client certificate') as unknown,
    });
  });

  it('tells a server that speaks plain HTTP, or no HTTP at all', async () => {
    const plain = await listen(createPlainServer((_, response) => response.end('ok')));
    await expect(get(plain)).rejects.toMatchObject({ code: 'TLS_NOT_SPOKEN', retry: 'never' });
    await expect(get(await tlsServer(good, '220 mail.example ESMTP\r\n'))).rejects.toMatchObject({
      code: 'HTTP_NOT_SPOKEN',
    });
  });

  it('was certainly not used when nobody listens or the name is unknown', async () => {
    await expect(get(`https://localhost:${await freePort()}`)).rejects.toMatchObject({
      code: 'CONNECTION_REFUSED',
      retry: 'at-once',
    });
    await expect(get('https://nobody.invalid')).rejects.toMatchObject({ code: 'HOST_NOT_FOUND', retry: 'at-once' });
  });

  it('was certainly not used when the handshake takes too long', async () => {
    const silent = await listen(createTcpServer((socket) => socket.on('error', () => undefined)));
    await expect(get(silent)).rejects.toMatchObject({ code: 'CONNECT_TIMED_OUT', retry: 'at-once' });
  });

  it('may have been used when it is cut, or when the answer does not come', async () => {
    const cutting = createTlsServer(good, (socket) => socket.once('data', () => socket.destroy()));
    await expect(get(await listen(cutting))).rejects.toMatchObject({ code: 'CONNECTION_LOST', retry: 'later' });
    const silent = createTlsServer(good, (socket) => socket.on('error', () => undefined).resume());
    await expect(get(await listen(silent))).rejects.toMatchObject({ code: 'CALL_TIMED_OUT', retry: 'later' });
  });

  it('is ended by too large an answer', async () => {
    const url = await tlsServer(good, `HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n${'x'.repeat(5000)}`);
    await expect(get(url)).rejects.toMatchObject({ code: 'ANSWER_TOO_LARGE', retry: 'never' });
  });

  it('is given up by a signal, whose reason tells why', async () => {
    const silent = await listen(createTlsServer(good, (socket) => socket.on('error', () => undefined).resume()));
    await expect(get(silent, undefined, AbortSignal.abort())).rejects.toMatchObject({ code: 'CALL_ABANDONED' });
    await expect(get(silent, undefined, AbortSignal.timeout(50))).rejects.toMatchObject({ code: 'CALL_TIMED_OUT' });
  });

  it('never shows path or query in an error', async () => {
    const error = await get(`https://localhost:${await freePort()}`).catch((caught: unknown) => caught);
    expect(`${String(error)} ${JSON.stringify(error)}`).not.toContain('secret');
  });
});

describe('a CA text', () => {
  it.each([
    ['nothing', ''],
    ['DER', '\u0030\u0082\u0000\uFFFD'],
    ['a key', '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----'],
    ['a broken certificate', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----'],
  ])('that holds %s is refused before anything is sent', (_, ca) => {
    expect(() => tlsConnectOptions({ ca, timeoutMs: 1 })).toThrow(
      expect.objectContaining({ code: 'TLS_CA_INVALID', retry: 'never' }),
    );
  });
});

describe('an error nobody foresaw', () => {
  it('keeps its cause and may pass', () => {
    const cause = Object.assign(new Error('odd'), { code: 'EODD' });
    const context = { url: 'https://wap:30004', purpose: 'the Admin API' };
    expect(describeConnectionError(cause, context)).toMatchObject({
      code: 'CONNECTION_FAILED',
      retry: 'later',
      cause,
      details: { cause: 'EODD' },
    });
    expect(describeConnectionError('text', context)).toMatchObject({ code: 'CONNECTION_FAILED' });
  });

  it('is found behind several addresses and behind errors that cause each other', () => {
    const context = { url: 'https://wap:30004', purpose: 'the Admin API' };
    const refused = Object.assign(new Error('no'), { code: 'ECONNREFUSED' });
    expect(describeConnectionError(new AggregateError([refused]), context)).toMatchObject({
      code: 'CONNECTION_REFUSED',
    });
    const circle = new Error('a');
    circle.cause = new Error('b', { cause: circle });
    expect(describeConnectionError(circle, context)).toMatchObject({ code: 'CONNECTION_FAILED' });
  });
});

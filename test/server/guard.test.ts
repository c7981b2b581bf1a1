import { once } from 'node:events';
import { connect } from 'node:net';
import { request } from 'node:http';
import { describe, expect, it } from 'vitest';
import { startServer } from '../../src/server/start-server.ts';
import { createMetrics } from '../../src/server/metrics/create-metrics.ts';
import { createInMemoryDaemon } from '../support/in-memory-daemon.ts';
import { runServer, TOKEN } from '../support/running-server.ts';

const READS = ['/readyz', '/metrics', '/api/v1/status', '/api/v1/openapi.json', '/api/v1/events', '/nothing'];

describe('the token', () => {
  it('is wanted for everything but /healthz, also for what there is not', async () => {
    const { call } = await runServer();
    for (const path of READS) expect([path, (await call('GET', path, { headers: {} })).status]).toEqual([path, 401]);
    expect((await call('GET', '/healthz', { headers: {} })).status).toBe(200);
  });

  it('is refused with one and the same answer, whatever is wrong with it', async () => {
    const { call } = await runServer();
    const wrong = ['', 'Bearer', 'Bearer x', `Bearer ${TOKEN}x`, `Bearer ${TOKEN.slice(1)}`, `Basic ${TOKEN}`, TOKEN];
    const answers = await Promise.all(
      wrong.map(async (authorization) => {
        const { status, text, headers } = await call('GET', '/api/v1/status', { headers: { authorization } });
        return `${status} ${headers.get('www-authenticate')} ${text}`;
      }),
    );
    expect(new Set(answers).size).toBe(1);
    expect(answers[0]).toMatch(/^401 Bearer .*SERVER_TOKEN_REFUSED/);
  });

  it('may come with any case of the scheme, as RFC 9110 has it', async () => {
    const { call } = await runServer();
    expect((await call('GET', '/readyz', { headers: { authorization: `bearer ${TOKEN}` } })).status).toBe(200);
  });

  it('must be set where other machines can reach the server', async () => {
    const options = {
      door: createInMemoryDaemon(),
      listen: '0.0.0.0:0',
      version: '0',
      metrics: createMetrics({ version: '0' }),
      now: () => 0,
      sleep: async () => undefined,
    };
    await expect(startServer(options)).rejects.toMatchObject({ code: 'SERVER_TOKEN_MISSING' });
    await expect(startServer({ ...options, listen: '127.0.0.1:0', token: '' })).rejects.toMatchObject({
      code: 'SERVER_TOKEN_MISSING',
    });
  });
});

describe('without a token, on this machine only', () => {
  it('whoever asks by a name of this machine is let in', async () => {
    const { port } = await runServer({ open: true });
    for (const host of [`127.0.0.1:${port}`, `localhost:${port}`, 'localhost', '127.8.9.1:80', `[::1]:${port}`])
      expect([host, await statusOf(port, { host })]).toEqual([host, 200]);
  });

  it('a name that leads here by DNS is refused', async () => {
    const { port } = await runServer({ open: true });
    for (const host of [
      'evil.example',
      `evil.example:${port}`,
      '127.0.0.1.evil.example',
      'localhost.evil.example',
      ' ',
    ])
      expect([host, await statusOf(port, { host })]).toEqual([host, 403]);
  });

  it('a page from elsewhere may change nothing, nor keep us busy', async () => {
    const { port, daemon } = await runServer({ open: true });
    const own = `127.0.0.1:${port}`;
    const change = async (headers: Readonly<Record<string, string>>) =>
      statusOf(port, { host: own, ...headers }, 'DELETE', '/api/v1/vdcs/acme-prod/pause');
    daemon.pauses.set('acme-prod', { reason: 'r', by: 'jo' });
    expect(await change({ origin: 'https://evil.example' })).toBe(403);
    expect(await change({ origin: 'null' })).toBe(403);
    expect(await change({ origin: 'http://127.0.0.1:1' })).toBe(403);
    expect(await change({ 'sec-fetch-site': 'cross-site' })).toBe(403);
    expect(await change({ 'sec-fetch-site': 'same-site' })).toBe(403);
    expect(daemon.pauses.size).toBe(1);
    const asPage = { host: own, 'sec-fetch-site': 'cross-site' };
    expect(await statusOf(port, { ...asPage, 'sec-fetch-mode': 'no-cors' })).toBe(403);
    expect(await statusOf(port, { ...asPage, 'sec-fetch-mode': 'navigate' })).toBe(200);
    expect(await change({ origin: `http://${own}`, 'sec-fetch-site': 'same-origin' })).toBe(204);
  });
});

describe('every answer', () => {
  it('forbids browsers to make anything of it', async () => {
    const { call } = await runServer();
    for (const [method, path] of [
      ['GET', '/healthz'],
      ['GET', '/metrics'],
      ['GET', '/api/v1/status'],
      ['GET', '/nothing'],
      ['POST', '/webhook'],
      ['POST', '/api/v1/approvals'],
    ] as const) {
      const { headers } = await call(method, path);
      expect(headers.get('content-security-policy')).toContain("default-src 'none'");
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('server')).toBeNull();
    }
  });

  it('has the one shape of errors, even to what is no HTTP', async () => {
    const { port } = await runServer();
    const broken = await speak(port, 'hello\r\n\r\n');
    expect(broken).toMatch(/^HTTP\/1\.1 400 /);
    expect(broken).toContain('"code":"REQUEST_INVALID"');
    expect(broken).toContain('content-security-policy');
    const long = await speak(port, `GET / HTTP/1.1\r\nhost: x\r\nx: ${'y'.repeat(20_000)}\r\n\r\n`);
    expect(long).toMatch(/^HTTP\/1\.1 431 /);
    const badPath = await speak(port, 'GET /api/v1/vdcs/%zz HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n');
    expect(badPath).toMatch(/^HTTP\/1\.1 40[01] /);
    expect(badPath).toContain('"error":{"code"');
  });
});

async function statusOf(
  port: number,
  headers: Readonly<Record<string, string>>,
  method = 'GET',
  path = '/readyz',
): Promise<number | undefined> {
  const asked = request({ host: '127.0.0.1', port, method, path, headers }).end();
  const [response] = await once(asked, 'response');
  response.resume();
  return response.statusCode;
}

/** What comes back for these very bytes, until the connection is closed. */
async function speak(port: number, bytes: string): Promise<string> {
  const socket = connect(port, '127.0.0.1').setEncoding('latin1');
  socket.write(bytes);
  let heard = '';
  for await (const chunk of socket) heard += String(chunk);
  return heard;
}

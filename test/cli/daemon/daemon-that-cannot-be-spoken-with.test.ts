import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createServer as createSocketServer } from 'node:net';
import { expect, it } from 'vitest';
import { daemonOrigin } from '../../../src/cli/daemon/daemon-origin.ts';
import { startCannedDaemon } from '../../support/canned-daemon.ts';
import { setCliStage } from '../../support/cli-stage.ts';
import { toldStatus } from '../../support/daemon-words.ts';

it.each([
  ['127.0.0.1:9090', 'http://127.0.0.1:9090'],
  ['0.0.0.0:9090', 'http://127.0.0.1:9090'],
  ['[::]:9090', 'http://[::1]:9090'],
  ['[::1]:80', 'http://[::1]:80'],
  ['vdc.corp.example:9090', 'http://vdc.corp.example:9090'],
])('calls what listens on %s at %s', (listen, origin) => {
  expect(daemonOrigin(listen)).toBe(origin);
});

it('cannot know a port that was taken because it was free', () => {
  expect(() => daemonOrigin('127.0.0.1:0')).toThrow(expect.objectContaining({ code: 'DAEMON_PORT_UNKNOWN' }));
});

it('says where it looked and what to do when nobody is there', async () => {
  const daemon = await startCannedDaemon();
  await daemon.die();
  const stage = setCliStage({ settings: `server: { listen: "${daemon.listen}" }\n` });
  expect(await stage.vdc('status')).toBe(1);
  expect(stage.err()).toContain('DAEMON_UNREACHABLE');
  expect(stage.err()).toContain(`http://${daemon.listen}`);
  expect(stage.err()).toContain('`vdc run`');
});

it('says where a refused token came from, and never what it is', async () => {
  await using daemon = await startCannedDaemon({ token: 'the right one', status: toldStatus() });
  const wrong = setCliStage({
    settings: `server: { listen: "${daemon.listen}", token: { env: VDC_TOKEN } }\n`,
    env: { VDC_TOKEN: 'the-wrong-one' },
  });
  expect(await wrong.vdc('status')).toBe(1);
  expect(wrong.err()).toMatch(/environment variable\s+VDC_TOKEN/);
  expect(wrong.err()).toContain('DAEMON_TOKEN_REFUSED');
  expect(wrong.err()).not.toContain('the-wrong-one');
  const none = setCliStage({ settings: `server: { listen: "${daemon.listen}" }\n` });
  expect(await none.vdc('status')).toBe(1);
  expect(none.err()).toContain('server.token is not in');
});

it.each([
  ['HTML', 200, { 'content-type': 'text/html' }, '<h1>Prometheus</h1>'],
  ['other JSON', 200, { 'content-type': 'application/json' }, '{"status":"success"}'],
  ['an error of another kind', 404, { 'content-type': 'application/json' }, '{"status":"error"}'],
  ['a way elsewhere, which is not gone', 302, { location: 'http://127.0.0.1:1/' }, ''],
])('knows another program on that port by its answer: %s', async (_, status, headers, body) => {
  let calls = 0;
  const server = createServer((_request, response) => {
    calls += 1;
    response.writeHead(status, headers).end(body);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const stage = setCliStage({
    settings: `server: { listen: "127.0.0.1:${(server.address() as AddressInfo).port}" }\n`,
  });
  expect(await stage.vdc('status')).toBe(1);
  expect(await stage.vdc('unpause', 'acme')).toBe(status === 200 ? 0 : 1);
  expect(stage.err()).toContain('DAEMON_ANSWER_UNKNOWN');
  expect(calls).toBe(2);
  server.close();
});

it('knows what speaks no HTTP at all', async () => {
  const server = createSocketServer(
    (socket) => void socket.on('error', () => undefined).end('SSH-2.0-OpenSSH_9.2\r\n'),
  );
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const stage = setCliStage({
    settings: `server: { listen: "127.0.0.1:${(server.address() as AddressInfo).port}" }\n`,
  });
  expect(await stage.vdc('status')).toBe(1);
  expect(stage.err()).toContain('DAEMON_ANSWER_UNKNOWN');
  server.close();
});

it('asks no proxy', async () => {
  await using daemon = await startCannedDaemon({ status: toldStatus() });
  process.env['HTTP_PROXY'] = 'http://127.0.0.1:1';
  try {
    const stage = setCliStage({ settings: `server: { listen: "${daemon.listen}" }\n` });
    expect(await stage.vdc('status')).toBe(0);
  } finally {
    delete process.env['HTTP_PROXY'];
  }
});

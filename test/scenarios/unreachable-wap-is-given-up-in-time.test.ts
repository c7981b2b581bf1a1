import { createServer, type Server } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import type { Run } from '../support/story-program.ts';
import { startStory, type Story } from '../support/story.ts';

/** So many seconds of the program's time pass in one of ours. */
const rate = 25;

async function startImpatientStory(): Promise<Story> {
  const story = await startStory();
  await story.spec('acme');
  story.simulator.clock.run(rate);
  return story;
}

const chatty = ['--log-format', 'json', '--log-level', 'debug', 'apply', '--yes'];

/** Seconds, on the program's own clock, from the first request that left to the last of which it heard, or gave up hearing. */
function secondsAsking({ err }: Run): number {
  const reports = err.split('\n').flatMap((line) => {
    const entry = line.startsWith('{') ? (JSON.parse(line) as Record<string, unknown>) : {};
    const heardAt = Date.parse(String(entry['time']));
    return entry['msg'] === 'request' ? [{ heardAt, leftAt: heardAt - Number(entry['durationMs']) }] : [];
  });
  expect(reports).not.toEqual([]);
  return (Math.max(...reports.map((one) => one.heardAt)) - Math.min(...reports.map((one) => one.leftAt))) / 1000;
}

it('gives up a port that nobody listens on', async () => {
  const story = await startImpatientStory();
  await story.setting(/adminApi: .*/, `adminApi: https://localhost:${await freePort()}`);
  const run = await story.vdc(...chatty);
  expect(run).toEnd(1, 'WAP_UNREACHABLE', 'ECONNREFUSED');
  expect(secondsAsking(run)).toBeLessThan(45);
});

it('gives up a server that takes connections and says nothing', async () => {
  const story = await startImpatientStory();
  await story.setting(/adminApi: .*/, `adminApi: https://localhost:${await startMuteServer()}`);
  const run = await story.vdc(...chatty);
  expect(run).toEnd(1, 'WAP_UNREACHABLE');
  expect(secondsAsking(run)).toBeLessThan(45);
});

it('gives up an Admin API that reads requests and never answers', async () => {
  const story = await startImpatientStory();
  story.simulator.latencyMs = 600_000;
  const run = await story.vdc(...chatty);
  expect(run).toEnd(1, 'WAP_UNREACHABLE');
  expect(secondsAsking(run)).toBeLessThan(45);
});

it.each(['nobody', 'mute'])('gives up an auth site where %s answers', async (who) => {
  const story = await startImpatientStory();
  const port = who === 'mute' ? await startMuteServer() : await freePort();
  await story.setting(story.simulator.urls.windowsAuth, `https://localhost:${port}`);
  const startedAt = performance.now();
  expect(await story.apply()).toEnd(1, 'admin auth site', String(port));
  expect(((performance.now() - startedAt) * rate) / 1000).toBeLessThan(45);
});

it('tells early that it is trying, and goes on when WAP is back in time', async () => {
  const story = await startImpatientStory();
  story.simulator.faults.add({ name: 'reset', count: 6 });
  expect(await story.apply()).toEnd(0, 'no answer from the Admin API, trying again');
  expect(story.made().subscriptions).toHaveLength(1);
});

it('finishes what it can when WAP dies in the middle, and the next apply does the rest', async () => {
  const story = await startImpatientStory();
  for (const name of ['b', 'c', 'd']) await story.spec(name);
  story.simulator.faults.add({ name: 'reset', after: 12 });
  expect(await story.apply()).toEnd(1, 'so nobody knows whether it was carried out');
  story.simulator.faults.clear();
  expect(await story.apply()).toEnd(0);
  expect(story.made()).toMatchObject({
    users: ['acme@example.org', 'b@example.org', 'c@example.org', 'd@example.org'],
    hostingPlans: [/^VDC acme: 8/, /^VDC b: 8/, /^VDC c: 8/, /^VDC d: 8/].map((one) => expect.stringMatching(one)),
    subscriptions: [/^acme: active/, /^b: active/, /^c: active/, /^d: active/].map((one) => expect.stringMatching(one)),
  });
});

async function startMuteServer(): Promise<number> {
  const server = createServer((socket) => socket.on('error', () => undefined));
  const port = await listen(server);
  onTestFinished(() => void server.close());
  return port;
}

async function freePort(): Promise<number> {
  const server = createServer();
  const port = await listen(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, 'localhost', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
}

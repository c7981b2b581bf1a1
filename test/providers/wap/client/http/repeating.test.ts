import { createServer } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { isOutcomeUnknown } from '../../../../../src/providers/wap/client/http/recognise-error.ts';
import type { Repeat, WapRequest } from '../../../../../src/providers/wap/client/http/transport.ts';
import { answerJson, type CannedAnswer } from '../../../../support/canned-server.ts';
import { selfSignedCertificate } from '../../../../support/self-signed-certificate.ts';
import { startWapTransport } from '../../../../support/wap-transport.ts';

const signal = new AbortController().signal;
const GET: WapRequest = { method: 'GET', path: '/plans', repeat: 'safe', signal };
const write = (repeat: Repeat): WapRequest => ({ method: 'POST', path: '/plans', body: {}, repeat, signal });
const realTime = {
  now: Date.now,
  sleep: async (ms: number, abort: AbortSignal) => wait(ms, undefined, { signal: abort }),
};

/** Fails in a way of the test's choosing, then answers. */
const failing =
  (times: number, fail: CannedAnswer): CannedAnswer =>
  (request, response, index) => {
    if (index < times) fail(request, response, index);
    else answerJson(response, { fine: true });
  };
const cut: CannedAnswer = (_, response) => response.destroy();
const cutBody: CannedAnswer = (_, response) => {
  response.writeHead(200, { 'content-length': '1000' }).write('{"a":');
  setImmediate(() => response.destroy());
};
const status =
  (code: number, headers: Readonly<Record<string, string>> = {}): CannedAnswer =>
  (_, response) =>
    response.writeHead(code, headers).end('{}');

describe('what is repeated', () => {
  it.each<[string, Repeat, CannedAnswer, number]>([
    ['a cut connection, of what is safe', 'safe', cut, 3],
    ['a cut body, of what is safe', 'safe', cutBody, 3],
    ['500, of what is safe', 'safe', status(500), 3],
    ['502, of what is safe', 'safe', status(502), 3],
    ['504, of what is safe', 'safe', status(504), 3],
    ['429, of what is safe', 'safe', status(429), 3],
    ['429, of what needs a look', 'look-first', status(429), 3],
  ])('%s', async (_, repeat, fail, requests) => {
    await using wap = await startWapTransport(failing(2, fail));
    expect((await wap.transport.request(write(repeat))).json).toEqual({ fine: true });
    expect(wap.server.requests).toHaveLength(requests);
  });

  it('a GET, whatever its caller says', async () => {
    await using wap = await startWapTransport(failing(1, cut));
    expect((await wap.transport.request({ ...GET, repeat: 'never' })).status).toBe(200);
  });

  it('nothing more often than six times, each with a longer wait', async () => {
    await using wap = await startWapTransport(status(503));
    await expect(wap.transport.request(GET)).rejects.toMatchObject({ code: 'WAP_FAILED' });
    expect(wap.server.requests).toHaveLength(6);
    expect(wap.clock.slept).toEqual([125, 250, 500, 1000, 2000]);
  });
});

describe('what is not repeated', () => {
  it.each<[string, Repeat, CannedAnswer]>([
    ['a cut connection, of what needs a look', 'look-first', cut],
    ['a cut body, of what needs a look', 'look-first', cutBody],
    ['a cut connection, of what is never repeated', 'never', cut],
    ['500, of what needs a look', 'look-first', status(500)],
    ['503, of what needs a look', 'look-first', status(503)],
  ])('%s: nobody knows whether it was done', async (_, repeat, fail) => {
    await using wap = await startWapTransport(failing(1, fail));
    const error: unknown = await wap.transport.request(write(repeat)).catch((e: unknown) => e);
    expect(error).toMatchObject({ code: 'WAP_OUTCOME_UNKNOWN', retry: 'later' });
    expect(isOutcomeUnknown(error)).toBe(true);
    expect(wap.server.requests).toHaveLength(1);
  });

  it.each([400, 404, 409, 501])('status %i, which would come again', async (code) => {
    await using wap = await startWapTransport(failing(1, status(code)));
    await expect(wap.transport.request(write('safe'))).rejects.toMatchObject({ details: { status: code } });
    expect(wap.server.requests).toHaveLength(1);
  });

  it('429, of what is never repeated', async () => {
    await using wap = await startWapTransport(failing(1, status(429)));
    await expect(wap.transport.request(write('never'))).rejects.toMatchObject({ code: 'WAP_BUSY' });
    expect(wap.server.requests).toHaveLength(1);
  });
});

describe('Retry-After', () => {
  it('is honoured in seconds', async () => {
    await using wap = await startWapTransport(failing(1, status(503, { 'retry-after': '7' })));
    await wap.transport.request(GET);
    expect(wap.clock.slept[0]).toBe(7_125);
  });

  it('is honoured as a date', async () => {
    const date = new Date(Date.UTC(2024, 4, 6, 0, 0, 9)).toUTCString();
    await using wap = await startWapTransport(failing(1, status(429, { 'retry-after': date })));
    await wap.transport.request(GET);
    expect(wap.clock.slept[0]).toBe(9_125);
  });

  it('holds the other requests back too', async () => {
    await using wap = await startWapTransport(failing(1, status(429, { 'retry-after': '5' })), { concurrency: 1 });
    await Promise.all([wap.transport.request(GET), wap.transport.request(GET)]);
    expect(wap.transport.figures().rateWaitMs + wap.transport.figures().slotWaitMs).toBeGreaterThanOrEqual(5_000);
  });

  it('is not waited for when it is too long, and the error says so to come back later', async () => {
    await using wap = await startWapTransport(status(429, { 'retry-after': '3600' }));
    await expect(wap.transport.request(GET)).rejects.toMatchObject({ code: 'WAP_BUSY', retry: 'later' });
    expect(wap.clock.slept).toEqual([]);
  });
});

describe('an endpoint that is not there', () => {
  it('is tried again for less than 45 seconds, even for what is never repeated', async () => {
    await using wap = await startWapTransport(status(200));
    await wap.server[Symbol.asyncDispose]();
    const started = wap.clock.now();
    await expect(wap.transport.request(write('never'))).rejects.toMatchObject({
      code: 'WAP_UNREACHABLE',
      retry: 'later',
      message: expect.stringContaining('Nothing listens'),
    });
    expect(wap.clock.slept.length).toBeGreaterThan(5);
    expect(wap.clock.now() - started).toBeLessThan(45_000);
  });

  it('does not cost every request its own 45 seconds', async () => {
    await using wap = await startWapTransport(status(200), { concurrency: 2 });
    await wap.server[Symbol.asyncDispose]();
    const started = wap.clock.now();
    const outcomes = await Promise.allSettled(Array.from({ length: 100 }, () => wap.transport.request(GET)));
    expect(outcomes.every((outcome) => outcome.status === 'rejected')).toBe(true);
    expect(wap.clock.now() - started).toBeLessThan(60_000);
  });

  it('is found again when it comes back', async () => {
    let isDown = true;
    await using wap = await startWapTransport((request, response, index) =>
      isDown ? cut(request, response, index) : answerJson(response, {}),
    );
    await expect(wap.transport.request(GET)).rejects.toMatchObject({ code: 'WAP_UNREACHABLE' });
    isDown = false;
    wap.clock.advance(60_000);
    expect((await wap.transport.request(GET)).status).toBe(200);
  });

  it('gives a read up that is accepted and never answered', async () => {
    await using wap = await startWapTransport(() => undefined, { ...realTime, giveUpMs: 80, timeoutMs: 10_000 });
    await expect(wap.transport.request(GET)).rejects.toMatchObject({ code: 'WAP_UNREACHABLE' });
  });

  it('gives a write all its time, and then does not know', async () => {
    await using wap = await startWapTransport(() => undefined, { ...realTime, giveUpMs: 40, timeoutMs: 150 });
    const started = performance.now();
    await expect(wap.transport.request(write('safe'))).rejects.toMatchObject({ code: 'WAP_OUTCOME_UNKNOWN' });
    expect(performance.now() - started).toBeGreaterThan(120);
    expect(wap.server.requests).toHaveLength(1);
  });

  it('is not waited for when its certificate is the trouble', async () => {
    await using wap = await startWapTransport(status(200), { ca: selfSignedCertificate(Date.now()).certificate });
    await expect(wap.transport.request(GET)).rejects.toMatchObject({ code: 'TLS_UNKNOWN_CA', retry: 'never' });
    expect(wap.clock.slept).toEqual([]);
  });

  it('counts as unreached when it hangs up during the handshake, so that even a write is repeated', async () => {
    const server = createServer((socket) => socket.destroy());
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as { port: number };
    await using wap = await startWapTransport(status(200), { baseUrl: `https://127.0.0.1:${port}` });
    await expect(wap.transport.request(write('never'))).rejects.toMatchObject({ code: 'WAP_UNREACHABLE' });
    expect(wap.clock.slept.length).toBeGreaterThan(1);
    server.close();
  });
});

describe('giving up by the caller', () => {
  it.each(['while it waits for an answer', 'while it waits to try again'])('works %s', async (when) => {
    const caller = new AbortController();
    const reason = new Error('stopping');
    await using wap = await startWapTransport(when.includes('answer') ? () => undefined : status(503), {
      sleep: (_ms, abort) => {
        caller.abort(reason);
        return Promise.reject(abort.reason as Error);
      },
    });
    const request = wap.transport.request({ ...GET, signal: caller.signal });
    const outcome = request.catch((error: unknown) => error);
    await wap.server.arrived(1);
    if (when.includes('answer')) caller.abort(reason);
    expect(await outcome).toBe(reason);
    expect(wap.transport.figures().inFlight).toBe(0);
  });

  it('works before anything is sent', async () => {
    await using wap = await startWapTransport(status(200));
    const request = wap.transport.request({ ...GET, signal: AbortSignal.abort(new Error('stopping')) });
    await expect(request).rejects.toThrow('stopping');
    expect(wap.server.requests).toEqual([]);
  });
});

describe('many requests', () => {
  it('are never more at once than allowed', async () => {
    await using wap = await startWapTransport(
      (_, response) => setImmediate(() => setImmediate(() => answerJson(response, {}))),
      { concurrency: 3 },
    );
    await Promise.all(Array.from({ length: 40 }, () => wap.transport.request(GET)));
    expect(wap.server.busiest()).toBe(3);
    expect(wap.server.requests).toHaveLength(40);
  });

  it('keep to the rate, and how long they waited is known', async () => {
    await using wap = await startWapTransport(status(200), { concurrency: 5, requestsPerSecond: 10 });
    const started = wap.clock.now();
    await Promise.all(Array.from({ length: 25 }, () => wap.transport.request(GET)));
    expect(wap.clock.now() - started).toBeGreaterThanOrEqual(2_000);
    expect(wap.transport.figures()).toMatchObject({ entered: 25, inFlight: 0, queued: 0 });
    expect(wap.transport.figures().rateWaitMs).toBeGreaterThan(0);
  });
});

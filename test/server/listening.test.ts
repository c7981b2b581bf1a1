import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { runServer, TOKEN } from '../support/running-server.ts';

describe('the server', () => {
  it('says what to do when another program has its port', async () => {
    const other = createServer();
    await once(other.listen(0, '127.0.0.1'), 'listening');
    const { port } = other.address() as AddressInfo;
    await expect(runServer({ listen: `127.0.0.1:${port}` })).rejects.toMatchObject({
      code: 'SERVER_CANNOT_LISTEN',
      message: expect.stringMatching(/another program has that port.*server\.listen/),
    });
    other.close();
  });

  it('says what to do when this machine has no such address', async () => {
    await expect(runServer({ listen: '192.0.2.1:0' })).rejects.toMatchObject({
      code: 'SERVER_CANNOT_LISTEN',
      message: expect.stringContaining('no network interface'),
    });
  });

  it('listens on IPv6 too, and tells the port that it was given', async () => {
    const { server, call } = await runServer({ listen: '[::1]:0' });
    expect(server.address).toMatch(/^http:\/\/\[::1\]:[1-9]\d*$/);
    expect((await call('GET', '/readyz')).status).toBe(200);
  });

  it('stops in bounded time with streams open, requests waiting and connections kept', async () => {
    const { server, call, daemon } = await runServer();
    await call('GET', '/readyz');
    const stream = await fetch(`${server.address}/api/v1/events`, { headers: { authorization: `Bearer ${TOKEN}` } });
    const waiting = call('POST', '/api/v1/vdcs/acme-prod/reconcile');
    await daemon.waits(1);
    const began = performance.now();
    await server.stop();
    expect(performance.now() - began).toBeLessThan(2_000);
    expect(await waiting).toMatchObject({ status: 503, json: { error: { code: 'SERVER_STOPPING' } } });
    expect(await stream.text()).toContain('retry:');
    await expect(fetch(`${server.address}/healthz`)).rejects.toThrow('fetch failed');
  });

  it('stops even when a request is never handled, and only once however often it is told', async () => {
    const { server, call, daemon } = await runServer({ sleep: soon });
    daemon.readStatuses = () => new Promise(() => undefined);
    const stuck = call('GET', '/api/v1/vdcs').catch((error: unknown) => error);
    await call('GET', '/readyz');
    await Promise.all([server.stop(), server.stop()]);
    expect(await stuck).toBeInstanceOf(Error);
  });

  it('reads nothing of the daemon any more once it has stopped', async () => {
    const { server, daemon } = await runServer();
    await server.stop();
    expect(() => daemon.emit({ kind: 'source-changed', atMs: 0 })).not.toThrow();
  });
});

/** As little time as passes at all; a heartbeat waits until it is told to stop. */
function soon(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
    if (ms < 10_000) setImmediate(resolve);
  });
}

import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { aDaemonStatus, aVdc } from '../support/in-memory-daemon.ts';
import { runServer } from '../support/running-server.ts';

const PATH = '/api/v1/vdcs/acme-prod/reconcile';

describe('POST /api/v1/vdcs/{name}/reconcile', () => {
  it('answers when exactly this request was handled, each with what became of it', async () => {
    const { call, daemon } = await runServer();
    const first = call('POST', PATH);
    await daemon.waits(1);
    const second = call('POST', PATH);
    await daemon.waits(2);
    daemon.vdcs.set('acme-prod', aVdc({ message: 'second' }));
    daemon.waiting[1]?.settle();
    expect((await second).json.message).toBe('second');
    daemon.vdcs.set('acme-prod', aVdc({ message: 'first' }));
    daemon.waiting[0]?.settle();
    expect(await first).toMatchObject({ status: 200, json: { name: 'acme-prod', message: 'first' } });
  });

  it('is given up when whoever asked has hung up, and not before', async () => {
    const { server, daemon } = await runServer({ open: true });
    const hangUp = new AbortController();
    const asked = fetch(server.address + PATH, {
      method: 'POST',
      signal: hangUp.signal,
      body: '{}',
      headers: JSON_BODY,
    });
    await daemon.waits(1);
    const signal = daemon.waiting[0]?.signal;
    expect(signal?.aborted).toBe(false);
    hangUp.abort();
    await expect(asked).rejects.toThrow('aborted');
    if (signal?.aborted === false) await once(signal, 'abort');
    expect(signal?.aborted).toBe(true);
  });

  it('takes a request that calls no body JSON, as many clients do', async () => {
    const { call, daemon } = await runServer({ open: true });
    const asked = call('POST', PATH, { headers: JSON_BODY });
    await daemon.waits(1);
    daemon.waiting[0]?.settle();
    expect((await asked).status).toBe(200);
  });

  it('says 404 for a VDC that nobody knows', async () => {
    const { call } = await runServer();
    expect(await call('POST', '/api/v1/vdcs/nobody/reconcile')).toMatchObject({
      status: 404,
      json: { error: { code: 'VDC_UNKNOWN' } },
    });
  });

  it('names the leader where this daemon only stands by', async () => {
    const { call, daemon } = await runServer();
    daemon.told = aDaemonStatus({ role: 'standby', leader: 'ops2 (process 17)' });
    expect(await call('POST', PATH)).toMatchObject({
      status: 503,
      json: { error: { code: 'DAEMON_STANDBY', leader: 'ops2 (process 17)' } },
    });
    expect(daemon.waiting).toEqual([]);
  });
});

const JSON_BODY = { 'content-type': 'application/json' };

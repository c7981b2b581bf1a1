import { setImmediate } from 'node:timers/promises';
import { Client } from 'pg';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startPostgresProxy } from '../../support/peers/postgres-proxy.ts';
import { canMeetPeers } from '../../support/peers/require-packages.ts';
import { aHistoryRecord, anEnding, anEntry, anIntent, aStatus, noonMs } from '../../support/state-builders.ts';
import { newInstallation, postgresForSuite } from './postgres-under-test.ts';

describe.runIf(canMeetPeers('postgres'))('a connection to PostgreSQL that breaks', () => {
  const server = postgresForSuite();

  async function openThroughProxy() {
    const proxy = await startPostgresProxy(server().port);
    const stores = newInstallation({ url: `postgres://postgres@127.0.0.1:${proxy.port}/postgres` });
    onTestFinished(async () => {
      await stores.close();
      await proxy[Symbol.asyncDispose]();
    });
    return { proxy, stores, store: await stores.open() };
  }

  it('in the midst of a transaction, before its COMMIT, is replaced, and all is written once', async () => {
    const stores = newInstallation(server());
    onTestFinished(() => stores.close());
    const store = await stores.open();
    await store.begin(anIntent());
    const blocker = new Client({ connectionString: server().url });
    await blocker.connect();
    await blocker.query(`BEGIN; LOCK TABLE ${stores.schema}.history IN ACCESS EXCLUSIVE MODE`);
    const ended = store.end(anEnding({ history: [aHistoryRecord()] }));
    const waiting = `SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
      WHERE application_name = 'vdc' AND wait_event_type = 'Lock'`;
    while ((await server().psql(waiting)) === '0') await setImmediate();
    await blocker.query('COMMIT');
    await blocker.end();
    await ended;
    expect(await store.readHistory({ limit: 10 })).toEqual([aHistoryRecord()]);
    expect(await store.readOpenIntents()).toEqual([]);
  });

  it('whose COMMIT arrived but whose answer was lost leaves what was written uncertain, and to do it again is safe', async () => {
    const { proxy, store } = await openThroughProxy();
    const begin = () => store.begin(anIntent({ destructions: ['delete'] }));
    const end = () => store.end(anEnding({ history: [aHistoryRecord()] }));
    let armed = proxy.arm('answer-lost');
    await expect(begin()).rejects.toMatchObject({ code: 'STATE_UNCERTAIN', retry: 'later' });
    await armed;
    // It does stand: so it cannot be begun again, and nothing is called for it before somebody looked.
    await expect(begin()).rejects.toMatchObject({ code: 'STATE_INTENT_EXISTS' });
    expect(await store.readOpenIntents()).toHaveLength(1);
    armed = proxy.arm('answer-lost');
    await expect(end()).rejects.toMatchObject({ code: 'STATE_UNCERTAIN' });
    await armed;
    await expect(end()).rejects.toMatchObject({ code: 'STATE_INTENT_UNKNOWN' });
    expect(await store.readHistory({ limit: 10 })).toEqual([aHistoryRecord()]);
  });

  it('whose COMMIT never arrived leaves nothing, is as uncertain, and doing it again works', async () => {
    const { proxy, store } = await openThroughProxy();
    void proxy.arm('lost');
    await expect(store.begin(anIntent())).rejects.toMatchObject({ code: 'STATE_UNCERTAIN' });
    expect(await store.readOpenIntents()).toEqual([]);
    await store.begin(anIntent());
    expect(await store.readOpenIntents()).toHaveLength(1);
  });

  it('cannot be held open by a frozen leader: the server ends its session, another takes over, its write is refused', async () => {
    const { proxy, stores, store } = await openThroughProxy();
    const standby = await stores.open();
    await store.acquireLease({ holder: 'frozen', ttlMs: 500 });
    const held = proxy.arm('held');
    const written = store.remember([anEntry()]).catch((error: unknown) => error);
    await held;
    // The check was made and passed, so its transaction has the row of the lease.
    const startedMs = performance.now();
    while ((await standby.acquireLease({ holder: 'standby', ttlMs: 60_000 })) === undefined) await setImmediate();
    expect(performance.now() - startedMs).toBeLessThan(12_000);
    expect(await written).toMatchObject({ code: 'STATE_FENCED' });
    expect((await standby.readMemory(noonMs)).inventory).toEqual([]);
  });

  it('is given up when nothing comes back any more', { timeout: 60_000 }, async () => {
    const { proxy, store } = await openThroughProxy();
    proxy.goSilent();
    await expect(store.readStatuses()).rejects.toMatchObject({ code: 'STATE_UNREACHABLE', retry: 'later' });
  });

  it('is given up when a lock is not given back', async () => {
    const stores = newInstallation(server());
    onTestFinished(() => stores.close());
    const store = await stores.open();
    const blocker = new Client({ connectionString: server().url });
    await blocker.connect();
    await blocker.query(`BEGIN; LOCK TABLE ${stores.schema}.status IN ACCESS EXCLUSIVE MODE`);
    await expect(store.writeStatuses([aStatus()], [])).rejects.toMatchObject({ code: 'STATE_BUSY', retry: 'later' });
    await blocker.end();
    await store.writeStatuses([aStatus()], []);
  });
});

describe.runIf(canMeetPeers('postgres'))('a PostgreSQL that goes away', () => {
  const server = postgresForSuite({ fsync: 'on' });

  it.each(['fast', 'immediate'] as const)('and comes back (%s) is found again by the store', async (how) => {
    const stores = newInstallation(server());
    onTestFinished(() => stores.close());
    const store = await stores.open();
    const lease = await store.acquireLease({ holder: 'us', ttlMs: 600_000 });
    await store.remember([anEntry()]);
    await server().stop(how);
    const refused = { code: 'STATE_UNREACHABLE', retry: 'later' };
    await expect(store.readMemory(noonMs)).rejects.toMatchObject(refused);
    await expect(store.remember([anEntry({ generation: 2 })])).rejects.toMatchObject(refused);
    await expect(lease?.renew()).rejects.toMatchObject(refused);
    await expect(store.acquireLease({ holder: 'us', ttlMs: 1 })).rejects.toMatchObject(refused);
    await expect(stores.open()).rejects.toMatchObject(refused);
    await server().start();
    expect((await store.readMemory(noonMs)).inventory).toEqual([anEntry()]);
    expect(await lease?.renew()).toBe(true);
    await store.remember([anEntry({ generation: 3 })]);
  });

  it('and comes back while the store looks away is not even noticed', async () => {
    const stores = newInstallation(server());
    onTestFinished(() => stores.close());
    const store = await stores.open();
    await Promise.all([store.remember([anEntry()]), store.readHistory({ limit: 1 }), store.readStatuses()]);
    await server().stop('immediate');
    await server().start();
    await store.remember([anEntry({ generation: 2 })]);
    expect((await store.readMemory(noonMs)).inventory).toEqual([anEntry({ generation: 2 })]);
  });

  it('does not keep the store from being closed', async () => {
    const store = await newInstallation(server()).open();
    await store.acquireLease({ holder: 'us', ttlMs: 1_000 });
    await server().stop();
    await expect(store.close()).resolves.toBeUndefined();
    await server().start();
  });
});

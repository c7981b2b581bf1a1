import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { migrate } from '../../../src/state/sqlite/migrate.ts';
import { migrations } from '../../../src/state/sqlite/migrations.ts';
import { openSqliteStore } from '../../../src/state/sqlite/open-sqlite-store.ts';
import { aHistoryRecord, anEnding, anEntry, anIntent, aStatus, noonMs } from '../../support/state-builders.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const first = 'CREATE TABLE thing (name TEXT) STRICT';
const second = `ALTER TABLE thing ADD COLUMN size INTEGER NOT NULL DEFAULT 7`;
const broken = `CREATE TABLE half (name TEXT); INSERT INTO nowhere VALUES (1)`;

function openAt(path: string, migrations: readonly string[]): DatabaseSync {
  const database = new DatabaseSync(path);
  migrate(database, { file: path, migrations, nowMs: noonMs });
  return database;
}

describe('migrating a state file', () => {
  it('brings an older file forward and keeps what is in it', () => {
    const path = join(temporaryFolder(), 'vdc.db');
    const old = openAt(path, [first]);
    old.exec(`INSERT INTO thing VALUES ('kept')`);
    old.close();
    const now = openAt(path, [first, second]);
    expect({ ...now.prepare('SELECT * FROM thing').get() }).toEqual({ name: 'kept', size: 7 });
    expect(
      now
        .prepare('SELECT version FROM schema_version')
        .all()
        .map(({ version }) => version),
    ).toEqual([1, 2]);
    now.close();
  });

  it('does nothing to a file that is up to date', () => {
    const path = join(temporaryFolder(), 'vdc.db');
    openAt(path, [first]).close();
    const before = readFileSync(path);
    openAt(path, [first]).close();
    expect(readFileSync(path)).toEqual(before);
  });

  it('leaves the file at its old version when a migration fails', () => {
    const path = join(temporaryFolder(), 'vdc.db');
    openAt(path, [first]).close();
    expect(() => openAt(path, [first, second, broken])).toThrow('nowhere');
    const old = openAt(path, [first]);
    expect(old.prepare(`SELECT name FROM sqlite_schema WHERE name = 'half'`).get()).toBeUndefined();
    expect(old.prepare('SELECT * FROM thing').columns()).toHaveLength(1);
    old.close();
  });

  it('gives a file of the first version a place for machines, and keeps all that it has', async () => {
    const path = join(temporaryFolder(), 'vdc.db');
    const old = openAt(path, migrations.slice(0, 1));
    const put = (sql: string, ...values: readonly (string | number)[]) => old.prepare(sql).run(...values);
    put('INSERT INTO inventory VALUES (?, ?)', 'acme-prod', JSON.stringify(anEntry()));
    put('INSERT INTO created_user VALUES (?, ?)', 'ops@acme.example', noonMs);
    put('INSERT INTO past_vdc VALUES (?, ?)', 'gone', 3);
    put('INSERT INTO intent VALUES (?, ?, ?)', 'intent-1', 'acme-prod', JSON.stringify(anIntent()));
    put('INSERT INTO history (vdc, record) VALUES (?, ?)', 'acme-prod', JSON.stringify(aHistoryRecord()));
    put('INSERT INTO destruction (at_ms, kind, subject) VALUES (?, ?, ?)', noonMs, 'suspend', 'subscription-1');
    old.close();
    const store = await openSqliteStore({ path, now: () => noonMs });
    await store.holdVms('subscription-1', { isComplete: true, vms: [] });
    expect(await store.readMemory(noonMs)).toEqual({
      inventory: [anEntry()],
      lastGenerations: new Map([['gone', 3]]),
      createdUsers: new Map([['ops@acme.example', noonMs]]),
      accounts: [],
      heldVms: new Map([['subscription-1', { isComplete: true, vms: [] }]]),
      pauses: new Map(),
      destructionsInLastDay: { delete: new Set(), suspend: new Set(['subscription-1']), shrink: new Set() },
    });
    expect(await store.readOpenIntents()).toEqual([anIntent()]);
    expect(await store.readHistory({ limit: 10 })).toEqual([aHistoryRecord()]);
    await store.close();
  });

  it('gives a file of the second version all that came later, and keeps all that it has', async () => {
    const path = join(temporaryFolder(), 'vdc.db');
    const old = openAt(path, migrations.slice(0, 2));
    const put = (sql: string, ...values: readonly (string | number)[]) => old.prepare(sql).run(...values);
    const { sinceMs: _, ...status } = aStatus();
    put('INSERT INTO inventory VALUES (?, ?)', 'acme-prod', JSON.stringify(anEntry({ generation: 4 })));
    put('INSERT INTO held_vms VALUES (?, ?)', 'subscription-1', JSON.stringify({ isComplete: true, vms: [] }));
    // Written in another order than that of their ids.
    for (const id of ['z', 'a', 'm'])
      put('INSERT INTO intent VALUES (?, ?, ?)', id, `vdc-${id}`, JSON.stringify(anIntent({ id, vdc: `vdc-${id}` })));
    for (const message of ['1', '2', '2'])
      put('INSERT INTO history (vdc, record) VALUES (?, ?)', 'acme-prod', JSON.stringify(aHistoryRecord({ message })));
    put('INSERT INTO status VALUES (?, ?, ?, ?)', 'acme-prod', 'ready', noonMs - 9, JSON.stringify(status));
    put('INSERT INTO writer VALUES (1, ?, ?, ?)', 4711, 'gone', noonMs);
    old.close();
    const store = await openSqliteStore({ path, now: () => noonMs });
    const memory = await store.readMemory(noonMs);
    expect(memory.inventory).toEqual([anEntry({ generation: 4 })]);
    expect(memory.heldVms.size).toBe(1);
    expect((await store.readOpenIntents()).map(({ id }) => id)).toEqual(['z', 'a', 'm']);
    expect(await store.readStatuses()).toEqual([aStatus({ sinceMs: noonMs - 9 })]);
    expect(await store.readHistory({ limit: 10 })).toEqual(
      ['2', '2', '1'].map((message) => aHistoryRecord({ message })),
    );
    expect(await store.readLeaseHolder()).toBeUndefined();
    await store.end(anEnding({ intentId: 'z', vdc: 'vdc-z', history: [aHistoryRecord({ message: '3' })] }));
    await store.begin(anIntent({ id: 'next', entry: anEntry({ generation: 5 }) }));
    await store.end(anEnding({ intentId: 'next', entry: { forget: true } }));
    expect((await store.readHistory({ limit: 1 }))[0]?.message).toBe('3');
    expect((await store.readMemory(noonMs)).lastGenerations).toEqual(new Map([['acme-prod', 5]]));
    await store.close();
  });

  it('brings forward a file in which a row cannot be understood, and leaves that row for whoever reads it', async () => {
    const path = join(temporaryFolder(), 'vdc.db');
    const old = openAt(path, migrations.slice(0, 2));
    old.exec(`INSERT INTO inventory VALUES ('acme-prod', '{"name":')`);
    old.exec(`INSERT INTO history (vdc, record) VALUES ('acme-prod', '[]')`);
    old.exec(`INSERT INTO status VALUES ('acme-prod', 'ready', 0, 'no json')`);
    old.close();
    const store = await openSqliteStore({ path, now: () => noonMs });
    for (const read of [store.readMemory(noonMs), store.readHistory({ limit: 1 }), store.readStatuses()])
      await expect(read).rejects.toMatchObject({ code: 'STATE_ROW_UNREADABLE' });
    await store.close();
  });

  it('refuses a file that a newer program has written, and leaves it as it is', async () => {
    const path = join(temporaryFolder(), 'vdc.db');
    const store = await openSqliteStore({ path, now: () => noonMs });
    await store.remember([anEntry()]);
    await store.close();
    const newer = new DatabaseSync(path);
    newer.exec('INSERT INTO schema_version VALUES (99, 0)');
    newer.close();
    const before = readFileSync(path);
    await expect(openSqliteStore({ path, now: () => noonMs })).rejects.toMatchObject({
      code: 'STATE_NEWER',
      details: { version: 99 },
    });
    expect(readFileSync(path)).toEqual(before);
  });
});

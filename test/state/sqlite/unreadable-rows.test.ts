import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { openSqliteStore, type SqliteStore } from '../../../src/state/sqlite/open-sqlite-store.ts';
import {
  aHistoryRecord,
  anAction,
  anEnding,
  anEntry,
  anIntent,
  aStatus,
  noonMs,
} from '../../support/state-builders.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const { generation: _, ...withoutGeneration } = anEntry();
const read = {
  memory: (store: SqliteStore) => store.readMemory(noonMs),
  intents: (store: SqliteStore) => store.readOpenIntents(),
  history: (store: SqliteStore) => store.readHistory({ limit: 10 }),
  statuses: (store: SqliteStore) => store.readStatuses(),
};

const cases = [
  ['an inventory entry that is no JSON', 'inventory', 'entry', '{"name":', 'is no JSON', read.memory],
  ['an inventory entry without its generation', 'inventory', 'entry', withoutGeneration, '.generation', read.memory],
  ['a limit that is no number', 'inventory', 'entry', withLimit('many'), '.lastSpec.limits.cpu', read.memory],
  ['an inventory entry that is a list', 'inventory', 'entry', [], 'not an object', read.memory],
  ['machines that are no JSON', 'held_vms', 'held', '{"vms":', 'is no JSON', read.memory],
  [
    'a machine that was in no known state',
    'held_vms',
    'held',
    withVm({ before: 'dancing' }),
    '.vms[0].before',
    read.memory,
  ],
  [
    'a machine that was asked for something nobody knows',
    'held_vms',
    'held',
    withVm({ asked: { operation: 'detonate', atMs: noonMs } }),
    '.vms[0].asked.operation',
    read.memory,
  ],
  ['machines without their list', 'held_vms', 'held', { isComplete: true }, '.vms', read.memory],
  ['an unknown action', 'intent', 'intent', withAction('detonate'), '.actions[0].verb', read.intents],
  ['an outcome nobody knows', 'history', 'record', { ...aHistoryRecord(), outcome: 'maybe' }, '.outcome', read.history],
  [
    'a status of another shape',
    'status',
    'status',
    { ...aStatus(), observed: { cpu: null } },
    '.observed.cpu',
    read.statuses,
  ],
] as const;

describe('a row that cannot be understood', () => {
  it.each(cases)('is an error that names the row: %s', async (_title, table, column, value, where, readIt) => {
    const path = join(temporaryFolder(), 'vdc.db');
    const store = await openSqliteStore({ path, now: () => noonMs });
    await store.begin(anIntent());
    await store.begin(anIntent({ id: 'intent-2', vdc: 'other', entry: anEntry({ name: 'other' }) }));
    await store.end(anEnding({ intentId: 'intent-2', vdc: 'other', history: [aHistoryRecord()] }));
    await store.writeStatuses([aStatus()], []);
    await store.holdVms('subscription-1', withVm({}));
    await expect(readIt(store)).resolves.toBeDefined();
    const tool = new DatabaseSync(path);
    tool
      .prepare(`UPDATE ${table} SET ${column} = ? WHERE rowid = 1`)
      .run(typeof value === 'string' ? value : JSON.stringify(value));
    tool.close();
    const error = await readIt(store).catch((reason: unknown) => reason);
    expect(error).toMatchObject({
      code: 'STATE_ROW_UNREADABLE',
      retry: 'never',
      message: expect.stringContaining(where),
      details: { table, row: expect.anything() },
    });
    await store.close();
  });

  it('lets members through that this version does not know, so that nothing is lost by reading', async () => {
    const path = join(temporaryFolder(), 'vdc.db');
    const store = await openSqliteStore({ path, now: () => noonMs });
    const entry = { ...anEntry(), later: 'addition' };
    await store.remember([entry]);
    expect((await store.readMemory(noonMs)).inventory).toEqual([entry]);
    await store.close();
  });
});

function withVm<Over>(over: Over) {
  return {
    isComplete: false,
    vms: [{ id: 'vm-1', stampId: 'stamp-1', name: 'web', before: 'running' as const, ...over }],
  };
}

function withLimit(cpu: string) {
  return { ...anEntry(), lastSpec: { ...anEntry().lastSpec, limits: { ...anEntry().lastSpec.limits, cpu } } };
}

function withAction(verb: string) {
  return { ...anIntent(), actions: [{ ...anAction, verb }] };
}

import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { createGroupCommit } from '../../../src/state/sql/group-commit.ts';
import { statement, type Query } from '../../../src/state/sql/statement.ts';
import { createSqliteDatabase } from '../../../src/state/sqlite/sqlite-database.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const insert = (orElse: string): Query<{ name: string }> => ({
  sql: `INSERT OR ${orElse} INTO names VALUES (?)`,
  slots: ['name'],
});

/** A database with one table of distinct names, and how often it has committed. */
function openNames() {
  const file = join(temporaryFolder(), 'names.db');
  const database = new DatabaseSync(file);
  onTestFinished(() => database.close());
  database.exec('PRAGMA journal_mode = WAL; CREATE TABLE names (name TEXT PRIMARY KEY)');
  const exec = vi.spyOn(database, 'exec');
  const place = { name: `state file ${file}`, tool: 'the sqlite3 tool', details: { file } };
  return {
    put: (name: string, orElse = 'ABORT') => statement(insert(orElse), { name }),
    group: createGroupCommit(createSqliteDatabase({ database, place, checkLease: () => undefined })),
    commits: () => exec.mock.calls.filter(([sql]) => sql === 'COMMIT').length,
    names: () =>
      database
        .prepare('SELECT name FROM names ORDER BY rowid')
        .all()
        .map(({ name }) => name),
  };
}

describe('group commit', () => {
  it('makes one transaction of what is given in one turn of the event loop, however many microtasks that takes', async () => {
    const { group, put, commits, names } = openNames();
    const writes = Array.from({ length: 1_000 }, async (_, n) => {
      for (let depth = 0; depth < n % 5; depth += 1) await Promise.resolve();
      await group.write([put(`name-${n}`)]);
    });
    await Promise.all(writes);
    expect(commits()).toBe(1);
    expect(names()).toHaveLength(1_000);
  });

  it('makes another transaction of the next turn', async () => {
    const { group, put, commits } = openNames();
    await group.write([put('a')]);
    await group.write([put('b')]);
    expect(commits()).toBe(2);
  });

  it('undoes and rejects a failing write alone', async () => {
    const { group, put, names } = openNames();
    const results = await Promise.allSettled([
      group.write([put('a')]),
      group.write([put('half'), put('a')]),
      group.write([put('b')]),
    ]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(names()).toEqual(['a', 'b']);
  });

  it('fails the whole group when the transaction itself is lost, and writes nothing outside of one', async () => {
    const { group, put, names } = openNames();
    await group.write([put('before')]);
    const results = await Promise.allSettled([
      group.write([put('a')]),
      // What SQLite does by itself when the disk is full or cannot be read: everything is rolled back.
      group.write([put('before', 'ROLLBACK')]),
      group.write([put('b')]),
    ]);
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect(names()).toEqual(['before']);
    await group.write([put('after')]);
    expect(names()).toEqual(['before', 'after']);
  });
});

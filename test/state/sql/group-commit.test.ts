import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { createGroupCommit } from '../../../src/state/sql/group-commit.ts';
import type { Write, Written } from '../../../src/state/sql/sql-database.ts';
import type { Statement } from '../../../src/state/sql/statement.ts';

const aWrite = (name: string): Write => [{ query: { sql: name, slots: [] }, values: [] } satisfies Statement];

/** A database that takes as long as the story wants; tells which groups it was given. */
function slowDatabase() {
  const groups: (readonly string[])[] = [];
  const waiting: (() => void)[] = [];
  return {
    groups,
    answer: () => waiting.shift()?.(),
    commit: (group: readonly Write[]) => {
      groups.push(group.map(([one]) => one?.query.sql ?? ''));
      const written: readonly Written[] = group.map(() => ({ changes: [1] }));
      return new Promise<readonly Written[]>((resolve) => waiting.push(() => resolve(written)));
    },
  };
}

describe('group commit over a database that is far away', () => {
  it('gathers what is given while a group is on its way into the next one, and never sends two at a time', async () => {
    const database = slowDatabase();
    const group = createGroupCommit(database);
    const writes = [group.write(aWrite('a')), group.write(aWrite('b'))];
    await setImmediate();
    for (const name of ['c', 'd']) {
      writes.push(group.write(aWrite(name)));
      await setImmediate();
    }
    expect(database.groups).toEqual([['a', 'b']]);
    database.answer();
    await writes[0];
    await setImmediate();
    expect(database.groups).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ]);
    database.answer();
    await Promise.all(writes);
  });

  it('lets a reader wait for all that was given before it, also for what had to stand in line', async () => {
    const database = slowDatabase();
    const group = createGroupCommit(database);
    const first = group.write(aWrite('a'));
    await setImmediate();
    const second = group.write(aWrite('b'));
    let isFlushed = false;
    const flushed = group.flush().then(() => (isFlushed = true));
    database.answer();
    await first;
    await setImmediate();
    expect(isFlushed).toBe(false);
    database.answer();
    await Promise.all([second, flushed]);
  });

  it('tells every writer of a group that was lost, and goes on with the next', async () => {
    let isBroken = true;
    const group = createGroupCommit({
      commit: async (writes) => {
        if (isBroken) throw new Error('lost');
        return writes.map(() => ({ changes: [1] }));
      },
    });
    const results = await Promise.allSettled([group.write(aWrite('a')), group.write(aWrite('b'))]);
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    isBroken = false;
    await group.write(aWrite('c'));
  });
});

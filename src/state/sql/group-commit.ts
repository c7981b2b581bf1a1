import { setImmediate } from 'node:timers';
import type { SqlDatabase, Write } from './sql-database.ts';

export interface GroupCommit {
  /** Runs `write` with the others of this turn in one transaction. Resolves, with the changed rows, when it is durable. */
  write(write: Write): Promise<readonly number[]>;
  /** Commits at once what was given so far, so that a read sees every write given before it. Never throws. */
  flush(): Promise<void>;
}

interface Pending {
  readonly write: Write;
  readonly resolve: (changes: readonly number[]) => void;
  readonly reject: (reason: unknown) => void;
}

/**
 * Gathers the writes of one turn of the event loop into one transaction, in their order: a durable commit costs an
 * fsync or a way to the server and back, and a burst of a thousand intents must not cost a thousand. What is given while
 * a group is on its way makes up the next one.
 */
export function createGroupCommit(database: Pick<SqlDatabase, 'commit'>): GroupCommit {
  let pending: Pending[] = [];
  let isCommitting = false;
  let running: Promise<void> = Promise.resolve();

  async function commitAll(): Promise<void> {
    isCommitting = true;
    while (pending.length > 0) {
      const group = pending;
      pending = [];
      await commitGroup(database, group);
    }
    isCommitting = false;
  }

  function flush(): Promise<void> {
    if (!isCommitting && pending.length > 0) running = commitAll();
    return running;
  }

  return {
    write: (write) =>
      new Promise((resolve, reject) => {
        // Not a microtask: the burst of one turn often spans several of them.
        if (pending.length === 0) setImmediate(() => void flush());
        pending.push({ write, resolve, reject });
      }),
    flush,
  };
}

async function commitGroup(database: Pick<SqlDatabase, 'commit'>, group: readonly Pending[]): Promise<void> {
  try {
    const written = await database.commit(group.map(({ write }) => write));
    for (const [index, one] of group.entries()) {
      const how = written[index] ?? { error: new Error('a database answers for each write of a group') };
      if ('error' in how) one.reject(how.error);
      else one.resolve(how.changes);
    }
  } catch (error) {
    for (const one of group) one.reject(error);
  }
}

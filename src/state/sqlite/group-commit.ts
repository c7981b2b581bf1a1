import type { DatabaseSync } from 'node:sqlite';
import { setImmediate } from 'node:timers';

export interface GroupCommit {
  /** Runs `write` with the others of this turn in one transaction. Resolves when it is durable. */
  write(write: () => void): Promise<void>;
  /** Commits at once what was given so far, so that a read sees every write given before it. */
  flush(): void;
}

interface Pending {
  readonly write: () => void;
  readonly resolve: () => void;
  readonly reject: (reason: unknown) => void;
}

/**
 * Gathers the writes of one turn of the event loop into one transaction, in their order: a durable commit costs an
 * fsync, and a burst of a thousand intents must not cost a thousand. A write that throws is undone and rejected alone.
 */
export function createGroupCommit(database: DatabaseSync): GroupCommit {
  let pending: Pending[] = [];

  function flush(): void {
    const group = pending;
    pending = [];
    if (group.length > 0) commitGroup(database, group);
  }

  return {
    write: (write) =>
      new Promise<void>((resolve, reject) => {
        // Not a microtask: the burst of one turn often spans several of them.
        if (pending.length === 0) setImmediate(flush);
        pending.push({ write, resolve, reject });
      }),
    flush,
  };
}

function commitGroup(database: DatabaseSync, group: readonly Pending[]): void {
  const failures = new Map<Pending, unknown>();
  try {
    database.exec('BEGIN IMMEDIATE');
    for (const one of group) runInSavepoint(database, one, failures);
    database.exec('COMMIT');
  } catch (error) {
    if (database.isOpen && database.isTransaction) database.exec('ROLLBACK');
    for (const one of group) one.reject(failures.get(one) ?? error);
    return;
  }
  for (const one of group) {
    if (failures.has(one)) one.reject(failures.get(one));
    else one.resolve();
  }
}

/** Throws only when the whole transaction is lost. */
function runInSavepoint(database: DatabaseSync, one: Pending, failures: Map<Pending, unknown>): void {
  database.exec('SAVEPOINT one');
  try {
    one.write();
  } catch (error) {
    // A full disk or a failed read makes SQLite roll back everything; to go on would write outside any transaction.
    if (!database.isTransaction) throw error;
    failures.set(one, error);
    database.exec('ROLLBACK TO one');
  }
  database.exec('RELEASE one');
}

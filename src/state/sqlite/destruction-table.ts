import type { DatabaseSync } from 'node:sqlite';
import type { Destruction, Memory } from '../../model/memory.ts';

export interface DestructionTable {
  /** `subject` is what is destroyed: trying the same again and again counts once. */
  add(destruction: Destruction, subject: string, atMs: number): void;
  countInLastDay(nowMs: number): Memory['destructionsInLastDay'];
}

const dayMs = 24 * 60 * 60 * 1000;
/** Longer than needed, so that a clock that is set back for a while finds what it counts. */
const keptMs = 7 * dayMs;

export function destructionTable(database: DatabaseSync): DestructionTable {
  const add = database.prepare('INSERT INTO destruction (at_ms, kind, subject) VALUES (?, ?, ?)');
  const prune = database.prepare('DELETE FROM destruction WHERE at_ms < ?');
  // No upper end: what a clock that ran ahead has written still counts.
  const count = database.prepare(
    'SELECT kind, count(DISTINCT subject) AS count FROM destruction WHERE at_ms > ? GROUP BY kind',
  );
  return {
    add(destruction, subject, atMs) {
      prune.run(atMs - keptMs);
      add.run(atMs, destruction, subject);
    },
    countInLastDay(nowMs) {
      const counts = new Map(count.all(nowMs - dayMs).map((row) => [row['kind'], Number(row['count'])]));
      return {
        delete: counts.get('delete') ?? 0,
        suspend: counts.get('suspend') ?? 0,
        shrink: counts.get('shrink') ?? 0,
      };
    },
  };
}

import type { DatabaseSync } from 'node:sqlite';
import type { Destruction, Memory } from '../../model/memory.ts';

export interface DestructionTable {
  /** `subject` is what is destroyed: trying the same again and again counts once. */
  add(destruction: Destruction, subject: string, atMs: number): void;
  readLastDay(nowMs: number): Memory['destructionsInLastDay'];
}

const dayMs = 24 * 60 * 60 * 1000;
/** Longer than needed, so that a clock that is set back for a while finds what it counts. */
const keptMs = 7 * dayMs;

export function destructionTable(database: DatabaseSync): DestructionTable {
  const add = database.prepare('INSERT INTO destruction (at_ms, kind, subject) VALUES (?, ?, ?)');
  const prune = database.prepare('DELETE FROM destruction WHERE at_ms < ?');
  // No upper end: what a clock that ran ahead has written still counts.
  const read = database.prepare(
    'SELECT DISTINCT kind, subject FROM destruction WHERE at_ms > ? ORDER BY kind, subject',
  );
  return {
    add(destruction, subject, atMs) {
      prune.run(atMs - keptMs);
      add.run(atMs, destruction, subject);
    },
    readLastDay(nowMs) {
      const rows = read.all(nowMs - dayMs);
      const subjectsOf = (kind: Destruction) =>
        new Set(rows.filter((row) => row['kind'] === kind).map((row) => String(row['subject'])));
      return { delete: subjectsOf('delete'), suspend: subjectsOf('suspend'), shrink: subjectsOf('shrink') };
    },
  };
}

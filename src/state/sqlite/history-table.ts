import type { DatabaseSync } from 'node:sqlite';
import type { HistoryQuery, HistoryRecord } from '../state-store.ts';
import { historyRecordShape } from './records/history-record-shape.ts';
import { parseRecord } from './records/parse-record.ts';

export interface HistoryTable {
  /** Newest first, in the order of writing: a clock that was set back does not shuffle history. */
  read(query: HistoryQuery): readonly HistoryRecord[];
  add(records: readonly HistoryRecord[]): void;
}

/** Keeps the newest `limit` records. */
export function historyTable(database: DatabaseSync, file: string, limit: number): HistoryTable {
  const readAll = database.prepare('SELECT id, record FROM history ORDER BY id DESC LIMIT ?');
  const readOfVdc = database.prepare('SELECT id, record FROM history WHERE vdc = ? ORDER BY id DESC LIMIT ?');
  const add = database.prepare('INSERT INTO history (vdc, record) VALUES (?, ?)');
  const prune = database.prepare('DELETE FROM history WHERE id <= (SELECT max(id) FROM history) - ?');
  return {
    read(query) {
      const atMost = Math.max(0, Math.trunc(query.limit));
      const rows = query.vdc === undefined ? readAll.all(atMost) : readOfVdc.all(query.vdc, atMost);
      return rows.map((row) =>
        parseRecord(row['record'], historyRecordShape, {
          file,
          table: 'history',
          row: String(row['id']),
        }),
      );
    },
    add(records) {
      for (const record of records) add.run(record.vdc, JSON.stringify(record));
      if (records.length > 0) prune.run(limit);
    },
  };
}

import type { DatabaseSync } from 'node:sqlite';
import type { VdcStatus } from '../state-store.ts';
import { parseRecord } from './records/parse-record.ts';
import { statusShape } from './records/status-shape.ts';

export interface StatusTable {
  /** In the order of their names. */
  read(names?: readonly string[]): readonly VdcStatus[];
  /** Keeps the time since when `ready` has its value, as long as it keeps it. */
  put(status: Omit<VdcStatus, 'sinceMs'>): void;
  forget(name: string): void;
}

export function statusTable(database: DatabaseSync, file: string): StatusTable {
  const readAll = database.prepare('SELECT name, since_ms, status FROM status ORDER BY name');
  const readSome = database.prepare(
    'SELECT name, since_ms, status FROM status WHERE name IN (SELECT value FROM json_each(?)) ORDER BY name',
  );
  const put = database.prepare(
    `INSERT INTO status (name, ready, since_ms, status) VALUES (?, ?, ?, ?)
     ON CONFLICT (name) DO UPDATE SET
       since_ms = CASE ready WHEN excluded.ready THEN since_ms ELSE excluded.since_ms END,
       ready = excluded.ready,
       status = excluded.status`,
  );
  const forget = database.prepare('DELETE FROM status WHERE name = ?');
  return {
    read: (names) =>
      (names === undefined ? readAll.all() : readSome.all(JSON.stringify(names))).map((row) => ({
        ...parseRecord(row['status'], statusShape, {
          file,
          table: 'status',
          row: String(row['name']),
        }),
        sinceMs: Number(row['since_ms']),
      })),
    put: (status) => void put.run(status.name, status.ready, status.atMs, JSON.stringify(status)),
    forget: (name) => void forget.run(name),
  };
}

import type { HistoryQuery, HistoryRecord } from '../state-store.ts';
import type { Queries } from './build-queries.ts';
import { lastingRecordShape } from './records/history-record-shape.ts';
import { parseRecord } from './records/parse-record.ts';
import type { SqlDatabase } from './sql-database.ts';
import { statement } from './statement.ts';

/** Newest first, in the order of writing: a clock that was set back does not shuffle history. */
export async function readHistory(
  database: SqlDatabase,
  { journal }: Queries,
  query: HistoryQuery,
): Promise<readonly HistoryRecord[]> {
  const limit = Math.max(0, Math.trunc(query.limit));
  const [rows] = await database.read([
    query.vdc === undefined
      ? statement(journal.readHistory, { limit })
      : statement(journal.readHistoryOf, { vdc: query.vdc, limit }),
  ]);
  return rows.map((row) => ({
    ...parseRecord(row.record, lastingRecordShape, { store: database.place, table: 'history', row: row.id }),
    atMs: row.at_ms,
    fingerprint: row.fingerprint,
    ...(row.first_at_ms !== null && { count: row.count, firstAtMs: row.first_at_ms }),
  }));
}

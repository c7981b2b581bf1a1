import type { VdcName } from '../../model/virtual-data-center.ts';
import type { VdcStatus } from '../state-store.ts';
import type { Queries } from './build-queries.ts';
import { parseRecord } from './records/parse-record.ts';
import { statusShape } from './records/status-shape.ts';
import type { SqlDatabase } from './sql-database.ts';
import { statement } from './statement.ts';

/** In the order of their names. */
export async function readStatuses(
  database: SqlDatabase,
  { status }: Queries,
  names?: readonly VdcName[],
): Promise<readonly VdcStatus[]> {
  const answers = await database.read(
    names === undefined
      ? [statement(status.readAll, {})]
      : [...new Set(names)].sort().map((name) => statement(status.readOne, { name })),
  );
  return answers
    .flat()
    .map((row) => parseRecord(row.status, statusShape, { store: database.place, table: 'status', row: row.name }));
}

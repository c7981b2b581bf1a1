import type { ClientBase } from 'pg';
import { ControllerError } from '../../model/controller-error.ts';
import type { StorePlace } from '../sql/records/parse-record.ts';

export interface Migration {
  readonly schema: string;
  readonly place: StorePlace;
  /** Version n + 1 is reached by the one at index n. */
  readonly migrations: readonly string[];
  readonly nowMs: number;
}

/**
 * Brings the schema to the newest version, all of it or nothing. Several that start at once stand in line by an advisory
 * lock. Refuses a schema that a newer program has written: what this one does not know it would neither keep nor obey.
 */
export async function migrate(client: ClientBase, migration: Migration): Promise<void> {
  const { schema, migrations, nowMs } = migration;
  // Looked at first without a lock: an up-to-date schema needs no right but to be used, not even to be written.
  if ((await readVersion(client, migration)) === migrations.length) return;
  await client.query('BEGIN');
  await client.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [schema]);
  const version = await readVersion(client, migration);
  if (version === 0) {
    // Asked for only where it is missing: with IF NOT EXISTS the right to create one would be needed even so.
    const { rowCount } = await client.query('SELECT 1 FROM pg_namespace WHERE nspname = $1', [schema]);
    if (rowCount === 0) await client.query(`CREATE SCHEMA ${schema}`);
    await client.query('CREATE TABLE schema_version (version INTEGER PRIMARY KEY, migrated_at_ms BIGINT NOT NULL)');
  }
  for (const [index, sql] of migrations.entries()) {
    if (index < version) continue;
    await client.query(sql);
    await client.query('INSERT INTO schema_version (version, migrated_at_ms) VALUES ($1, $2)', [index + 1, nowMs]);
  }
  await client.query('COMMIT');
}

/** 0 for a schema that does not exist or has nothing in it. */
async function readVersion(client: ClientBase, { schema, place, migrations }: Migration): Promise<number> {
  const tables = await client.query<{ readonly name: string }>(
    `SELECT relname AS name FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
     WHERE nspname = $1 AND relkind IN ('r', 'p', 'v', 'm')`,
    [schema],
  );
  if (tables.rows.length === 0) return 0;
  if (!tables.rows.some(({ name }) => name === 'schema_version')) throw foreign(place);
  const found = await client.query<{ readonly version: number | null }>(
    'SELECT max(version) AS version FROM schema_version',
  );
  const version = found.rows[0]?.version ?? 0;
  if (version < 1) throw foreign(place);
  if (version > migrations.length) throw newer(place, version, migrations.length);
  return version;
}

function foreign({ name, details }: StorePlace): ControllerError {
  return new ControllerError(
    'STATE_FOREIGN',
    `In the ${name} there are tables, but not those of vdc. Nothing is written into it. ` +
      `Set state.url to another database, or rename that schema.`,
    { details },
  );
}

function newer({ name, details }: StorePlace, version: number, known: number): ControllerError {
  return new ControllerError(
    'STATE_NEWER',
    `The ${name} has version ${version}; this program knows versions up to ${known}. ` +
      `It would not understand what the newer program remembered, so it does nothing. ` +
      `Use the newer program, or the backup from before the upgrade.`,
    { details: { ...details, version, known } },
  );
}

import type { DatabaseSync } from 'node:sqlite';
import { ControllerError } from '../../model/controller-error.ts';

/** `PRAGMA application_id` of our files ("vdc1"): a database of somebody else's is not written into by mistake. */
const applicationId = 0x76646331;

export interface Migration {
  readonly file: string;
  /** Version n + 1 is reached by the one at index n. */
  readonly migrations: readonly string[];
  readonly nowMs: number;
}

/**
 * Brings the schema to the newest version, all of it or nothing. Refuses a file that a newer program has written:
 * what this one does not know it would neither keep nor obey. What is refused is not changed in any way.
 */
export function migrate(database: DatabaseSync, { file, migrations, nowMs }: Migration): void {
  // Looked at first without the write lock, so that opening an up-to-date file waits for nobody.
  const found = readVersion(database, file, migrations.length);
  database.exec('PRAGMA journal_mode = WAL');
  if (found === migrations.length) return;
  database.exec('BEGIN IMMEDIATE');
  try {
    const version = readVersion(database, file, migrations.length);
    if (version === 0) {
      database.exec(`PRAGMA application_id = ${applicationId}`);
      database.exec(
        'CREATE TABLE schema_version (version INTEGER PRIMARY KEY, migrated_at_ms INTEGER NOT NULL) STRICT',
      );
    }
    const note = database.prepare('INSERT INTO schema_version (version, migrated_at_ms) VALUES (?, ?)');
    for (const [index, sql] of migrations.entries()) {
      if (index < version) continue;
      database.exec(sql);
      note.run(index + 1, nowMs);
    }
    database.exec('COMMIT');
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
}

/** 0 for a database without anything in it. */
function readVersion(database: DatabaseSync, file: string, known: number): number {
  const tables = database.prepare(`SELECT count(*) AS count FROM sqlite_schema WHERE type = 'table'`).get()?.['count'];
  const id = database.prepare('PRAGMA application_id').get()?.['application_id'];
  if (tables === 0 && id === 0) return 0;
  if (id !== applicationId) throw foreign(file);
  const version = database.prepare('SELECT max(version) AS version FROM schema_version').get()?.['version'];
  if (typeof version !== 'number' || version < 1) throw foreign(file);
  if (version > known) throw newer(file, version, known);
  return version;
}

function foreign(file: string): ControllerError {
  return new ControllerError(
    'STATE_FOREIGN',
    `${file} is an SQLite database, but not a state file of vdc. Nothing is written into it. ` +
      `Set state.url to a file of vdc's own.`,
    { details: { file } },
  );
}

function newer(file: string, version: number, known: number): ControllerError {
  return new ControllerError(
    'STATE_NEWER',
    `The state file ${file} has version ${version}; this program knows versions up to ${known}. ` +
      `It would not understand what the newer program remembered, so it does nothing. ` +
      `Use the newer program, or the backup of the file from before the upgrade.`,
    { details: { file, version, known } },
  );
}

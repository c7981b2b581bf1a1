/** What brings a state file from version n to n + 1; the first stands at index 0. Released ones are never changed. */
export const migrations: readonly string[] = [
  `
  CREATE TABLE inventory (name TEXT PRIMARY KEY, entry TEXT NOT NULL) STRICT;
  CREATE TABLE past_vdc (name TEXT PRIMARY KEY, generation INTEGER NOT NULL) STRICT;
  CREATE TABLE created_user (name TEXT PRIMARY KEY, at_ms INTEGER NOT NULL) STRICT;
  CREATE TABLE intent (id TEXT PRIMARY KEY, vdc TEXT NOT NULL, intent TEXT NOT NULL) STRICT;
  CREATE TABLE destruction (
    id INTEGER PRIMARY KEY, at_ms INTEGER NOT NULL, kind TEXT NOT NULL, subject TEXT NOT NULL
  ) STRICT;
  CREATE INDEX destruction_by_time ON destruction (at_ms);
  CREATE TABLE history (id INTEGER PRIMARY KEY, vdc TEXT NOT NULL, record TEXT NOT NULL) STRICT;
  CREATE INDEX history_by_vdc ON history (vdc, id);
  CREATE TABLE status (
    name TEXT PRIMARY KEY, ready TEXT NOT NULL, since_ms INTEGER NOT NULL, status TEXT NOT NULL
  ) STRICT;
  CREATE TABLE writer (
    only INTEGER PRIMARY KEY CHECK (only = 1), pid INTEGER NOT NULL, host TEXT NOT NULL, since_ms INTEGER NOT NULL
  ) STRICT;
  `,
  `CREATE TABLE held_vms (subscription_id TEXT PRIMARY KEY, held TEXT NOT NULL) STRICT;`,
  // A record that is no JSON stays as it is: whoever reads it says which one, and to move on must not destroy it.
  `
  ALTER TABLE inventory ADD COLUMN generation INTEGER NOT NULL DEFAULT 1;
  UPDATE inventory SET generation = CAST(entry ->> '$.generation' AS INTEGER)
    WHERE json_valid(entry) AND typeof(entry ->> '$.generation') = 'integer';
  CREATE TABLE intent_in_order (
    position INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, vdc TEXT NOT NULL, intent TEXT NOT NULL
  ) STRICT;
  INSERT INTO intent_in_order (position, id, vdc, intent) SELECT rowid, id, vdc, intent FROM intent;
  DROP TABLE intent;
  ALTER TABLE intent_in_order RENAME TO intent;
  ALTER TABLE history ADD COLUMN turn INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE history ADD COLUMN resource TEXT NOT NULL DEFAULT '';
  ALTER TABLE history ADD COLUMN at_ms INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE history ADD COLUMN fingerprint TEXT NOT NULL DEFAULT '';
  ALTER TABLE history ADD COLUMN count INTEGER NOT NULL DEFAULT 1;
  ALTER TABLE history ADD COLUMN first_at_ms INTEGER;
  UPDATE history SET turn = id;
  UPDATE history SET
    resource = CAST(coalesce(record ->> '$.resource', '') AS TEXT),
    at_ms = CAST(record ->> '$.atMs' AS INTEGER),
    fingerprint = CAST(coalesce(record ->> '$.fingerprint', '') AS TEXT),
    record = json_remove(record, '$.atMs', '$.fingerprint')
    WHERE json_valid(record) AND typeof(record ->> '$.atMs') = 'integer';
  DROP INDEX history_by_vdc;
  CREATE INDEX history_by_turn ON history (turn);
  CREATE INDEX history_by_vdc ON history (vdc, turn);
  CREATE INDEX history_by_resource ON history (vdc, resource, turn);
  UPDATE status SET status = json_set(status, '$.sinceMs', since_ms) WHERE json_valid(status);
  ALTER TABLE status DROP COLUMN ready;
  ALTER TABLE status DROP COLUMN since_ms;
  CREATE TABLE pause (vdc TEXT PRIMARY KEY, pause TEXT NOT NULL) STRICT;
  CREATE TABLE approval (fingerprint TEXT PRIMARY KEY, at_ms INTEGER NOT NULL, approval TEXT NOT NULL) STRICT;
  CREATE TABLE note (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
  DROP TABLE writer;
  CREATE TABLE writer (
    only INTEGER PRIMARY KEY CHECK (only = 1), holder TEXT, pid INTEGER, host TEXT, since_ms INTEGER NOT NULL, fence INTEGER NOT NULL
  ) STRICT;
  `,
  `CREATE TABLE account (id TEXT PRIMARY KEY, account TEXT NOT NULL) STRICT;`,
];

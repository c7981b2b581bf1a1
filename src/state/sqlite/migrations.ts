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
];

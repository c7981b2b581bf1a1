/**
 * What brings a schema from version n to n + 1; the first stands at index 0. Released ones are never changed. Names are
 * ordered by their bytes, as SQLite and JavaScript do, whatever the language of the database.
 */
export const migrations: readonly string[] = [
  `
  CREATE TABLE inventory (name TEXT COLLATE "C" PRIMARY KEY, generation BIGINT NOT NULL, entry TEXT NOT NULL);
  CREATE TABLE past_vdc (name TEXT COLLATE "C" PRIMARY KEY, generation BIGINT NOT NULL);
  CREATE TABLE created_user (name TEXT COLLATE "C" PRIMARY KEY, at_ms BIGINT NOT NULL);
  CREATE TABLE held_vms (subscription_id TEXT COLLATE "C" PRIMARY KEY, held TEXT NOT NULL);
  CREATE TABLE intent (
    position BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, id TEXT COLLATE "C" NOT NULL UNIQUE,
    vdc TEXT NOT NULL, intent TEXT NOT NULL
  );
  CREATE TABLE destruction (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, at_ms BIGINT NOT NULL,
    kind TEXT COLLATE "C" NOT NULL, subject TEXT COLLATE "C" NOT NULL
  );
  CREATE INDEX destruction_by_time ON destruction (at_ms);
  CREATE TABLE history (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, turn BIGINT NOT NULL, vdc TEXT COLLATE "C" NOT NULL,
    resource TEXT COLLATE "C" NOT NULL, at_ms BIGINT NOT NULL, fingerprint TEXT NOT NULL, count BIGINT NOT NULL DEFAULT 1,
    first_at_ms BIGINT, record TEXT NOT NULL
  );
  CREATE INDEX history_by_turn ON history (turn, id);
  CREATE INDEX history_by_vdc ON history (vdc, turn, id);
  CREATE INDEX history_by_resource ON history (vdc, resource, turn, id);
  CREATE TABLE status (name TEXT COLLATE "C" PRIMARY KEY, status TEXT NOT NULL);
  CREATE TABLE pause (vdc TEXT COLLATE "C" PRIMARY KEY, pause TEXT NOT NULL);
  CREATE TABLE approval (fingerprint TEXT COLLATE "C" PRIMARY KEY, at_ms BIGINT NOT NULL, approval TEXT NOT NULL);
  CREATE TABLE note (name TEXT COLLATE "C" PRIMARY KEY, value TEXT NOT NULL);
  CREATE TABLE lease (
    id INTEGER PRIMARY KEY CHECK (id = 1), holder TEXT, fence BIGINT NOT NULL, expires TIMESTAMPTZ NOT NULL
  );
  INSERT INTO lease VALUES (1, NULL, 0, '-infinity');
  `,
  `CREATE TABLE account (id TEXT COLLATE "C" PRIMARY KEY, account TEXT NOT NULL);`,
];

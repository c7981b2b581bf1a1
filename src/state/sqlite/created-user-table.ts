import type { DatabaseSync } from 'node:sqlite';

/** WAP users that we set out to make. */
export interface CreatedUserTable {
  /** Name → when we last set out to make it, milliseconds since 1970. */
  readAll(): ReadonlyMap<string, number>;
  put(name: string, atMs: number): void;
  forget(name: string): void;
}

export function createdUserTable(database: DatabaseSync): CreatedUserTable {
  const readAll = database.prepare('SELECT name, at_ms FROM created_user ORDER BY name');
  // The latest time wins: an older one could make a namesake ours that somebody else made in between.
  const put = database.prepare(
    'INSERT INTO created_user (name, at_ms) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET at_ms = excluded.at_ms',
  );
  const forget = database.prepare('DELETE FROM created_user WHERE name = ?');
  return {
    readAll: () => new Map(readAll.all().map((row) => [String(row['name']), Number(row['at_ms'])])),
    put: (name, atMs) => void put.run(name, atMs),
    forget: (name) => void forget.run(name),
  };
}

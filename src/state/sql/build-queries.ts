import {
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type Dialect,
} from 'kysely';
import { inventoryQueries } from './queries/inventory-queries.ts';
import { journalQueries } from './queries/journal-queries.ts';
import { memoryQueries } from './queries/memory-queries.ts';
import { statusQueries } from './queries/status-queries.ts';
import type { Tables } from './tables.ts';

export type Queries = ReturnType<typeof queriesOf>;

/**
 * Every query of the state store in the words of both databases. Only `scripts/build-queries.mjs` calls it, whose result is
 * committed: to import the builder takes 200 ms and to compile all of them a few more, at every start of every command.
 */
export function buildQueries(): Readonly<Record<'sqlite' | 'postgres', Queries>> {
  return { sqlite: queriesOf(new Kysely({ dialect: sqlite })), postgres: queriesOf(new Kysely({ dialect: postgres })) };
}

function queriesOf(db: Kysely<Tables>) {
  return {
    inventory: inventoryQueries(db),
    memory: memoryQueries(db),
    journal: journalQueries(db),
    status: statusQueries(db),
  };
}

// Only for their words: what is compiled is run by src/state/sqlite and src/state/postgres, a group of writes at a time.
const sqlite: Dialect = {
  createAdapter: () => new SqliteAdapter(),
  createDriver: () => new DummyDriver(),
  createIntrospector: (db) => new SqliteIntrospector(db),
  createQueryCompiler: () => new SqliteQueryCompiler(),
};
const postgres: Dialect = {
  createAdapter: () => new PostgresAdapter(),
  createDriver: () => new DummyDriver(),
  createIntrospector: (db) => new PostgresIntrospector(db),
  createQueryCompiler: () => new PostgresQueryCompiler(),
};

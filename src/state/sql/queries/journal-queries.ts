import { sql, type Kysely } from 'kysely';
import { compileQuery } from '../compile-query.ts';
import type { NoSlots } from '../statement.ts';
import type { Tables } from '../tables.ts';

/** Intents that were begun and not yet ended, and what was done. */
export function journalQueries(db: Kysely<Tables>) {
  return { ...intents(db), ...history(db) };
}

function intents(db: Kysely<Tables>) {
  return {
    readIntents: compileQuery<NoSlots>()(() => db.selectFrom('intent').select(['id', 'intent']).orderBy('position')),
    openIntent: compileQuery<{ id: string; vdc: string; intent: string }>()((slot) =>
      db
        .insertInto('intent')
        .values({ id: slot('id'), vdc: slot('vdc'), intent: slot('intent') })
        .onConflict((conflict) => conflict.column('id').doNothing()),
    ),
    closeIntent: compileQuery<{ id: string; vdc: string }>()((slot) =>
      db.deleteFrom('intent').where('id', '=', slot('id')).where('vdc', '=', slot('vdc')),
    ),
  };
}

interface Written {
  readonly vdc: string;
  readonly resource: string;
  readonly atMs: number;
  readonly fingerprint: string;
  readonly record: string;
}

function history(db: Kysely<Tables>) {
  const newest = db.selectFrom('history').orderBy('turn', 'desc').orderBy('id', 'desc');
  const page = newest.select(['id', 'at_ms', 'fingerprint', 'count', 'first_at_ms', 'record']);
  const nextTurn = db
    .selectFrom('history')
    .select(({ fn }) => sql<number>`coalesce(${fn.max('turn')}, 0) + 1`.as('turn'));
  const newestOf = (vdc: string, resource: string) =>
    newest.select('id').where('vdc', '=', vdc).where('resource', '=', resource).limit(sql.lit(1));
  return {
    readHistory: compileQuery<{ limit: number }>()((slot) => page.limit(slot('limit'))),
    readHistoryOf: compileQuery<{ vdc: string; limit: number }>()((slot) =>
      page.where('vdc', '=', slot('vdc')).limit(slot('limit')),
    ),
    // Changes a row only when the newest of this VDC and resource says the very same.
    countRecord: compileQuery<Written>()((slot) =>
      db
        .updateTable('history')
        .set((eb) => ({
          turn: nextTurn,
          first_at_ms: sql<number>`coalesce(${eb.ref('first_at_ms')}, ${eb.ref('at_ms')})`,
          at_ms: slot('atMs'),
          fingerprint: slot('fingerprint'),
          count: sql<number>`${eb.ref('count')} + 1`,
        }))
        .where('id', '=', newestOf(slot('vdc'), slot('resource')))
        .where('record', '=', slot('record')),
    ),
    // After the one above: adds a row only when that has counted none.
    addRecord: compileQuery<Written>()((slot) =>
      db
        .insertInto('history')
        .columns(['turn', 'vdc', 'resource', 'at_ms', 'fingerprint', 'count', 'record'])
        .expression(
          db
            .selectNoFrom([
              nextTurn.as('turn'),
              asText(slot('vdc')).as('vdc'),
              asText(slot('resource')).as('resource'),
              sql<number>`cast(${slot('atMs')} as bigint)`.as('at_ms'),
              asText(slot('fingerprint')).as('fingerprint'),
              sql.lit(1).as('count'),
              asText(slot('record')).as('record'),
            ])
            .where((eb) =>
              eb.not(
                eb.exists(
                  db
                    .selectFrom('history')
                    .select('id')
                    .where('id', '=', newestOf(slot('vdc'), slot('resource')))
                    .where('record', '=', slot('record')),
                ),
              ),
            ),
        ),
    ),
    // By when a record was written first, which no counting changes: so its number alone tells what is too many. With both ends
    // of the range a database that knows nothing yet of its tables goes by the index, and does not read all of them.
    pruneHistory: compileQuery<{ limit: number }>()((slot) =>
      db
        .deleteFrom('history')
        .where('id', '>=', (eb) => eb.selectFrom('history').select(({ fn }) => fn.min('id').as('first')))
        .where('id', '<=', (eb) =>
          eb.selectFrom('history').select(({ fn }) => sql<number>`${fn.max('id')} - ${slot('limit')}`.as('last')),
        ),
    ),
  };
}

/** PostgreSQL does not guess the type of a value that a SELECT merely hands on. */
function asText(value: string) {
  return sql<string>`cast(${value} as text)`;
}

import type { Kysely } from 'kysely';
import { compileQuery } from '../compile-query.ts';
import type { NoSlots } from '../statement.ts';
import type { Tables } from '../tables.ts';

export function statusQueries(db: Kysely<Tables>) {
  return {
    readAll: compileQuery<NoSlots>()(() => db.selectFrom('status').select(['name', 'status']).orderBy('name')),
    readOne: compileQuery<{ name: string }>()((slot) =>
      db.selectFrom('status').select(['name', 'status']).where('name', '=', slot('name')),
    ),
    put: compileQuery<{ name: string; status: string }>()((slot) =>
      db
        .insertInto('status')
        .values({ name: slot('name'), status: slot('status') })
        .onConflict((conflict) => conflict.column('name').doUpdateSet((eb) => ({ status: eb.ref('excluded.status') }))),
    ),
    forget: compileQuery<{ name: string }>()((slot) => db.deleteFrom('status').where('name', '=', slot('name'))),
  };
}

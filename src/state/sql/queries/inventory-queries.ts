import { sql, type Kysely } from 'kysely';
import { compileQuery } from '../compile-query.ts';
import type { NoSlots } from '../statement.ts';
import type { Tables } from '../tables.ts';

export function inventoryQueries(db: Kysely<Tables>) {
  return {
    readAll: compileQuery<NoSlots>()(() => db.selectFrom('inventory').select(['name', 'entry']).orderBy('name')),
    // What stands there already is not written again: a quiet pass over ten thousand VDCs must not rewrite the file.
    put: compileQuery<{ name: string; generation: number; entry: string }>()((slot) =>
      db
        .insertInto('inventory')
        .values({ name: slot('name'), generation: slot('generation'), entry: slot('entry') })
        .onConflict((conflict) =>
          conflict
            .column('name')
            .doUpdateSet((eb) => ({ generation: eb.ref('excluded.generation'), entry: eb.ref('excluded.entry') }))
            .whereRef('inventory.entry', '<>', sql.ref('excluded.entry')),
        ),
    ),
    keepGeneration: compileQuery<{ name: string }>()((slot) =>
      db
        .insertInto('past_vdc')
        .columns(['name', 'generation'])
        .expression(db.selectFrom('inventory').select(['name', 'generation']).where('name', '=', slot('name')))
        .onConflict((conflict) =>
          conflict
            .column('name')
            .doUpdateSet((eb) => ({ generation: eb.ref('excluded.generation') }))
            .whereRef('past_vdc.generation', '<', sql.ref('excluded.generation')),
        ),
    ),
    forget: compileQuery<{ name: string }>()((slot) => db.deleteFrom('inventory').where('name', '=', slot('name'))),
    readPast: compileQuery<NoSlots>()(() => db.selectFrom('past_vdc').select(['name', 'generation']).orderBy('name')),
  };
}

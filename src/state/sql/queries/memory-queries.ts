import { sql, type Kysely } from 'kysely';
import { compileQuery } from '../compile-query.ts';
import type { NoSlots } from '../statement.ts';
import type { Tables } from '../tables.ts';

/** Users that we set out to make, accounts, machines of suspended VDCs, what was destroyed, pauses, approvals and notes. */
export function memoryQueries(db: Kysely<Tables>) {
  return {
    ...users(db),
    ...accounts(db),
    ...machines(db),
    ...destructions(db),
    ...pauses(db),
    ...approvals(db),
    ...notes(db),
  };
}

function users(db: Kysely<Tables>) {
  return {
    readUsers: compileQuery<NoSlots>()(() => db.selectFrom('created_user').select(['name', 'at_ms']).orderBy('name')),
    // The latest time wins: an older one could make a namesake ours that somebody else made in between.
    putUser: compileQuery<{ name: string; atMs: number }>()((slot) =>
      db
        .insertInto('created_user')
        .values({ name: slot('name'), at_ms: slot('atMs') })
        .onConflict((conflict) => conflict.column('name').doUpdateSet((eb) => ({ at_ms: eb.ref('excluded.at_ms') }))),
    ),
    forgetUser: compileQuery<{ name: string }>()((slot) =>
      db.deleteFrom('created_user').where('name', '=', slot('name')),
    ),
  };
}

function accounts(db: Kysely<Tables>) {
  return {
    readAccounts: compileQuery<NoSlots>()(() => db.selectFrom('account').select(['id', 'account']).orderBy('id')),
    putAccount: compileQuery<{ id: string; account: string }>()((slot) =>
      db
        .insertInto('account')
        .values({ id: slot('id'), account: slot('account') })
        .onConflict((conflict) => conflict.column('id').doUpdateSet((eb) => ({ account: eb.ref('excluded.account') }))),
    ),
    forgetAccount: compileQuery<{ id: string }>()((slot) => db.deleteFrom('account').where('id', '=', slot('id'))),
  };
}

function machines(db: Kysely<Tables>) {
  return {
    readHeldVms: compileQuery<NoSlots>()(() =>
      db.selectFrom('held_vms').select(['subscription_id', 'held']).orderBy('subscription_id'),
    ),
    putHeldVms: compileQuery<{ subscriptionId: string; held: string }>()((slot) =>
      db
        .insertInto('held_vms')
        .values({ subscription_id: slot('subscriptionId'), held: slot('held') })
        .onConflict((conflict) =>
          conflict.column('subscription_id').doUpdateSet((eb) => ({ held: eb.ref('excluded.held') })),
        ),
    ),
    forgetHeldVms: compileQuery<{ subscriptionId: string }>()((slot) =>
      db.deleteFrom('held_vms').where('subscription_id', '=', slot('subscriptionId')),
    ),
  };
}

function destructions(db: Kysely<Tables>) {
  return {
    addDestruction: compileQuery<{ atMs: number; kind: string; subject: string }>()((slot) =>
      db.insertInto('destruction').values({ at_ms: slot('atMs'), kind: slot('kind'), subject: slot('subject') }),
    ),
    // Both ends of the range, as for history.
    forgetDestructions: compileQuery<{ beforeMs: number }>()((slot) =>
      db
        .deleteFrom('destruction')
        .where('at_ms', '>=', (eb) => eb.selectFrom('destruction').select(({ fn }) => fn.min('at_ms').as('first')))
        .where('at_ms', '<', slot('beforeMs')),
    ),
    // No upper end: what a clock that ran ahead has written still counts.
    readDestructions: compileQuery<{ afterMs: number }>()((slot) =>
      db
        .selectFrom('destruction')
        .select(['kind', 'subject'])
        .distinct()
        .where('at_ms', '>', slot('afterMs'))
        .orderBy('kind')
        .orderBy('subject'),
    ),
  };
}

function pauses(db: Kysely<Tables>) {
  return {
    readPauses: compileQuery<NoSlots>()(() => db.selectFrom('pause').select(['vdc', 'pause']).orderBy('vdc')),
    putPause: compileQuery<{ vdc: string; pause: string }>()((slot) =>
      db
        .insertInto('pause')
        .values({ vdc: slot('vdc'), pause: slot('pause') })
        .onConflict((conflict) => conflict.column('vdc').doUpdateSet((eb) => ({ pause: eb.ref('excluded.pause') }))),
    ),
    forgetPause: compileQuery<{ vdc: string }>()((slot) => db.deleteFrom('pause').where('vdc', '=', slot('vdc'))),
  };
}

function approvals(db: Kysely<Tables>) {
  return {
    readApprovals: compileQuery<{ afterMs: number }>()((slot) =>
      db
        .selectFrom('approval')
        .select(['fingerprint', 'approval'])
        .where('at_ms', '>', slot('afterMs'))
        .orderBy('at_ms')
        .orderBy('fingerprint'),
    ),
    putApproval: compileQuery<{ fingerprint: string; atMs: number; approval: string }>()((slot) =>
      db
        .insertInto('approval')
        .values({ fingerprint: slot('fingerprint'), at_ms: slot('atMs'), approval: slot('approval') })
        .onConflict((conflict) =>
          conflict
            .column('fingerprint')
            .doUpdateSet((eb) => ({ at_ms: eb.ref('excluded.at_ms'), approval: eb.ref('excluded.approval') })),
        ),
    ),
    forgetApproval: compileQuery<{ fingerprint: string }>()((slot) =>
      db.deleteFrom('approval').where('fingerprint', '=', slot('fingerprint')),
    ),
    forgetApprovals: compileQuery<{ beforeMs: number }>()((slot) =>
      db.deleteFrom('approval').where('at_ms', '<', slot('beforeMs')),
    ),
  };
}

function notes(db: Kysely<Tables>) {
  return {
    readRevision: compileQuery<NoSlots>()(() =>
      db.selectFrom('note').select('value').where('name', '=', sql.lit('revision')),
    ),
    putRevision: compileQuery<{ revision: string }>()((slot) =>
      db
        .insertInto('note')
        .values({ name: sql.lit('revision'), value: slot('revision') })
        .onConflict((conflict) =>
          conflict
            .column('name')
            .doUpdateSet((eb) => ({ value: eb.ref('excluded.value') }))
            .whereRef('note.value', '<>', sql.ref('excluded.value')),
        ),
    ),
    readHalt: compileQuery<NoSlots>()(() => db.selectFrom('note').select('value').where('name', '=', sql.lit('halt'))),
    putHalt: compileQuery<{ halt: string }>()((slot) =>
      db
        .insertInto('note')
        .values({ name: sql.lit('halt'), value: slot('halt') })
        .onConflict((conflict) => conflict.column('name').doUpdateSet((eb) => ({ value: eb.ref('excluded.value') }))),
    ),
    forgetHalt: compileQuery<NoSlots>()(() => db.deleteFrom('note').where('name', '=', sql.lit('halt'))),
  };
}

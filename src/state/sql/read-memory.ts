import type { Destruction, Memory } from '../../model/memory.ts';
import type { Queries } from './build-queries.ts';
import { accountEntryShape } from './records/account-entry-shape.ts';
import { heldVmsShape } from './records/held-vms-shape.ts';
import { inventoryEntryShape } from './records/inventory-entry-shape.ts';
import { parseRecord, type RecordPlace } from './records/parse-record.ts';
import { pauseShape } from './records/pause-shape.ts';
import type { SqlDatabase } from './sql-database.ts';
import { statement } from './statement.ts';

const dayMs = 24 * 60 * 60 * 1000;

/** Everything the store tells the planner, as it stood at one moment. */
export async function readMemory(database: SqlDatabase, queries: Queries, nowMs: number): Promise<Memory> {
  const { inventory, memory } = queries;
  const [entries, past, users, accounts, machines, pauses, revisions, destructions] = await database.read([
    statement(inventory.readAll, {}),
    statement(inventory.readPast, {}),
    statement(memory.readUsers, {}),
    statement(memory.readAccounts, {}),
    statement(memory.readHeldVms, {}),
    statement(memory.readPauses, {}),
    statement(memory.readRevision, {}),
    statement(memory.readDestructions, { afterMs: nowMs - dayMs }),
  ]);
  const at = (table: string, row: string): RecordPlace => ({ store: database.place, table, row });
  const subjectsOf = (kind: Destruction) =>
    new Set(destructions.filter((row) => row.kind === kind).map((row) => row.subject));
  const lastRevision = revisions[0]?.value;
  return {
    inventory: entries.map((row) => parseRecord(row.entry, inventoryEntryShape, at('inventory', row.name))),
    lastGenerations: new Map(past.map((row) => [row.name, row.generation])),
    createdUsers: new Map(users.map((row) => [row.name, row.at_ms])),
    accounts: accounts.map((row) => parseRecord(row.account, accountEntryShape, at('account', row.id))),
    heldVms: new Map(
      machines.map((row) => [
        row.subscription_id,
        parseRecord(row.held, heldVmsShape, at('held_vms', row.subscription_id)),
      ]),
    ),
    pauses: new Map(pauses.map((row) => [row.vdc, parseRecord(row.pause, pauseShape, at('pause', row.vdc))])),
    ...(lastRevision !== undefined && { lastRevision }),
    destructionsInLastDay: {
      delete: subjectsOf('delete'),
      suspend: subjectsOf('suspend'),
      shrink: subjectsOf('shrink'),
    },
  };
}

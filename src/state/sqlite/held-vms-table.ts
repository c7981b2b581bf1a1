import type { DatabaseSync } from 'node:sqlite';
import type { HeldVms } from '../../model/memory.ts';
import { heldVmsShape } from './records/held-vms-shape.ts';
import { parseRecord } from './records/parse-record.ts';

/** The machines of suspended VDCs, by subscription. */
export interface HeldVmsTable {
  readAll(): ReadonlyMap<string, HeldVms>;
  put(subscriptionId: string, held: HeldVms): void;
  forget(subscriptionId: string): void;
}

export function heldVmsTable(database: DatabaseSync, file: string): HeldVmsTable {
  const readAll = database.prepare('SELECT subscription_id, held FROM held_vms ORDER BY subscription_id');
  const put = database.prepare(
    'INSERT INTO held_vms (subscription_id, held) VALUES (?, ?) ON CONFLICT (subscription_id) DO UPDATE SET held = excluded.held',
  );
  const forget = database.prepare('DELETE FROM held_vms WHERE subscription_id = ?');
  return {
    readAll: () =>
      new Map(
        readAll.all().map((row) => {
          const id = String(row['subscription_id']);
          return [id, parseRecord(row['held'], heldVmsShape, { file, table: 'held_vms', row: id })];
        }),
      ),
    put: (subscriptionId, held) => void put.run(subscriptionId, JSON.stringify(held)),
    forget: (subscriptionId) => void forget.run(subscriptionId),
  };
}

import type { DatabaseSync } from 'node:sqlite';
import type { InventoryEntry } from '../../model/memory.ts';
import { inventoryEntryShape } from './records/inventory-entry-shape.ts';
import { parseRecord } from './records/parse-record.ts';

export interface InventoryTable {
  /** In the order of their names. */
  readAll(): readonly InventoryEntry[];
  put(entry: InventoryEntry): void;
  forget(name: string): void;
}

export function inventoryTable(database: DatabaseSync, file: string): InventoryTable {
  const readAll = database.prepare('SELECT name, entry FROM inventory ORDER BY name');
  // What stands there already is not written again: a quiet pass over ten thousand VDCs must not rewrite the file.
  const put = database.prepare(
    `INSERT INTO inventory (name, entry) VALUES (?, ?)
     ON CONFLICT (name) DO UPDATE SET entry = excluded.entry WHERE entry <> excluded.entry`,
  );
  const forget = database.prepare('DELETE FROM inventory WHERE name = ?');
  return {
    readAll: () =>
      readAll.all().map((row) =>
        parseRecord(row['entry'], inventoryEntryShape, {
          file,
          table: 'inventory',
          row: String(row['name']),
        }),
      ),
    put: (entry) => void put.run(entry.name, JSON.stringify(entry)),
    forget: (name) => void forget.run(name),
  };
}

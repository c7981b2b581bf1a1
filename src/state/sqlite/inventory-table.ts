import type { DatabaseSync } from 'node:sqlite';
import type { InventoryEntry } from '../../model/memory.ts';
import { inventoryEntryShape } from './records/inventory-entry-shape.ts';
import { parseRecord } from './records/parse-record.ts';

export interface InventoryTable {
  /** In the order of their names. */
  readAll(): readonly InventoryEntry[];
  put(entry: InventoryEntry): void;
  /** What stays is the generation, unless it was never used, for a VDC that is declared again under the same name. */
  forget(name: string, how: { readonly isUnused?: boolean }): void;
  /** VDCs that were forgotten: name → last generation. */
  readPast(): ReadonlyMap<string, number>;
}

export function inventoryTable(database: DatabaseSync, file: string): InventoryTable {
  const readAll = database.prepare('SELECT name, entry FROM inventory ORDER BY name');
  // What stands there already is not written again: a quiet pass over ten thousand VDCs must not rewrite the file.
  const put = database.prepare(
    `INSERT INTO inventory (name, entry) VALUES (?, ?)
     ON CONFLICT (name) DO UPDATE SET entry = excluded.entry WHERE entry <> excluded.entry`,
  );
  const keepGeneration = database.prepare(
    `INSERT INTO past_vdc (name, generation) SELECT name, entry ->> '$.generation' FROM inventory WHERE name = ?
     ON CONFLICT (name) DO UPDATE SET generation = max(generation, excluded.generation)`,
  );
  const forget = database.prepare('DELETE FROM inventory WHERE name = ?');
  const readPast = database.prepare('SELECT name, generation FROM past_vdc');
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
    forget: (name, { isUnused = false }) => {
      if (!isUnused) keepGeneration.run(name);
      forget.run(name);
    },
    readPast: () => new Map(readPast.all().map((row) => [String(row['name']), Number(row['generation'])])),
  };
}

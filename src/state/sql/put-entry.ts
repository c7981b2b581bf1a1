import type { InventoryEntry } from '../../model/memory.ts';
import type { Queries } from './build-queries.ts';
import { statement } from './statement.ts';

/** The entry as it must stand. What stands there already is not written again. */
export function putEntry({ inventory }: Queries, entry: InventoryEntry) {
  const { name, generation } = entry;
  return statement(inventory.put, { name, generation, entry: JSON.stringify(entry) });
}

import type { Destruction } from '../../../model/memory.ts';
import type { Intent } from '../../state-store.ts';
import { actionShape } from './action-shape.ts';
import { inventoryEntryShape } from './inventory-entry-shape.ts';
import { list, object, optional, string, wholeNumber, word } from './shape.ts';

export const intentShape = object<Intent>({
  id: string,
  vdc: string,
  atMs: wholeNumber,
  fingerprint: string,
  revision: string,
  actions: list(actionShape),
  entry: optional(inventoryEntryShape),
  createsUsers: list(string),
  destructions: list(word<Destruction>({ delete: true, suspend: true, shrink: true })),
});

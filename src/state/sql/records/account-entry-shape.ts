import type { AccountEntry } from '../../../model/memory.ts';
import { object, optional, string, word } from './shape.ts';

export const accountEntryShape = object<AccountEntry>({
  id: string,
  upn: string,
  email: string,
  mark: optional(string),
  credentials: optional(word<NonNullable<AccountEntry['credentials']>>({ due: true, sent: true })),
});

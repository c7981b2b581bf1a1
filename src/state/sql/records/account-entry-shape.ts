import type { AccountEntry } from '../../../model/memory.ts';
import { object, optional, string, wholeNumber } from './shape.ts';

export const accountEntryShape = object<AccountEntry>({
  id: string,
  upn: string,
  email: string,
  mark: optional(string),
  credentialsSentAtMs: optional(wholeNumber),
});

import type { Halt, LawName } from '../../../model/law.ts';
import { object, optional, string, wholeNumber, word } from './shape.ts';

export const haltShape = object<Halt>({
  id: string,
  law: word<LawName>({
    'never-foreign': true,
    'never-beyond-budget': true,
    'never-untrusted': true,
    'never-paused': true,
    'never-two-subscriptions': true,
    'never-below-use': true,
  }),
  vdc: optional(string),
  message: string,
  atMs: wholeNumber,
  bundle: optional(string),
});

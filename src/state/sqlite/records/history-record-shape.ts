import type { Outcome } from '../../../model/outcome.ts';
import type { HistoryRecord } from '../../state-store.ts';
import { fieldChangeShape, verbShape } from './action-shape.ts';
import { list, object, optional, string, wholeNumber, word } from './shape.ts';

export const historyRecordShape = object<HistoryRecord>({
  atMs: wholeNumber,
  vdc: string,
  verb: verbShape,
  resource: string,
  reason: string,
  vdcReason: string,
  revision: string,
  fingerprint: string,
  changes: list(fieldChangeShape),
  outcome: word<Outcome['kind']>({ done: true, waiting: true, skipped: true, failed: true }),
  message: optional(string),
});

import type { Outcome } from '../../../model/outcome.ts';
import type { HistoryRecord } from '../../state-store.ts';
import { fieldChangeShape, verbShape } from './action-shape.ts';
import { list, object, optional, string, word } from './shape.ts';

/** What stays the same however often it is written. */
export type LastingRecord = Omit<HistoryRecord, 'atMs' | 'fingerprint' | 'count' | 'firstAtMs'>;

export const lastingRecordShape = object<LastingRecord>({
  vdc: string,
  verb: verbShape,
  resource: string,
  reason: string,
  vdcReason: string,
  revision: string,
  changes: list(fieldChangeShape),
  outcome: word<Outcome['kind']>({ done: true, waiting: true, skipped: true, failed: true }),
  message: optional(string),
});

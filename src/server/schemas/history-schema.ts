import { count, object, oneOf, listOf, text, time, vdcName } from './common-schemas.ts';

export const historyRecordSchema = {
  $id: 'HistoryRecord',
  description: 'One action that was done or tried, as `vdc history -o json` shows it.',
  ...object(
    {
      at: time,
      vdc: vdcName,
      verb: text,
      resource: { ...text, description: 'kind/name' },
      reason: text,
      vdcReason: text,
      revision: text,
      fingerprint: text,
      changes: listOf({ $ref: 'FieldChange#' }),
      outcome: oneOf('done', 'waiting', 'skipped', 'failed'),
    },
    {
      message: text,
      count: { ...count, description: 'how often in a row the very same was written; absent: once' },
      firstAt: { ...time, description: 'when it was written first; present with `count`' },
    },
  ),
};

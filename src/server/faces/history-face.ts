import type { HistoryRecord } from '../../state/state-store.ts';
import { isoTime } from './iso-time.ts';

/** A record as `vdc history -o json` shows it. */
export function historyFace({ atMs, firstAtMs, ...record }: HistoryRecord) {
  return { at: isoTime(atMs), ...record, ...(firstAtMs !== undefined && { firstAt: isoTime(firstAtMs) }) };
}

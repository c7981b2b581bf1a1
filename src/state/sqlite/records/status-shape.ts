import type { VdcStatus } from '../../state-store.ts';
import { dictionary, either, number, object, string, wholeNumber, word } from './shape.ts';

/** As it is written: `sinceMs` has a column of its own, since only the store knows it. */
export const statusShape = object<Omit<VdcStatus, 'sinceMs'>>({
  name: string,
  atMs: wholeNumber,
  revision: string,
  ready: word<VdcStatus['ready']>({
    ready: true,
    waiting: true,
    blocked: true,
    failed: true,
    paused: true,
    retired: true,
    retained: true,
    pending: true,
  }),
  message: string,
  observed: dictionary(either(string, number)),
});

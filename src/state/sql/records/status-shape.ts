import type { Condition, ConditionType, VdcStatus } from '../../state-store.ts';
import { boolean, dictionary, either, list, number, object, optional, string, wholeNumber, word } from './shape.ts';

const condition = object<Condition>({
  type: word<ConditionType>({ Ready: true, Reconciling: true, Stalled: true, CustomerTold: true }),
  status: boolean,
  reason: string,
  message: string,
  sinceMs: wholeNumber,
  revision: string,
});

export const statusShape = object<VdcStatus>({
  name: string,
  atMs: wholeNumber,
  revision: string,
  appliedRevision: optional(string),
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
  sinceMs: wholeNumber,
  conditions: optional(list(condition)),
  nextLookAtMs: optional(wholeNumber),
  observed: dictionary(either(string, number)),
});

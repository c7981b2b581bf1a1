import type { Approved, ApprovedAction } from '../../../model/approved.ts';
import type { Approval } from '../../state-store.ts';
import { list, object, optional, string, wholeNumber } from './shape.ts';

const approved = object<Approved>({
  codes: list(string),
  actions: list(object<ApprovedAction>({ vdc: string, what: string })),
});

export const approvalShape = object<Approval>({
  fingerprint: string,
  by: string,
  atMs: wholeNumber,
  approved: optional(approved),
});

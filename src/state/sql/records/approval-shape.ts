import type { Approval } from '../../state-store.ts';
import { object, string, wholeNumber } from './shape.ts';

export const approvalShape = object<Approval>({ fingerprint: string, by: string, atMs: wholeNumber });

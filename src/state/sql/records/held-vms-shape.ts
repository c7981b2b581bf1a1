import type { AskedOfVm, HeldVm, HeldVms } from '../../../model/memory.ts';
import type { VmOperation } from '../../../model/virtual-machine.ts';
import { boolean, list, object, optional, string, wholeNumber, word } from './shape.ts';

const asked = object<AskedOfVm>({
  operation: word<VmOperation>({ start: true, resume: true, shutdown: true, stop: true, save: true, pause: true }),
  atMs: wholeNumber,
  jobId: optional(string),
});

const heldVm = object<HeldVm>({
  id: string,
  stampId: string,
  name: string,
  before: word<HeldVm['before']>({ running: true, paused: true, unknown: true, off: true }),
  asked: optional(asked),
});

export const heldVmsShape = object<HeldVms>({
  isComplete: boolean,
  isReturning: optional(boolean),
  doubtedSinceMs: optional(wholeNumber),
  vms: list(heldVm),
});

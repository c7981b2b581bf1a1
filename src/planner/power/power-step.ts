import type { HeldVms } from '../../model/memory.ts';
import type { ObservedVm } from '../../model/virtual-machine.ts';
import type { Attempt, Request } from './attempt.ts';

/** What one look at a VDC's machines showed, beside what is known of them. */
export interface PowerLook {
  readonly vms: readonly ObservedVm[];
  /** By id: what was asked of a machine last. */
  readonly attempts: ReadonlyMap<string, Attempt>;
  readonly nowMs: number;
}

/** What follows from a look. When nothing is to be asked and nothing awaited, this is how it ends. */
export interface PowerStep {
  /** To be written down before anything is asked; the very same object where there is nothing new. */
  readonly held: HeldVms;
  readonly ask: readonly { readonly vm: ObservedVm; readonly request: Request }[];
  readonly awaited: readonly ObservedVm[];
  /** What could not be done to these, and the next pass tries again. */
  readonly failed: readonly { readonly vm: Pick<ObservedVm, 'id' | 'name'>; readonly why: string }[];
  /** What a person should know: machines in trouble, machines that are gone. Sentences. */
  readonly remarks: readonly string[];
}

/** A step while it is being put together; what leaves the function is plain and read-only. */
export interface StepDraft {
  readonly ask: { readonly vm: ObservedVm; readonly request: Request }[];
  readonly awaited: ObservedVm[];
  readonly failed: { readonly vm: ObservedVm; readonly why: string }[];
  readonly remarks: string[];
}

export function startStep(): StepDraft {
  return { ask: [], awaited: [], failed: [], remarks: [] };
}

import type { Leftover, ObservedVm, VdcAddress, VmAddress, VmOperation } from '../model/virtual-machine.ts';

/** The answer to a request that machines take up in their own time. */
export type Asked =
  | {
      readonly kind: 'asked';
      /** The job that carries it out, where the answer named it. */
      readonly jobId?: string;
    }
  | {
      readonly kind: 'refused';
      /** Stands in docs/errors.md. */
      readonly code: string;
      readonly message: string;
      /** The answer was lost: it may have been carried out all the same. */
      readonly isUncertain?: boolean;
    };

export type JobState =
  | { readonly kind: 'running' | 'done' }
  | { readonly kind: 'failed'; readonly message: string }
  /** Not there, or not understood: only the machine itself can tell. */
  | { readonly kind: 'unknown' };

/**
 * A number may lag behind. `uncounted`: the remote system does not tell us. `nothing-shown`: it shows nothing at all where it
 * always shows something, so that its lists are not to be trusted either.
 */
export type VmCount = number | 'uncounted' | 'nothing-shown';

export interface VmSight {
  /** Those that were looked for, by id; one that is absent is gone, confirmed at its own address. */
  readonly vms: ReadonlyMap<string, ObservedVm>;
  /** All machines of the VDC, where the look happened to show them. */
  readonly all?: readonly ObservedVm[];
}

/**
 * The machines of VDCs, one remote system.
 *
 * Looking returns everything that was asked for or throws a ControllerError: what was merely not seen must never look
 * like what is not there. Nothing is repeated here, since an operation on a machine has no identity of ours: whoever asks
 * looks before asking again. What the remote system says to a request is an answer and never thrown; only an abort is.
 */
export interface VmProvider {
  /** `tenant`: on behalf of the owner, refused while the VDC is suspended. `spf`: with the fabric's own rights, always. */
  readonly access: 'tenant' | 'spf';
  /** All machines of the VDC, as they were at some moment after the call. Callers at one time may share the requests. */
  list(vdc: VdcAddress, signal: AbortSignal): Promise<readonly ObservedVm[]>;
  /** How many machines the remote system counts for the VDC, by other means than a listing of them. */
  count(vdc: VdcAddress, signal: AbortSignal): Promise<VmCount>;
  /** These machines, as they were at some moment after the call. */
  look(vdc: VdcAddress, vms: readonly VmAddress[], signal: AbortSignal): Promise<VmSight>;
  operate(vdc: VdcAddress, vm: ObservedVm, operation: VmOperation, signal: AbortSignal): Promise<Asked>;
  readJob(vdc: VdcAddress, job: VmAddress, signal: AbortSignal): Promise<JobState>;
  /** Deletes a machine that is off, disks and all. One that is gone already counts as asked. */
  remove(vdc: VdcAddress, vm: ObservedVm, signal: AbortSignal): Promise<Asked>;
  /** VM roles and customer networks that are still there. */
  listLeftovers(vdc: VdcAddress, signal: AbortSignal): Promise<readonly Leftover[]>;
  removeLeftover(vdc: VdcAddress, leftover: Leftover, signal: AbortSignal): Promise<Asked>;
}

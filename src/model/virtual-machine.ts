/** What a machine is doing, as far as its VDC's suspension is concerned. */
export type VmPower =
  | 'running'
  /** Its memory stays on the host. */
  | 'paused'
  | 'off'
  /** Its memory is on disk. */
  | 'saved'
  /** In the library: deployed nowhere. */
  | 'stored'
  /** On its way from one of these to another: to be looked at again. */
  | 'moving'
  /** In trouble, or in a state that we do not know: reported, never taken for off. */
  | 'broken';

/** One machine as the remote system knows it: by both together. Lower-case GUIDs. */
export interface VmAddress {
  readonly id: string;
  readonly stampId: string;
}

export interface ObservedVm extends VmAddress {
  readonly name: string;
  readonly power: VmPower;
  /** The remote system's own word for `power`, for people. */
  readonly status: string;
  /** False: nobody in the guest would hear a request to shut down. */
  readonly hasGuestServices: boolean;
  /** The last job that the remote system ran for it, ours or somebody else's. */
  readonly lastJobId?: string;
  /** Set for a machine that belongs to a VM role (a gallery item): the role's name. */
  readonly roleName?: string;
}

/** What may be done to a machine's power. `stop` cuts it, `shutdown` asks the guest. */
export type VmOperation = 'start' | 'resume' | 'shutdown' | 'stop' | 'save' | 'pause';

/** Whose machines. */
export interface VdcAddress {
  /** Lower-case GUID. */
  readonly subscriptionId: string;
  /** The WAP user that owns the subscription. */
  readonly owner: string;
}

/** Something of a VDC besides its machines that keeps its subscription from being deleted. */
export interface Leftover {
  readonly kind: 'vm-role' | 'network';
  /** As the remote system knows it. */
  readonly id: string;
  readonly stampId?: string;
  readonly name: string;
}

import type { HeldVm, HeldVms } from '../../src/model/memory.ts';
import type { ObservedVm, VmPower } from '../../src/model/virtual-machine.ts';

const words: Readonly<Record<VmPower, string>> = {
  running: 'Running',
  paused: 'Paused',
  off: 'PowerOff',
  saved: 'Saved',
  stored: 'Stored',
  moving: 'UnderMigration',
  broken: 'HostNotResponding',
};

/** A machine as it was seen; its name is all that a story needs to tell it by. */
export function aVm(name: string, power: VmPower, over: Partial<ObservedVm> = {}): ObservedVm {
  return { id: `vm-${name}`, stampId: 'stamp-1', name, power, status: words[power], hasGuestServices: true, ...over };
}

export function aHeldVm(name: string, before: HeldVm['before'], over: Partial<HeldVm> = {}): HeldVm {
  return { id: `vm-${name}`, stampId: 'stamp-1', name, before, ...over };
}

/** What is remembered of a VDC whose machines were not all seen at rest yet. */
export function heldOf(vms: readonly HeldVm[], over: Partial<HeldVms> = {}): HeldVms {
  return { isComplete: false, vms, ...over };
}

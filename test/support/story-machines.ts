import type { Simulator } from '../../src/simulator/start-simulator.ts';
import type { VmWish } from '../../src/simulator/vmm/make-vm.ts';
import type { StoryWorld } from './story-world.ts';

/** The machines of a story's VDCs, as somebody in VMM's console sees and makes them. Names of VDCs and machines, not ids. */
export interface StoryMachines {
  /** Name → status, or more wishes. */
  add(vdc: string, machines: Readonly<Record<string, string | Omit<VmWish, 'name'>>>): void;
  /** Name → status, in the order of their names. */
  of(vdc: string): Readonly<Record<string, string>>;
  id(vdc: string, name: string): string;
  /** At once, past every right: `Start`, `Stop`, … */
  operate(vdc: string, name: string, operation: string): void;
}

export function machinesOf({ byHand }: Simulator, world: Pick<StoryWorld, 'subscription'>): StoryMachines {
  const list = (vdc: string) => byHand.listVms(world.subscription(vdc).id);
  const id = (vdc: string, name: string): string => {
    const found = list(vdc).find((vm) => vm.name === name);
    if (found === undefined) throw new Error(`${vdc} has no machine "${name}"`);
    return found.id;
  };
  return {
    add(vdc, machines) {
      for (const [name, wish] of Object.entries(machines))
        byHand.addVm(world.subscription(vdc).id, {
          name,
          ...(typeof wish === 'string' ? { status: wish } : wish),
        });
    },
    of: (vdc) =>
      Object.fromEntries(
        list(vdc)
          .map(({ name, status }) => [name, status] as const)
          .sort(([a], [b]) => (a < b ? -1 : 1)),
      ),
    id,
    operate: (vdc, name, operation) => void byHand.operateVm(id(vdc, name), operation),
  };
}

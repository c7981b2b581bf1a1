import type { ObservedVm } from '../../src/model/virtual-machine.ts';
import type { Attempt, Request } from '../../src/planner/power/attempt.ts';
import type { PowerLook, PowerStep } from '../../src/planner/power/power-step.ts';

/** The moment of a look; stories say how long before it something was asked. */
export const lookMs = 1_800_000_000_000;

/** What was asked of a machine so long ago, by this process, unless the story says otherwise. */
export function anAttempt(request: Request, agoMs = 0, over: Partial<Attempt> = {}): Attempt {
  const atMs = lookMs - agoMs;
  return { request, atMs, firstAtMs: atMs, count: 1, isEarlier: false, job: 'unknown', ...over };
}

/** A look at these machines; `attempts` by their names. */
export function aLook(vms: readonly ObservedVm[], attempts: Readonly<Record<string, Attempt>> = {}): PowerLook {
  const byId = Object.entries(attempts).map(([name, attempt]) => [`vm-${name}`, attempt] as const);
  return { vms, attempts: new Map(byId), nowMs: lookMs };
}

/** `shutdown web`, `await db`, `fail old`: what a person would read in a step, in the order of the machines. */
export function told(step: PowerStep): readonly string[] {
  return [
    ...step.ask.map(({ vm, request }) => `${request} ${vm.name}`),
    ...step.awaited.map(({ name }) => `await ${name}`),
    ...step.failed.map(({ vm }) => `fail ${vm.name}`),
  ];
}

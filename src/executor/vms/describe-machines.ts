import type { Outcome } from '../../model/outcome.ts';
import type { ObservedVm } from '../../model/virtual-machine.ts';
import type { Request } from '../../planner/power/attempt.ts';
import type { Settled } from './settle-machines.ts';
import type { VmsTurn } from './vms-turn.ts';

const done: Readonly<Record<Request, string>> = {
  start: 'started',
  resume: 'resumed',
  shutdown: 'shut down',
  stop: 'stopped',
  save: 'saved',
  pause: 'paused',
  remove: 'deleted',
};

/** Which machines were asked for what, as a person tells it: `shut down web-1, web-2; stopped db-1`. */
export function describeRequests({ attempts }: VmsTurn, nameOf: (id: string) => string | undefined): string {
  const names = new Map<Request, string[]>();
  for (const [id, { request, isEarlier, failure }] of attempts) {
    const name = nameOf(id);
    if (isEarlier || failure !== undefined || name === undefined) continue;
    const list = names.get(request);
    if (list === undefined) names.set(request, [name]);
    else list.push(name);
  }
  return [...names].map(([request, list]) => `${done[request]} ${someOf(list.sort())}`).join('; ');
}

type Trouble = Extract<Outcome, { readonly kind: 'waiting' | 'failed' }>;

/** How a settled VDC ends when not all is as it should be; undefined when it is. */
export function describeTrouble({ step, late, isStopped }: Settled, code: string, rest: string): Trouble | undefined {
  if (isStopped)
    return { kind: 'waiting', message: 'stopped while machines were on their way; the next apply takes it up again' };
  if (step.failed.length > 0) {
    const why = step.failed.map(({ vm, why: reason }) => `${vm.name}: ${reason}`);
    return {
      kind: 'failed',
      code,
      message: `${rest} ${someOf(why, '; ')}${sentenceEnd(why)} The next apply tries again.`,
    };
  }
  if (late.length > 0) return { kind: 'waiting', message: `${describeLate(late)}; the next pass looks again` };
  return undefined;
}

/** What a person should know besides is told now: whom it is about may be off the list by the next pass. */
export function withRemarks(trouble: Trouble, remarks: readonly string[]): Outcome {
  if (remarks.length === 0) return trouble;
  return { ...trouble, message: `${trouble.message}${sentenceEnd([trouble.message])} ${remarks.join(' ')}` };
}

function describeLate(late: readonly ObservedVm[]): string {
  return someOf(late.map(({ name, status }) => `${name} is still ${status}`).sort());
}

export function someOf(texts: readonly string[], separator = ', '): string {
  const shown = texts.slice(0, 10).join(separator);
  return texts.length > 10 ? `${shown} and ${texts.length - 10} more` : shown;
}

function sentenceEnd(texts: readonly string[]): string {
  return /[.!?]$/.test(texts.at(-1) ?? '') ? '' : '.';
}

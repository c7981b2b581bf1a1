import type { HeldVms } from '../../model/memory.ts';
import type { ObservedVm } from '../../model/virtual-machine.ts';
import type { Attempt, Request } from '../../planner/power/attempt.ts';
import type { Asked } from '../../providers/vm-provider.ts';
import type { VmsTurn } from './vms-turn.ts';

export interface Wanted {
  readonly vm: ObservedVm;
  readonly request: Request;
}

/**
 * Asks machines side by side, each once. What is asked is written down before the first of them is asked: whoever takes up
 * from here looks at the machine, then at its job where that is known, then asks again.
 */
export async function askMachines(turn: VmsTurn, held: HeldVms, wanted: readonly Wanted[]): Promise<void> {
  const atMs = turn.nowMs();
  for (const { vm, request } of wanted)
    turn.attempts.set(vm.id, beginAttempt(turn.attempts.get(vm.id), { vm, request }, atMs));
  await turn.remember(noteAsked(held, turn.attempts));
  const { slots, rankOf, callSignal, signal } = turn.performing;
  await Promise.all(
    wanted.map(({ vm, request }) =>
      slots.use(rankOf(turn.turn.vdc.name), async () => {
        // Not asked after all: whoever comes next finds it as a request that was perhaps never sent.
        if (signal.aborted) return;
        const asked = await ask(turn, vm, request, callSignal);
        const attempt = turn.attempts.get(vm.id);
        if (attempt !== undefined) turn.attempts.set(vm.id, afterAnswer(attempt, asked, turn.nowMs()));
      }),
    ),
  );
}

/** Writes down which jobs are at work, where any is known: of interest only for what takes its time. */
export async function noteJobs(turn: VmsTurn): Promise<void> {
  if ([...turn.attempts.values()].some(({ jobId }) => jobId !== undefined))
    await turn.remember(noteAsked(turn.held(), turn.attempts));
}

function ask({ provider, vdc }: VmsTurn, vm: ObservedVm, request: Request, signal: AbortSignal): Promise<Asked> {
  return request === 'remove' ? provider.remove(vdc, vm, signal) : provider.operate(vdc, vm, request, signal);
}

function beginAttempt(before: Attempt | undefined, { vm, request }: Wanted, atMs: number): Attempt {
  const isSame = before?.request === request && !before.isEarlier;
  return {
    request,
    atMs,
    firstAtMs: isSame ? before.firstAtMs : atMs,
    count: isSame ? before.count + 1 : 1,
    isEarlier: false,
    job: 'unknown',
    ...(vm.lastJobId !== undefined && { jobBefore: vm.lastJobId }),
  };
}

/** Its time begins when it has been asked, which is long after the first where there are many and few call slots. */
function afterAnswer(begun: Attempt, asked: Asked, atMs: number): Attempt {
  const attempt = { ...begun, atMs, firstAtMs: begun.count === 1 ? atMs : begun.firstAtMs };
  if (asked.kind === 'asked') return asked.jobId === undefined ? attempt : { ...attempt, jobId: asked.jobId };
  return asked.isUncertain === true ? { ...attempt, isUncertain: true } : { ...attempt, failure: asked.message };
}

/** The list of machines as it is to be remembered, with what was asked of each. Removals are of no interest later. */
function noteAsked(held: HeldVms, attempts: VmsTurn['attempts']): HeldVms {
  return {
    ...held,
    vms: held.vms.map((vm) => {
      const attempt = attempts.get(vm.id);
      if (attempt === undefined || attempt.request === 'remove') return vm;
      const { request: operation, atMs, jobId } = attempt;
      return { ...vm, asked: { operation, atMs, ...(jobId !== undefined && { jobId }) } };
    }),
  };
}

import type { HeldVms } from '../../model/memory.ts';
import type { ObservedVm } from '../../model/virtual-machine.ts';
import type { PowerLook, PowerStep } from '../../planner/power/power-step.ts';
import { askMachines, noteJobs } from './ask-machines.ts';
import { createPatience } from './patience.ts';
import { readJobs } from './read-jobs.ts';
import type { VmsTurn } from './vms-turn.ts';
import { whenLetIn } from './when-let-in.ts';

export interface Settled {
  /** What the last look at all machines led to; nothing in it is still to be asked. */
  readonly step: PowerStep;
  /** Machines that were awaited as long as makes sense, and are not there yet. */
  readonly late: readonly ObservedVm[];
  readonly isStopped: boolean;
}

/** What VMM does to a machine takes a second at least; a look before that is one in vain. */
const shortestDelayMs = 1_000;
const longestDelayMs = 5_000;

/**
 * Looks, remembers, asks, waits, and looks again, until a look at all machines of the VDC leaves nothing to do. No call
 * slot is held while time passes. Machines go at their own pace: one that is late or in trouble holds up no other.
 */
export async function settleMachines(
  turn: VmsTurn,
  decide: (look: PowerLook, held: HeldVms) => PowerStep,
): Promise<Settled> {
  const { performing } = turn;
  const patience = createPatience(turn);
  const firstDelayMs = Math.max(performing.lookAgainMs, shortestDelayMs);
  let delayMs = firstDelayMs;
  let areJobsNoted = true;
  let vms = await whenLetIn(turn, () => listMachines(turn));
  let isWhole = true;
  for (;;) {
    // What is judged is what was seen, not what became of it while jobs were asked about.
    const nowMs = turn.nowMs();
    await readJobs(turn, vms);
    const step = decide({ vms, attempts: turn.attempts, nowMs }, turn.held());
    if (step.ask.length > 0 && !performing.signal.aborted) {
      await askMachines(turn, step.held, step.ask);
      delayMs = firstDelayMs;
      areJobsNoted = false;
    } else if (step.held !== turn.held()) await turn.remember(step.held);
    const awaited = patience.stillWorth([...step.awaited, ...step.ask.map(({ vm }) => vm)]);
    const isOver = awaited.length === 0;
    if (!areJobsNoted && !isOver && step.ask.length === 0) {
      areJobsNoted = true;
      await noteJobs(turn);
    }
    if (performing.signal.aborted || (isOver && isWhole))
      return { step, late: step.awaited, isStopped: performing.signal.aborted };
    if (!isOver) {
      await turn.wait(delayMs, describeWait(awaited));
      delayMs = Math.min(2 * delayMs, longestDelayMs);
      if (performing.signal.aborted) return { step, late: awaited, isStopped: true };
    }
    // The last look is always at all of them: one may have been started, or made, meanwhile.
    const seen = isOver ? undefined : await lookAtMachines(turn, vms, awaited);
    isWhole = seen?.isWhole ?? true;
    vms = seen?.vms ?? (await listMachines(turn));
  }
}

async function listMachines(turn: VmsTurn): Promise<readonly ObservedVm[]> {
  const { provider, vdc, performing } = turn;
  return withMissing(turn, await inSlot(turn, () => provider.list(vdc, performing.callSignal)));
}

/** What a listing lacks is not yet gone: those that we answer for are looked up at their own address. */
async function withMissing(turn: VmsTurn, vms: readonly ObservedVm[]): Promise<readonly ObservedVm[]> {
  const { provider, vdc, performing, held } = turn;
  const listed = new Set(vms.map(({ id }) => id));
  const missing = held().vms.filter(({ id }) => !listed.has(id));
  if (missing.length === 0) return vms;
  const found = await inSlot(turn, () => provider.look(vdc, missing, performing.callSignal));
  return [...vms, ...found.vms.values()];
}

async function lookAtMachines(
  turn: VmsTurn,
  before: readonly ObservedVm[],
  awaited: readonly ObservedVm[],
): Promise<{ readonly vms: readonly ObservedVm[]; readonly isWhole: boolean }> {
  const { provider, vdc, performing } = turn;
  const now = await inSlot(turn, () => provider.look(vdc, awaited, performing.callSignal));
  if (now.all !== undefined) return { vms: await withMissing(turn, now.all), isWhole: true };
  const asked = new Set(awaited.map(({ id }) => id));
  const vms = before.flatMap((vm) => (asked.has(vm.id) ? (now.vms.get(vm.id) ?? []) : [vm]));
  return { vms, isWhole: false };
}

/** A look at the whole fabric is shared by all who wait for it: to wait for it in a call slot would keep others from asking. */
function inSlot<T>({ provider, performing, turn }: VmsTurn, look: () => Promise<T>): Promise<T> {
  return provider.access === 'spf' ? look() : performing.slots.use(performing.rankOf(turn.vdc.name), look);
}

function describeWait(vms: readonly ObservedVm[]): string {
  const [first] = vms;
  if (vms.length === 1 && first !== undefined) return `${first.name} is ${first.status}`;
  const names = vms.slice(0, 3).map(({ name }) => name);
  return `${vms.length} machines are on their way: ${names.join(', ')}${vms.length > 3 ? ', …' : ''}`;
}

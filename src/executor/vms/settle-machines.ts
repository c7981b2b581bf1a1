import type { HeldVms } from '../../model/memory.ts';
import type { ObservedVm } from '../../model/virtual-machine.ts';
import type { Attempt } from '../../planner/power/attempt.ts';
import type { PowerLook, PowerStep } from '../../planner/power/power-step.ts';
import { askMachines } from './ask-machines.ts';
import type { VmsTurn } from './vms-turn.ts';
import { whenLetIn } from './when-let-in.ts';

export interface Settled {
  /** What the last look at all machines led to; nothing in it is still to be asked. */
  readonly step: PowerStep;
  /** Machines that were awaited as long as makes sense, and are not there yet. */
  readonly late: readonly ObservedVm[];
  readonly isStopped: boolean;
}

const longestDelayMs = 5_000;

/**
 * Looks, remembers, asks, waits, and looks again, until a look at all machines of the VDC leaves nothing to do. No call
 * slot is held while time passes. Machines go at their own pace: one that is late or in trouble holds up no other.
 */
export async function settleMachines(
  turn: VmsTurn,
  decide: (look: PowerLook, held: HeldVms) => PowerStep,
): Promise<Settled> {
  const { performing, provider } = turn;
  const patience = createPatience(turn);
  let delayMs = performing.lookAgainMs;
  let vms = await whenLetIn(turn, () => listMachines(turn));
  let isWhole = true;
  for (;;) {
    await readJobs(turn, vms);
    const step = decide({ vms, attempts: turn.attempts, nowMs: turn.nowMs() }, turn.held());
    if (step.ask.length > 0 && !performing.signal.aborted) {
      await askMachines(turn, step.held, step.ask);
      delayMs = performing.lookAgainMs;
    } else if (step.held !== turn.held()) await turn.remember(step.held);
    const awaited = patience.stillWorth([...step.awaited, ...step.ask.map(({ vm }) => vm)]);
    const isOver = awaited.length === 0;
    if (performing.signal.aborted || (isOver && isWhole))
      return { step, late: step.awaited, isStopped: performing.signal.aborted };
    if (!isOver) {
      await turn.wait(delayMs, describeWait(awaited));
      delayMs = Math.min(2 * delayMs, longestDelayMs);
      if (performing.signal.aborted) return { step, late: awaited, isStopped: true };
    }
    // Over the tenant API one listing costs the same as a look at one machine. The last look is always at all of them:
    // one may have been started, or made, meanwhile.
    isWhole = isOver || provider.access === 'tenant';
    vms = isWhole ? await listMachines(turn) : await lookAtMachines(turn, vms, awaited);
  }
}

async function listMachines({ provider, vdc, performing, turn, held }: VmsTurn): Promise<readonly ObservedVm[]> {
  const { callSignal, slots, rankOf } = performing;
  const list = () => provider.list(vdc, callSignal);
  // A listing of the whole fabric is shared by all who wait for it: to wait for it in a call slot would keep others from asking.
  const vms = await (provider.access === 'spf' ? list() : slots.use(rankOf(turn.vdc.name), list));
  // What a listing lacks is not yet gone: those that we answer for are looked up at their own address.
  const listed = new Set(vms.map(({ id }) => id));
  const missing = held().vms.filter(({ id }) => !listed.has(id));
  if (missing.length === 0) return vms;
  return [...vms, ...(await provider.look(vdc, missing, callSignal)).values()];
}

async function lookAtMachines(
  { provider, vdc, performing }: VmsTurn,
  before: readonly ObservedVm[],
  awaited: readonly ObservedVm[],
): Promise<readonly ObservedVm[]> {
  const now = await provider.look(vdc, awaited, performing.callSignal);
  const asked = new Set(awaited.map(({ id }) => id));
  return before.flatMap((vm) => (asked.has(vm.id) ? (now.get(vm.id) ?? []) : [vm]));
}

/** A job is only asked about while its machine does not itself show that it is at work, or arrived. */
async function readJobs(turn: VmsTurn, vms: readonly ObservedVm[]): Promise<void> {
  const { provider, vdc, attempts, performing } = turn;
  await Promise.all(
    vms.map(async (vm) => {
      const attempt = attempts.get(vm.id);
      if (attempt?.jobId === undefined || vm.power === 'moving' || attempt.failure !== undefined) return;
      if (hasArrived(vm, attempt)) return;
      const state = await provider.readJob(vdc, { id: attempt.jobId, stampId: vm.stampId }, performing.callSignal);
      attempts.set(vm.id, {
        ...attempt,
        job: state.kind === 'running' ? 'running' : state.kind === 'unknown' ? 'unknown' : 'over',
        ...(state.kind === 'failed' && { failure: state.message }),
      });
    }),
  );
}

function hasArrived({ power }: ObservedVm, { request }: Attempt): boolean {
  switch (request) {
    case 'start':
    case 'resume':
      return power === 'running';
    case 'pause':
      return power === 'paused';
    case 'remove':
      return false;
    case 'shutdown':
    case 'stop':
    case 'save':
      return power === 'off' || power === 'saved' || power === 'stored';
    default:
      return request satisfies never;
  }
}

/** How long a machine is awaited: one that somebody else moves less long than one that we asked. */
function createPatience({ attempts, performing, waitedMs, nowMs, turn: { action } }: VmsTurn) {
  const asksGuests = action.kind === 'vms' && action.verb === 'suspend' && action.operation === 'shutdown';
  const since = new Map<string, number>();
  const isLate = (vm: ObservedVm): boolean => {
    const attempt = attempts.get(vm.id);
    // A guest has a time of its own, at the end of which its power is cut.
    if (asksGuests && attempt?.request === 'shutdown') return false;
    const waited = waitedMs() - (since.get(vm.id) ?? waitedMs());
    if (attempt === undefined) return waited >= performing.waitMs;
    // What an earlier process asked is waited for from when we came.
    return (attempt.isEarlier ? waited : nowMs() - attempt.atMs) >= performing.vmWaitMs;
  };
  return {
    stillWorth(vms: readonly ObservedVm[]): readonly ObservedVm[] {
      for (const { id } of vms) if (!since.has(id)) since.set(id, waitedMs());
      return vms.filter((vm) => !isLate(vm));
    },
  };
}

function describeWait(vms: readonly ObservedVm[]): string {
  const [first] = vms;
  if (vms.length === 1 && first !== undefined) return `${first.name} is ${first.status}`;
  const names = vms.slice(0, 3).map(({ name }) => name);
  return `${vms.length} machines are on their way: ${names.join(', ')}${vms.length > 3 ? ', …' : ''}`;
}

import type { ObservedVm } from '../../model/virtual-machine.ts';
import type { Attempt } from '../../planner/power/attempt.ts';
import type { VmsTurn } from './vms-turn.ts';

/** A job is only asked about while its machine does not itself show that it is at work, or arrived. */
export async function readJobs(
  { provider, vdc, attempts, performing, turn, nowMs }: VmsTurn,
  vms: readonly ObservedVm[],
) {
  const { slots, rankOf, callSignal } = performing;
  await Promise.all(
    vms.map(async (vm) => {
      const attempt = attempts.get(vm.id);
      if (attempt === undefined || vm.power === 'moving' || attempt.failure !== undefined) return;
      const id = jobOf(vm, attempt);
      if (id === undefined || hasArrived(vm, attempt)) return;
      const state = await slots.use(rankOf(turn.vdc.name), () =>
        provider.readJob(vdc, { id, stampId: vm.stampId }, callSignal),
      );
      // A job that may be somebody else's only tells that the machine is busy.
      const isOurs = id === attempt.jobId;
      const job = state.kind === 'done' || state.kind === 'failed' ? 'over' : state.kind;
      const isNews = job === 'running' || (job === 'over' && attempt.job !== 'over');
      attempts.set(vm.id, {
        ...attempt,
        job,
        ...(isNews && { heardAtMs: nowMs() }),
        ...(state.kind === 'failed' && isOurs && { failure: state.message }),
      });
    }),
  );
}

function jobOf({ lastJobId }: ObservedVm, { jobId, jobBefore, isEarlier }: Attempt): string | undefined {
  if (jobId !== undefined || isEarlier) return jobId;
  return lastJobId === jobBefore ? undefined : lastJobId;
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

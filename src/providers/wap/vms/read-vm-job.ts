import type { VmAddress } from '../../../model/virtual-machine.ts';
import type { JobState } from '../../vm-provider.ts';
import { getJob, type VmmJob } from '../client/vm-clouds/jobs.ts';
import type { VmmScope } from '../client/vm-clouds/vmm-scope.ts';

const SUCCEEDED: ReadonlySet<string> = new Set(['completed', 'succeedwithinfo']);
const FAILED: ReadonlySet<string> = new Set(['failed', 'canceled', 'invalid']);

/** How a job in VMM is getting on (wire: vm-clouds 4.3). */
export async function readVmJob(scope: VmmScope, job: VmAddress, signal: AbortSignal): Promise<JobState> {
  const found = await getJob(scope, job, signal);
  return found === null ? { kind: 'unknown' } : jobStateFromWire(found);
}

export function jobStateFromWire({ status, isCompleted, problem }: VmmJob): JobState {
  const word = status?.toLowerCase() ?? '';
  if (SUCCEEDED.has(word)) return { kind: 'done' };
  if (FAILED.has(word)) {
    const message = `VMM ended the job as ${status}.`;
    return { kind: 'failed', message: problem === '' ? message : `${message} ${problem}` };
  }
  // Over, in a word that we do not know: for good or ill, only the machine can tell.
  return { kind: isCompleted ? 'unknown' : 'running' };
}

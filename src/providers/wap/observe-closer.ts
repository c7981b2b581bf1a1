import type { Capacity, CloserView, Question, Unread, Use } from '../../model/observed-state.ts';
import type { ObservedVm } from '../../model/virtual-machine.ts';
import { ControllerError } from '../../model/controller-error.ts';
import type { VmProvider } from '../vm-provider.ts';
import { readCloudCapacity } from './client/vm-clouds/cloud-capacity.ts';
import { lookAtSubscription } from './look-at-subscription.ts';
import { readUse } from './read-use.ts';
import type { WapDoors } from './wap-doors.ts';

export interface CloserDoors extends WapDoors {
  readonly vms?: VmProvider;
}

/** Answers all or throws; only use, machines and capacity that cannot be read are answers of their own, since they concern one VDC and not the pass. */
export async function observeCloser(
  questions: readonly Question[],
  doors: CloserDoors,
  signal: AbortSignal,
): Promise<CloserView> {
  const gone = new Set<string>();
  const use = new Map<string, { readonly use: Use } | Unread>();
  const vms = new Map<string, { readonly vms: readonly ObservedVm[] } | Unread>();
  const capacity = new Map<string, { readonly capacity: Capacity } | Unread>();
  const answer = async (question: Question): Promise<void> => {
    switch (question.kind) {
      case 'use':
        use.set(question.subscriptionId, await readUse(question, doors, signal));
        return;
      case 'vms':
        vms.set(question.subscriptionId, await orUnread(() => readVms(question, doors.vms, signal), signal));
        return;
      case 'capacity':
        capacity.set(question.cloudId, await orUnread(() => readCapacity(question, doors, signal), signal));
        return;
      case 'is-subscription-gone':
        if ((await lookAtSubscription(question.subscriptionId, doors, signal)) === undefined)
          gone.add(question.subscriptionId);
        return;
      default:
        question satisfies never;
    }
  };
  // Side by side: the transport bounds how many are really under way.
  await Promise.all(questions.map(answer));
  return { gone, use, vms, capacity };
}

async function readVms(
  vdc: { readonly subscriptionId: string; readonly owner: string },
  provider: VmProvider | undefined,
  signal: AbortSignal,
) {
  if (provider === undefined) return { unread: 'the settings give neither wap.tenantApi nor wap.spf' };
  return { vms: await provider.list(vdc, signal) };
}

async function readCapacity(
  cloud: { readonly cloudId: string; readonly stampId: string },
  { admin }: WapDoors,
  signal: AbortSignal,
): Promise<{ readonly capacity: Capacity }> {
  const { cpuCount, memoryMb, storageGb, vmCount } = await readCloudCapacity(admin, cloud, signal);
  return {
    capacity: {
      ...(cpuCount !== null && { cpu: cpuCount }),
      ...(memoryMb !== null && { ramMib: memoryMb }),
      ...(storageGb !== null && { diskGib: storageGb }),
      ...(vmCount !== null && { vms: vmCount }),
    },
  };
}

async function orUnread<T>(read: () => Promise<T>, signal: AbortSignal): Promise<T | Unread> {
  try {
    return await read();
  } catch (error) {
    if (signal.aborted || !(error instanceof ControllerError)) throw error;
    return { unread: error.message };
  }
}

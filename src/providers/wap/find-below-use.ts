import type { Limits } from '../../model/virtual-data-center.ts';
import { readUse } from './read-use.ts';
import type { WapDoors } from './wap-doors.ts';

export interface ShrinkingVdc {
  readonly subscriptionId: string;
  readonly owner: string;
  readonly fields: readonly (keyof Limits)[];
}

/** Why these limits may not be had, in a sentence; undefined when all of them stay at or above what is in use now. */
export async function findBelowUse(
  { fields, ...vdc }: ShrinkingVdc,
  limits: Limits,
  cloud: { readonly cloudId: string; readonly stampId: string },
  doors: WapDoors,
  signal: AbortSignal,
): Promise<{ readonly isRead: boolean; readonly message: string } | undefined> {
  const answer = await readUse({ ...vdc, cloudId: cloud.cloudId, stampId: cloud.stampId }, doors, signal);
  if ('unread' in answer)
    return { isRead: false, message: `How much is in use can no longer be read (${answer.unread}).` };
  for (const field of fields) {
    const limit = limits[field];
    const used = answer.use[field];
    if (limit === 'unlimited') continue;
    if (used === undefined) return { isRead: false, message: `WAP no longer says how much ${words[field]} is in use.` };
    if (used > limit)
      return {
        isRead: true,
        message: `${words[field]} in use is now ${used}, more than the new limit of ${limit}.`,
      };
  }
  return undefined;
}

const words: Readonly<Record<keyof Limits, string>> = {
  cpu: 'CPUs',
  ramMib: 'RAM (MiB)',
  diskGib: 'disk (GiB)',
  vms: 'VMs',
};

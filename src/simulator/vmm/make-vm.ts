import { mintGuid } from '../clock/seeded-random.ts';
import type { CloudRecord } from '../world/cloud-record.ts';
import { ADMINISTRATOR_ROLE_ID } from '../world/seed-ids.ts';
import type { SubscriptionRecord } from '../world/subscription-record.ts';
import type { Stuck, VmOwner, VmRecord } from '../world/vm-record.ts';
import type { World } from '../world/world.ts';

/** A machine as somebody wants it; what is left out is as usual. */
export interface VmWish {
  readonly name: string;
  /** Default Running. */
  readonly status?: string;
  readonly cpus?: number;
  readonly memoryMb?: number;
  /** With a maximum the memory is dynamic. */
  readonly maximumMemoryMb?: number;
  readonly diskGb?: number;
  /** What of it lies on the host's disk; default a quarter. */
  readonly usedGb?: number;
  readonly description?: string;
  readonly hasVmAdditions?: boolean;
  readonly isOsShutdownEnabled?: boolean;
  readonly ignoresShutdown?: boolean;
  readonly stuck?: Stuck;
  /** It belongs to a VM role of that name. */
  readonly roleName?: string;
  readonly jobMs?: number;
  readonly shutdownMs?: number;
}

export interface VmPlace {
  readonly cloud: Pick<CloudRecord, 'id' | 'stampId'>;
  /** null: VMM's administrators. */
  readonly owner: Pick<SubscriptionRecord, 'id' | 'owner'> | null;
}

const GIB = 1024 ** 3;
const ADMINISTRATOR: VmOwner = {
  roleId: ADMINISTRATOR_ROLE_ID,
  roleName: 'Administrator',
  userName: 'CORP\\svc-vmm',
};

/** A machine that is not in the world yet. */
export function vmOf(
  { world, now, random }: { readonly world: World; readonly now: number; readonly random: () => number },
  { cloud, owner }: VmPlace,
  wish: VmWish,
): VmRecord {
  const memoryMb = wish.memoryMb ?? 2048;
  const diskGb = wish.diskGb ?? 40;
  return {
    seq: world.nextSeq(),
    id: mintGuid(random),
    stampId: cloud.stampId,
    cloudId: cloud.id,
    hypervisorId: mintGuid(random),
    name: wish.name,
    computerName: wish.name.toUpperCase(),
    description: wish.description ?? '',
    tag: '(none)',
    owner: ownerOf(owner),
    cloudVmRoleName: wish.roleName ?? null,
    timeline: [{ at: now, status: wish.status ?? 'Running' }],
    goneAt: null,
    cpuCount: wish.cpus ?? 1,
    memoryMb,
    dynamicMemory: wish.maximumMemoryMb === undefined ? null : { minimumMb: memoryMb, maximumMb: wish.maximumMemoryMb },
    disks: [
      {
        id: mintGuid(random),
        driveId: mintGuid(random),
        name: `${wish.name}-disk-1`,
        provisionedBytes: diskGb * GIB,
        usedBytes: Math.round((wish.usedGb ?? diskGb / 4) * GIB),
      },
    ],
    hasVmAdditions: wish.hasVmAdditions ?? true,
    isOsShutdownEnabled: wish.isOsShutdownEnabled ?? true,
    isHighlyAvailable: true,
    ignoresShutdown: wish.ignoresShutdown ?? false,
    stuck: wish.stuck ?? null,
    jobMs: wish.jobMs ?? null,
    shutdownMs: wish.shutdownMs ?? null,
    mostRecentJobId: null,
    failedJobId: null,
    createdAt: now,
    modifiedAt: now,
  };
}

/** Of a machine or a network: the role of a subscription, or VMM's administrators. */
export function ownerOf(owner: VmPlace['owner']): VmOwner {
  if (owner === null) return ADMINISTRATOR;
  return { roleId: owner.id, roleName: `${owner.owner}_${owner.id}`, userName: owner.owner };
}

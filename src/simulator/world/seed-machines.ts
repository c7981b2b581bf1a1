import { seededRandom } from '../clock/seeded-random.ts';
import { vmOf, type VmPlace, type VmWish } from '../vmm/make-vm.ts';
import * as ids from './seed-ids.ts';
import type { SubscriptionRecord } from './subscription-record.ts';
import type { World } from './world.ts';

const CLOUD = { id: ids.BASE_CLOUD_ID, stampId: ids.BASE_STAMP_ID };

/** One of every class of states (wire: vm-clouds 4.5), and one guest without services. */
const CONTOSO: readonly VmWish[] = [
  { name: 'contoso-web', status: 'Running', cpus: 2, memoryMb: 4096 },
  { name: 'contoso-build', status: 'Paused', cpus: 2, memoryMb: 4096, maximumMemoryMb: 8192 },
  { name: 'contoso-old', status: 'PowerOff', memoryMb: 2048, hasVmAdditions: false },
  { name: 'contoso-lab', status: 'Saved', memoryMb: 2048 },
  { name: 'contoso-archive', status: 'Stored', memoryMb: 2048 },
];
const FABRIKAM: readonly VmWish[] = [
  // Its subscription is suspended, and it runs: WAP stops no machine.
  { name: 'fabrikam-shop', status: 'Running', cpus: 2, memoryMb: 4096 },
  { name: 'fabrikam-legacy', status: 'Running', hasVmAdditions: false },
  { name: 'shopfarm-1', status: 'Running', roleName: 'shopfarm' },
  { name: 'fabrikam-moving', status: 'MergingDrives' },
  { name: 'fabrikam-broken', status: 'UpdateFailed' },
  // No version that we know of has this word.
  { name: 'fabrikam-newer', status: 'Hibernating' },
];

/** The machines of the tenants the world starts with, all on the one cloud they share, and one of VMM's administrators. */
export function seedMachines(world: World, contosoId: string, fabrikamId: string, now: number): void {
  const random = seededRandom(1, 'seed machines');
  const put = (owner: SubscriptionRecord | null, wish: VmWish): void =>
    world.vms.put(vmOf({ world, now, random }, { cloud: CLOUD, owner }, wish));
  for (const wish of CONTOSO) put(world.subscriptions.get(contosoId) ?? null, wish);
  for (const wish of FABRIKAM) put(world.subscriptions.get(fabrikamId) ?? null, wish);
  put(null, { name: 'vmm-library', status: 'Running', cpus: 4, memoryMb: 8192 });
}

/** So many small machines for a made-up VDC, every fifth of them off. Their ids follow from the subscription's. */
export function populateMachines(
  world: World,
  { cloud, owner }: VmPlace & { readonly owner: SubscriptionRecord },
  count: number,
  now: number,
): void {
  const random = seededRandom(1, `machines ${owner.id}`);
  for (let i = 0; i < count; i += 1) {
    const status = i % 5 === 4 ? 'PowerOff' : 'Running';
    const wish = { name: `${owner.name}-vm-${i + 1}`, status, cpus: 1, memoryMb: 1024, diskGb: 20 };
    world.vms.put(vmOf({ world, now, random }, { cloud, owner }, wish));
  }
}

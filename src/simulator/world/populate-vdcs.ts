import { readLimits } from '../quota/read-limits.ts';
import type { VmPlace } from '../vmm/make-vm.ts';
import { PLAN_PRIVATE, type PlanRecord } from './plan-record.ts';
import { internSetting } from './quota-setting.ts';
import { populateMachines } from './seed-machines.ts';
import { planOf, subscribe, userOf } from './seed-world.ts';
import { BASE_PLAN_ID } from './seed-ids.ts';
import { SUBSCRIPTION_ACTIVE, SUBSCRIPTION_SUSPENDED, NO_USE, type Use } from './subscription-record.ts';
import type { World } from './world.ts';

/** One VDC as a controller would have made it. Limits are texts of whole numbers; '' is unlimited. */
export interface VdcSeed {
  readonly name: string;
  readonly subscriptionId: string;
  readonly planId: string;
  readonly planDisplayName: string;
  readonly owner: string;
  readonly vms?: string;
  readonly cpus: string;
  readonly memoryMb: string;
  readonly storageGb: string;
  readonly isSuspended?: boolean;
  /** What is in use besides its machines. */
  readonly use?: Use;
  /** How many small machines it has, four of five running; default: as many as every other one. */
  readonly machines?: number;
  readonly coAdmins?: readonly string[];
}

export interface Population {
  readonly count: number;
  readonly now: number;
  /** What the i-th VDC is; the default has made-up names and ids. */
  readonly describe?: (i: number) => VdcSeed;
  /** The plan whose settings are copied but for the numbers; default: VDC Base. */
  readonly templatePlanId?: string;
  /** Machines of each VDC that does not say itself; default none. */
  readonly vmsPerVdc?: number;
}

/** Fills the world with VDCs, each with its own plan, subscription and, unless it is there already, user. Some 10 µs each. */
export function populateVdcs(
  world: World,
  { count, now, describe = describeVdc, templatePlanId = BASE_PLAN_ID, vmsPerVdc = 0 }: Population,
): void {
  const template = world.plans.get(templatePlanId);
  if (template === undefined) throw new Error(`There is no plan ${templatePlanId} to copy`);
  const vmCloud = template.services.find(({ name }) => name === 'systemcenter');
  const quota = vmCloud === undefined ? null : readLimits(vmCloud.settings);
  const cloud = quota?.problem === null ? { id: quota.cloudId, stampId: quota.stampId } : null;
  world.fill(() => {
    for (let i = 0; i < count; i += 1)
      addVdc(world, { plan: template, cloud }, { machines: vmsPerVdc, ...describe(i) }, now - (count - i) * 1000);
  });
}

/** Made-up and repeatable: `vdc-000042`, its ids ending in the same number. */
export function describeVdc(i: number): VdcSeed {
  const number = String(i).padStart(6, '0');
  const cpus = 2 + (i % 15) * 2;
  return {
    name: `vdc-${number}`,
    subscriptionId: `5eed0000-0000-4000-8000-${String(i).padStart(12, '0')}`,
    planId: `seedvdc${number}`,
    planDisplayName: `VDC vdc-${number}`,
    owner: `owner-${number}@tenants.example`,
    vms: String(1 + (i % 20)),
    cpus: String(cpus),
    memoryMb: String(cpus * 2048),
    storageGb: String(100 + (i % 10) * 50),
  };
}

interface Template {
  readonly plan: PlanRecord;
  /** Where its machines are; null: it has no readable quota, and so no machines. */
  readonly cloud: VmPlace['cloud'] | null;
}

function addVdc(world: World, { plan, cloud }: Template, vdc: VdcSeed, createdAt: number): void {
  const services = plan.services.map((service) => {
    const settings = service.settings.map(({ Key, Value }) =>
      internSetting(Key, Key === 'Clouds' ? withLimits(Value, vdc) : Value),
    );
    return { ...service, settings };
  });
  world.plans.put({
    ...planOf(vdc.planId, vdc.planDisplayName, PLAN_PRIVATE, services, createdAt),
    seq: world.nextSeq(),
  });
  const owner = world.users.get(vdc.owner) ?? userOf(world, vdc.owner, createdAt);
  const subscription = subscribe(world, owner, vdc.planId, {
    id: vdc.subscriptionId.toLowerCase(),
    name: vdc.name,
    state: vdc.isSuspended === true ? SUBSCRIPTION_SUSPENDED : SUBSCRIPTION_ACTIVE,
    use: vdc.use ?? NO_USE,
    coAdmins: vdc.coAdmins ?? [],
  });
  if (vdc.machines !== undefined && vdc.machines > 0 && cloud !== null)
    populateMachines(world, { cloud, owner: subscription }, vdc.machines, createdAt);
}

/** Only the text between the tags changes; everything else of the template stays to the byte. */
export function withLimits(
  cloudsXml: string,
  limits: Pick<VdcSeed, 'vms' | 'cpus' | 'memoryMb' | 'storageGb'>,
): string {
  const values: Readonly<Record<string, string>> = {
    VMCount: limits.vms ?? '',
    CPUCount: limits.cpus,
    MemoryMB: limits.memoryMb,
    StorageGB: limits.storageGb,
  };
  return cloudsXml.replace(
    /<((?:Role|Member)(VMCount|CPUCount|MemoryMB|StorageGB))(?:>[^<]*<\/\1>|\s*\/>)/g,
    (_all, element: string, dimension: string) => `<${element}>${values[dimension] ?? ''}</${element}>`,
  );
}

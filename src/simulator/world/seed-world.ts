import {
  PLAN_PRIVATE,
  PLAN_PUBLIC,
  type AddOnRecord,
  type PlanRecord,
  type ServiceQuotaRecord,
} from './plan-record.ts';
import { readLimits } from '../quota/read-limits.ts';
import { vmNetworkOf } from '../vmm/make-vm-network.ts';
import * as ids from './seed-ids.ts';
import { seedMachines } from './seed-machines.ts';
import { templateSettings } from './seed-quota.ts';
import { internSetting } from './quota-setting.ts';
import {
  NO_USE,
  SUBSCRIPTION_ACTIVE,
  SUBSCRIPTION_SUSPENDED,
  type SubscriptionRecord,
  type Use,
} from './subscription-record.ts';
import { SETTLED } from './sync-process.ts';
import { USER_ACTIVE, type UserRecord } from './user-record.ts';
import type { World } from './world.ts';

const DAY_MS = 86_400_000;
const BASE = { cloudId: ids.BASE_CLOUD_ID, stampId: ids.BASE_STAMP_ID };
const SILVER = { cloudId: ids.SILVER_CLOUD_ID, stampId: ids.SILVER_STAMP_ID };

/** The world a simulator starts with: two clouds, two templates, other people's plans, users and subscriptions. */
export function seedWorld(world: World, now: number): void {
  world.fill(() => {
    seedClouds(world);
    seedProviders(world);
    for (const plan of seedPlans(now)) world.plans.put({ ...plan, seq: world.nextSeq() });
    world.addOns.put({ ...boostAddOn(now), seq: world.nextSeq() });
    seedTenants(world, now);
  });
}

function seedClouds(world: World): void {
  const capacity = { vmCount: 2000, cpuCount: 4096, memoryMb: 16_777_216, storageGb: 524_288 };
  const small = { vmCount: null, cpuCount: 512, memoryMb: 2_097_152, storageGb: 65_536 };
  world.clouds.put({
    seq: world.nextSeq(),
    id: BASE.cloudId,
    stampId: BASE.stampId,
    name: 'Production',
    description: 'All hosts',
    capacity,
  });
  world.clouds.put({
    seq: world.nextSeq(),
    id: SILVER.cloudId,
    stampId: SILVER.stampId,
    name: 'Silver',
    description: '',
    capacity: small,
  });
  // On two stamps they are two networks, whatever their ids.
  for (const { id, stampId, name } of world.clouds.rows)
    world.vmNetworks.put(
      vmNetworkOf(
        world,
        { cloud: { id, stampId }, owner: null },
        { id: ids.PROVIDER_NETWORK_ID, name: `${name} shared`, description: 'For every customer' },
      ),
    );
}

function seedProviders(world: World): void {
  const put = (name: string, instanceId: string, displayName: string, port: number, isSystem: boolean): void => {
    const forward = `https://localhost:${port}/`;
    const endpoint = {
      ForwardingAddress: forward,
      AuthenticationMode: 1,
      AuthenticationUsername: 'svc',
      AuthenticationPassword: null,
    };
    const tenant = {
      ...endpoint,
      SourceUriTemplate: '{subid}/services/' + name + '/{*path}',
      TargetUriTemplate: 'subscriptions/{subid}/{*path}',
    };
    const members = {
      Description: displayName,
      Enabled: true,
      PassThroughEnabled: true,
      AllowAnonymousAccess: false,
      AllowMultipleInstances: name === 'sqlservers',
      AdminEndpoint: endpoint,
      TenantEndpoint: tenant,
      UsageEndpoint: null,
      HealthCheckEndpoint: null,
      NotificationEndpoint: endpoint,
      InstanceDisplayName: displayName,
      MaxQuotaUpdateBatchSize: 10,
      SubscriptionStatusPollingInterval: '00:05:00',
      Type: 0,
      Settings: [],
    };
    world.resourceProviders.put({ seq: world.nextSeq(), name, instanceId, displayName, isSystem, members });
  };
  put('systemcenter', ids.SYSTEM_CENTER_INSTANCE_ID, 'Virtual Machine Clouds', 8090, false);
  put('sqlservers', ids.SQL_SERVERS_INSTANCE_ID, 'SQL Servers', 30010, false);
  put('monitoring', '2A3B4C5D-6E7F-4081-92A3-B4C5D6E7F809', 'Monitoring', 30020, true);
}

function seedPlans(now: number): readonly Omit<PlanRecord, 'seq'>[] {
  const template = { vms: '10', cpus: '8', memoryMb: '16384', storageGb: '200' };
  const none = { vms: '', cpus: '', memoryMb: '', storageGb: '' };
  const sql: ServiceQuotaRecord = {
    name: 'sqlservers',
    instanceId: ids.SQL_SERVERS_INSTANCE_ID,
    displayName: 'SQL Servers',
    instanceDisplayName: 'SQL Servers',
    configured: true,
    settings: [
      internSetting(
        'Editions',
        '[{"displayName":"Small","groupName":"Default","resourceCount":"2","resourceSize":"1024"}]',
      ),
    ],
  };
  return [
    planOf(ids.BASE_PLAN_ID, 'VDC Base', PLAN_PRIVATE, [vmCloud(templateSettings(BASE, template))], now - 400 * DAY_MS),
    planOf(
      ids.SILVER_PLAN_ID,
      'VDC Silver',
      PLAN_PRIVATE,
      [vmCloud(templateSettings(SILVER, none))],
      now - 390 * DAY_MS,
    ),
    {
      ...planOf(
        'GoldPhq4k5t2a',
        'Gold Plan',
        PLAN_PUBLIC,
        [vmCloud(templateSettings(BASE, template)), sql],
        now - 380 * DAY_MS,
      ),
      addOnIds: ['BoostAhq4k6v7d'],
      invitationCode: 'WELCOME',
      price: '99.00',
    },
    planOf('SqlOnhq4k7w3e', 'Sql Only', PLAN_PUBLIC, [sql], now - 370 * DAY_MS),
    planOf('Drafthq4k8y5g', 'Draft', PLAN_PRIVATE, [{ ...vmCloud([]), configured: false }], now - 360 * DAY_MS),
  ];
}

function vmCloud(settings: ServiceQuotaRecord['settings']): ServiceQuotaRecord {
  const displayName = 'Virtual Machine Clouds';
  return {
    name: 'systemcenter',
    instanceId: ids.SYSTEM_CENTER_INSTANCE_ID,
    displayName,
    instanceDisplayName: displayName,
    configured: true,
    settings,
  };
}

export function planOf(
  id: string,
  displayName: string,
  state: number,
  services: readonly ServiceQuotaRecord[],
  createdAt: number,
): Omit<PlanRecord, 'seq'> {
  const advertisements = [{ LanguageCode: 'en-us', DisplayName: displayName, Description: displayName }];
  const rest = { addOnIds: [], invitationCode: null, price: null, extra: {} };
  return { id, displayName, state, advertisements, services, maxSubscriptionsPerAccount: -1, createdAt, ...rest };
}

function boostAddOn(createdAt: number): Omit<AddOnRecord, 'seq'> {
  const settings = templateSettings(BASE, { vms: '2', cpus: '4', memoryMb: '8192', storageGb: '100' });
  const offer = planOf('BoostAhq4k6v7d', 'Boost', PLAN_PUBLIC, [vmCloud(settings)], createdAt);
  const { id, displayName, state, advertisements, services, extra } = offer;
  return { id, displayName, state, advertisements, services, extra, createdAt, price: null, maxOccurrencesPerPlan: 3 };
}

function seedTenants(world: World, now: number): void {
  const contoso = userOf(world, 'it@contoso.example', now - 200 * DAY_MS);
  const fabrikam = userOf(world, 'cloud@fabrikam.example', now - 150 * DAY_MS);
  const contosoId = 'b7a1c2d3-0e4f-4a5b-9c6d-7e8f90a1b2c3';
  const fabrikamId = 'f0e1d2c3-6a7b-4c8d-a9e0-1f2a3b4c5d6e';
  subscribe(world, contoso, 'GoldPhq4k5t2a', {
    id: contosoId,
    name: 'Contoso production',
    use: NO_USE,
    state: SUBSCRIPTION_ACTIVE,
  });
  subscribe(world, contoso, 'SqlOnhq4k7w3e', {
    id: 'd4c3b2a1-5f6e-4d7c-8b9a-0c1d2e3f4a5b',
    name: 'Contoso databases',
    use: NO_USE,
    state: SUBSCRIPTION_ACTIVE,
  });
  subscribe(world, fabrikam, 'GoldPhq4k5t2a', {
    id: fabrikamId,
    name: 'Fabrikam',
    use: NO_USE,
    state: SUBSCRIPTION_SUSPENDED,
  });
  seedMachines(world, contosoId, fabrikamId, now);
}

export function userOf(world: World, name: string, createdAt: number): UserRecord {
  const user: UserRecord = {
    seq: world.nextSeq(),
    name,
    email: name,
    state: USER_ACTIVE,
    createdAt,
    activation: SETTLED,
    goneAt: null,
    extra: {},
  };
  world.users.put(user);
  return user;
}

export interface SubscriptionSeed {
  readonly id: string;
  readonly name: string;
  readonly state: number;
  readonly use: Use;
  readonly coAdmins?: readonly string[];
}

/** A subscription that all providers know since long. */
export function subscribe(world: World, owner: UserRecord, planId: string, seed: SubscriptionSeed): SubscriptionRecord {
  const plan = world.plans.get(planId);
  if (plan === undefined) throw new Error(`The seed has no plan ${planId}`);
  const services = plan.services.map(({ name, settings }) => {
    const quota = name === 'systemcenter' ? readLimits(settings) : null;
    const limitsAfter = quota?.problem === null ? quota.limits : null;
    return { type: name, settings, quota: SETTLED, activation: SETTLED, limitsBefore: null, limitsAfter };
  });
  const subscription: SubscriptionRecord = {
    seq: world.nextSeq(),
    id: seed.id,
    name: seed.name,
    state: seed.state,
    use: seed.use,
    owner: owner.name,
    serviceAdmin: null,
    coAdmins: seed.coAdmins ?? [],
    planId: plan.id,
    offerCategory: null,
    createdAt: owner.createdAt,
    tenantReadyAt: 0,
    addOns: [],
    services,
    goneAt: null,
  };
  world.subscriptions.put(subscription);
  return subscription;
}

import { readFileSync } from 'node:fs';
import { Pool } from 'undici';
import { vdcSeedOf } from './bench-world.ts';
import { median } from './median.ts';
import { costOf, type FloorCost } from './own-cost.ts';
import type { SimulatorAddresses } from './simulator-addresses.ts';

// The floor of create-vdcs.ts: a bare program that sends the same requests, VDCs side by side and the calls of one in
// order. No plan, no journal, nothing remembered; of the answers only the status is looked at.

interface WireTemplate {
  readonly ServiceQuotas: readonly {
    readonly ServiceName: string;
    readonly ServiceInstanceId: string;
    readonly Settings: readonly { readonly Key: string; readonly Value: string }[];
  }[];
}

const [addressesFile = '', vdcs = '', concurrency = ''] = process.argv.slice(2);
const { adminApi, ca, token } = JSON.parse(readFileSync(addressesFile, 'utf8')) as SimulatorAddresses;
const pool = new Pool(adminApi, { connect: { ca }, connections: Number(concurrency), pipelining: 1, allowH2: false });
const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json', accept: 'application/json' };

const callsMs: number[] = [];

async function send(method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown): Promise<string> {
  const text = body === undefined ? null : JSON.stringify(body);
  const startedAt = performance.now();
  const answer = await pool.request({ method, path, headers, body: text });
  const answered = await answer.body.text();
  callsMs.push(performance.now() - startedAt);
  if (answer.statusCode > 299) throw new Error(`${method} ${path}: ${answer.statusCode} ${answered}`);
  return answered;
}

async function create(i: number, template: WireTemplate): Promise<void> {
  const { owner, planId, planDisplayName, subscriptionId, name, cpus } = vdcSeedOf(i);
  await send('POST', '/users', { Name: owner, Email: owner, State: 1 });
  await send('POST', '/plans', {
    Id: planId,
    DisplayName: planDisplayName,
    State: 0,
    ServiceQuotas: [],
    MaxSubscriptionsPerAccount: -1,
  });
  const [service] = template.ServiceQuotas;
  await send('POST', `/plans/${planId}/services`, {
    Name: service?.ServiceName,
    InstanceId: service?.ServiceInstanceId,
    ConfigState: 0,
  });
  const Settings = service?.Settings.map(({ Key, Value }) => ({
    Key,
    Value: Key === 'Clouds' ? Value.replaceAll(/(CPUCount)>\d*</g, `$1>${cpus}<`) : Value,
  }));
  await send('PUT', `/plans/${planId}/quota`, { ServiceQuotas: [{ ...service, Settings }] });
  await send('POST', '/subscriptions', {
    SubscriptionId: subscriptionId,
    FriendlyName: name,
    AccountAdminLiveEmailId: owner,
    AccountAdminLivePuid: owner,
    OfferType: 0,
    PlanId: planId,
  });
}

const cost = await costOf(async () => {
  const [plans] = await Promise.all([
    send('GET', '/plans'),
    send('GET', '/subscriptions?skip=0&take=1000'),
    send('GET', '/users?skip=0&take=1000'),
  ]);
  const template = (JSON.parse(plans) as (WireTemplate & { DisplayName: string })[]).find(
    ({ DisplayName }) => DisplayName === 'VDC Base',
  );
  if (template === undefined) throw new Error('there is no template');
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let i = next++; i < Number(vdcs); i = next++) await create(i, template);
  };
  await Promise.all(Array.from({ length: Number(concurrency) }, worker));
});
console.log(JSON.stringify({ ...cost, callMs: median(callsMs) } satisfies FloorCost));
await pool.close();

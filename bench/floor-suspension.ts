import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { Pool } from 'undici';
import { vdcSeedOf } from './bench-world.ts';
import { median } from './median.ts';
import { costOf, type FloorCost } from './own-cost.ts';
import type { SimulatorAddresses } from './simulator-addresses.ts';

// The floor of suspend-vdcs.ts over the tenant API: a bare program that sends the same requests, so many at a time, and
// waits for each VDC's jobs to end. No plan, no memory, no look at what went wrong.

interface WireMachine {
  readonly ID: string;
  readonly StampId: string;
  readonly Status: string;
}

const [addressesFile = '', vdcs = '', concurrency = '', jobMs = ''] = process.argv.slice(2);
const { adminApi, tenantApi, ca, token } = JSON.parse(readFileSync(addressesFile, 'utf8')) as SimulatorAddresses;
const open = (origin: string) =>
  new Pool(origin, { connect: { ca }, connections: Number(concurrency), pipelining: 1, allowH2: false });
const admin = open(adminApi);
const tenant = open(tenantApi);

/** Only so many requests are out at once, to whichever of the two. */
let free = Number(concurrency);
const queue: (() => void)[] = [];
const callsMs: number[] = [];

async function send(
  pool: Pool,
  method: 'GET' | 'PATCH' | 'MERGE',
  path: string,
  body?: unknown,
  owner?: string,
): Promise<string> {
  if (free > 0) free -= 1;
  else await new Promise<void>((resolve) => queue.push(resolve));
  const startedAt = performance.now();
  try {
    const answer = await pool.request({
      method,
      path,
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        accept: 'application/json',
        ...(owner !== undefined && { 'x-ms-principal-id': owner }),
      },
      body: body === undefined ? null : JSON.stringify(body),
      reset: false,
    });
    const text = await answer.body.text();
    callsMs.push(performance.now() - startedAt);
    if (answer.statusCode > 299) throw new Error(`${method} ${path}: ${answer.statusCode} ${text}`);
    return text;
  } finally {
    const next = queue.shift();
    if (next === undefined) free += 1;
    else next();
  }
}

async function suspend(i: number): Promise<void> {
  const { subscriptionId, owner } = vdcSeedOf(i);
  const vmm = `/${subscriptionId}/services/systemcenter/vmm/VirtualMachines`;
  const list = async () =>
    (
      JSON.parse(await send(tenant, 'GET', `${vmm}?$select=ID,StampId,Status`, undefined, owner)) as {
        value: WireMachine[];
      }
    ).value;
  const look = () => send(admin, 'GET', `/subscriptions/${subscriptionId}`);
  await look();
  const running = (await list()).filter(({ Status }) => Status === 'Running');
  await Promise.all(
    running.map(({ ID, StampId }) =>
      send(
        tenant,
        'MERGE',
        `${vmm}(ID=guid'${ID}',StampId=guid'${StampId}')?RunAsynchronously=1`,
        { Operation: 'Shutdown' },
        owner,
      ),
    ),
  );
  await delay(Number(jobMs));
  if ((await list()).some(({ Status }) => Status === 'Running')) throw new Error(`a machine of VDC ${i} still runs`);
  await look();
  await send(admin, 'PATCH', `/subscriptions/${subscriptionId}`, {
    SubscriptionId: subscriptionId,
    Status: 'Suspended',
  });
  await look();
}

const cost = await costOf(async () => {
  await Promise.all(Array.from({ length: Number(vdcs) }, (_, i) => suspend(i)));
});
console.log(JSON.stringify({ ...cost, callMs: median(callsMs) } satisfies FloorCost));
await Promise.all([admin.close(), tenant.close()]);

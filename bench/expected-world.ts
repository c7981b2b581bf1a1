import { writeFileSync } from 'node:fs';
import { Agent, get } from 'node:https';
import { vdcSeedOf } from './bench-world.ts';
import type { SimulatorAddresses } from './simulator-addresses.ts';

/** Writes down what a bare program needs to know to see that nothing has changed (floor-pass.ts). */
export async function writeExpectedWorld(file: string, simulator: SimulatorAddresses, vdcs: number): Promise<void> {
  const quotas: Record<string, string> = {};
  const subscriptions: Record<string, { readonly owner: string; readonly planId: string }> = {};
  const users: Record<string, string> = {};
  const clouds = await fetchQuotas(simulator);
  for (let i = 0; i < vdcs; i += 1) {
    const { planId, subscriptionId, owner } = vdcSeedOf(i);
    quotas[planId] = clouds.get(planId) ?? '';
    subscriptions[subscriptionId] = { owner, planId };
    users[owner] = owner;
  }
  const { adminApi, ca, token } = simulator;
  writeFileSync(file, JSON.stringify({ adminApi, ca, token, quotas, subscriptions, users }));
}

interface WirePlan {
  readonly Id: string;
  readonly ServiceQuotas: readonly { readonly Settings: readonly { readonly Key: string; readonly Value: string }[] }[];
}

async function fetchQuotas({ adminApi, ca, token }: SimulatorAddresses): Promise<ReadonlyMap<string, string>> {
  const agent = new Agent({ ca });
  const plans = await new Promise<readonly WirePlan[]>((resolve, reject) => {
    get(`${adminApi}/plans`, { agent, headers: { authorization: `Bearer ${token}` } }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => resolve(JSON.parse(Buffer.concat(chunks).toString()) as readonly WirePlan[]));
    }).on('error', reject);
  });
  agent.destroy();
  const settingsOf = (plan: WirePlan) => plan.ServiceQuotas.flatMap(({ Settings }) => Settings);
  return new Map(plans.map((plan) => [plan.Id, settingsOf(plan).find(({ Key }) => Key === 'Clouds')?.Value ?? '']));
}

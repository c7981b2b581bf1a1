import { readFile } from 'node:fs/promises';
import type { AddOnRecord, PlanRecord } from './plan-record.ts';
import { internSetting } from './quota-setting.ts';
import { WORLD_FORMAT, type SavedService, type SavedWorld } from './saved-world.ts';
import type { SubscriptionRecord } from './subscription-record.ts';
import type { World } from './world.ts';

/** Fills an empty world from the file; null when there is no file. Throws when there is one that it cannot read whole. */
export async function loadWorld(world: World, file: string): Promise<{ readonly clockOffsetMs: number } | null> {
  const text = await readIfThere(file);
  if (text === null) return null;
  const saved = parseWorld(text, file);
  const whole = (record: { readonly services: readonly SavedService[] }): unknown => {
    const services = record.services.map((service) => ({
      ...service,
      settings: service.settings.map(([key, place]) => internSetting(key, textAt(saved, place, file))),
    }));
    return { ...record, services };
  };
  world.fill(() => {
    for (const cloud of saved.clouds) world.clouds.put(cloud);
    for (const provider of saved.resourceProviders) world.resourceProviders.put(provider);
    for (const vm of saved.vms ?? []) world.vms.put(vm);
    for (const job of saved.jobs ?? []) world.jobs.put(job);
    for (const network of saved.vmNetworks ?? []) world.vmNetworks.put(network);
    for (const service of saved.cloudServices ?? []) world.cloudServices.put(service);
    for (const entry of saved.directory ?? []) world.directory.put(entry);
    for (const user of saved.users) world.users.put(user);
    for (const addOn of saved.addOns) world.addOns.put(whole(addOn) as AddOnRecord);
    for (const plan of saved.plans) world.plans.put(whole(plan) as PlanRecord);
    for (const subscription of saved.subscriptions) world.subscriptions.put(whole(subscription) as SubscriptionRecord);
    for (const id of saved.usedIds) world.usedIds.add(id);
    world.orphans.push(...saved.orphans);
    for (const [user, until] of saved.invalidTokens) world.invalidTokens.set(user, until);
  });
  return { clockOffsetMs: saved.clockOffsetMs };
}

async function readIfThere(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

function textAt({ texts }: SavedWorld, place: number, file: string): string {
  const text = texts[place];
  if (text === undefined) throw new Error(`${file} lacks text ${place}; remove it to start with a fresh world.`);
  return text;
}

function parseWorld(text: string, file: string): SavedWorld {
  let saved: SavedWorld;
  try {
    saved = JSON.parse(text) as SavedWorld;
  } catch (cause) {
    throw new Error(`${file} is not the JSON of a simulated world; remove it to start with a fresh one.`, { cause });
  }
  if (saved.format !== WORLD_FORMAT)
    throw new Error(`${file} is of the format ${saved.format}, not ${WORLD_FORMAT}; remove it to start afresh.`);
  return saved;
}

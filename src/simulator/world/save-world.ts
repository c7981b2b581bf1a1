import { open, readFile, rename } from 'node:fs/promises';
import { internSetting, type QuotaSetting } from './quota-setting.ts';
import type { AddOnRecord, PlanRecord } from './plan-record.ts';
import type { SubscriptionRecord } from './subscription-record.ts';
import type { World } from './world.ts';

const FORMAT = 'vdc-simulator-world/1';
const LINES_A_PIECE = 500;

/**
 * Writes the world beside the file and renames it into place: who reads sees the old one or the new one, whole.
 * Quota texts stand in a list of their own and are referred to by number, for thousands of plans share them.
 */
export async function saveWorld(world: World, file: string, clockOffsetMs: number): Promise<void> {
  const texts = new Map<string, number>();
  const pieces = worldLines(world, texts, clockOffsetMs);
  const handle = await open(`${file}.new`, 'w', 0o600);
  try {
    for (const piece of pieces) await handle.write(piece);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(`${file}.new`, file);
}

function* worldLines(world: World, texts: Map<string, number>, clockOffsetMs: number): Generator<string> {
  const refer = ({ Key, Value }: QuotaSetting): readonly [string, number] => {
    const known = texts.get(Value) ?? texts.size;
    texts.set(Value, known);
    return [Key, known];
  };
  const services = <T extends { readonly settings: readonly QuotaSetting[] }>(all: readonly T[]): unknown =>
    all.map((service) => ({ ...service, settings: service.settings.map(refer) }));
  yield `{"format":${JSON.stringify(FORMAT)},"clockOffsetMs":${clockOffsetMs}`;
  const withServices = (record: PlanRecord | AddOnRecord | SubscriptionRecord): unknown => ({
    ...record,
    services: services<{ readonly settings: readonly QuotaSetting[] }>(record.services),
  });
  yield* tableLines('clouds', world.clouds.rows, identity);
  yield* tableLines('resourceProviders', world.resourceProviders.rows, identity);
  yield* tableLines('users', world.users.rows, identity);
  yield* tableLines('addOns', world.addOns.rows, withServices);
  yield* tableLines('plans', world.plans.rows, withServices);
  yield* tableLines('subscriptions', world.subscriptions.rows, withServices);
  yield* tableLines('usedIds', [...world.usedIds], identity);
  yield* tableLines('orphans', world.orphans, identity);
  yield* tableLines('invalidTokens', [...world.invalidTokens], identity);
  yield* tableLines('texts', [...texts.keys()], identity);
  yield '}\n';
}

function* tableLines<T>(name: string, rows: readonly T[], toPlain: (row: T) => unknown): Generator<string> {
  yield `,\n"${name}":[`;
  // A copy of the references: the world may change while the file is being written.
  const kept = [...rows];
  for (let i = 0; i < kept.length; i += LINES_A_PIECE)
    yield (
      (i === 0 ? '' : ',') +
      kept
        .slice(i, i + LINES_A_PIECE)
        .map((row) => `\n${JSON.stringify(toPlain(row))}`)
        .join(',')
    );
  yield ']';
}

const identity = (row: unknown): unknown => row;

/** What `saveWorld` wrote. */
export interface LoadedWorld {
  readonly clockOffsetMs: number;
}

/** Fills an empty world from the file; null when there is no file. Throws when there is one that it cannot read whole. */
export async function loadWorld(world: World, file: string): Promise<LoadedWorld | null> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (text === null) return null;
  const saved = parseWorld(text, file);
  world.fill(() => {
    const settings = (all: readonly (readonly [string, number])[]): readonly QuotaSetting[] =>
      all.map(([key, at]) => internSetting(key, saved.texts[at] ?? ''));
    const whole = <T>(record: SavedServices): T =>
      ({
        ...record,
        services: record.services.map((service) => ({ ...service, settings: settings(service.settings) })),
      }) as T;
    for (const cloud of saved.clouds) world.clouds.put(cloud);
    for (const provider of saved.resourceProviders) world.resourceProviders.put(provider);
    for (const user of saved.users) world.users.put(user);
    for (const addOn of saved.addOns) world.addOns.put(whole<AddOnRecord>(addOn));
    for (const plan of saved.plans) world.plans.put(whole<PlanRecord>(plan));
    for (const subscription of saved.subscriptions) world.subscriptions.put(whole<SubscriptionRecord>(subscription));
    for (const id of saved.usedIds) world.usedIds.add(id);
    world.orphans.push(...saved.orphans);
    for (const [user, until] of saved.invalidTokens) world.invalidTokens.set(user, until);
  });
  return { clockOffsetMs: saved.clockOffsetMs };
}

interface SavedServices {
  readonly services: readonly { readonly settings: readonly (readonly [string, number])[] }[];
}

interface SavedWorld {
  readonly format: string;
  readonly clockOffsetMs: number;
  readonly clouds: World['clouds']['rows'];
  readonly resourceProviders: World['resourceProviders']['rows'];
  readonly users: World['users']['rows'];
  readonly addOns: readonly SavedServices[];
  readonly plans: readonly SavedServices[];
  readonly subscriptions: readonly SavedServices[];
  readonly usedIds: readonly string[];
  readonly orphans: World['orphans'];
  readonly invalidTokens: readonly (readonly [string, number])[];
  readonly texts: readonly string[];
}

function parseWorld(text: string, file: string): SavedWorld {
  let saved: SavedWorld;
  try {
    saved = JSON.parse(text) as SavedWorld;
  } catch (cause) {
    throw new Error(`${file} is not the JSON of a simulated world; remove it to start with a fresh one.`, { cause });
  }
  if (saved.format !== FORMAT)
    throw new Error(`${file} is of the format ${saved.format}, not ${FORMAT}; remove it to start with a fresh world.`);
  return saved;
}

import { open, rename } from 'node:fs/promises';
import type { QuotaSetting } from './quota-setting.ts';
import { WORLD_FORMAT, type SavedWorld } from './saved-world.ts';
import type { World } from './world.ts';

const ROWS_A_PIECE = 500;

/**
 * Writes the world beside the file and renames it into place: who reads sees the old one or the new one, whole. The
 * world may change meanwhile; what is written is the moment of the call, since records are never changed.
 */
export async function saveWorld(world: World, file: string, clockOffsetMs: number): Promise<void> {
  const pieces = worldPieces(world, clockOffsetMs);
  const handle = await open(`${file}.new`, 'w', 0o600);
  try {
    for (const piece of pieces) await handle.write(piece);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(`${file}.new`, file);
}

type Lists = Omit<SavedWorld, 'format' | 'clockOffsetMs'>;

function worldPieces(world: World, clockOffsetMs: number): Iterable<string> {
  const texts = new Map<string, number>();
  const refer = ({ Key, Value }: QuotaSetting): readonly [string, number] => {
    const place = texts.get(Value) ?? texts.size;
    texts.set(Value, place);
    return [Key, place];
  };
  const withReferences = (row: unknown): unknown => {
    if (row === null || typeof row !== 'object' || !('services' in row)) return row;
    const services = row.services as readonly { readonly settings: readonly QuotaSetting[] }[];
    return { ...row, services: services.map((service) => ({ ...service, settings: service.settings.map(refer) })) };
  };
  const lists: Readonly<Record<Exclude<keyof Lists, 'texts'>, readonly unknown[]>> = {
    clouds: world.clouds.rows.slice(),
    resourceProviders: world.resourceProviders.rows.slice(),
    vms: world.vms.rows.slice(),
    jobs: world.jobs.rows.slice(),
    vmNetworks: world.vmNetworks.rows.slice(),
    cloudServices: world.cloudServices.rows.slice(),
    directory: world.directory.rows.slice(),
    users: world.users.rows.slice(),
    addOns: world.addOns.rows.slice(),
    plans: world.plans.rows.slice(),
    subscriptions: world.subscriptions.rows.slice(),
    usedIds: [...world.usedIds],
    orphans: world.orphans.slice(),
    invalidTokens: [...world.invalidTokens],
  };
  return (function* pieces() {
    yield `{"format":${JSON.stringify(WORLD_FORMAT)},"clockOffsetMs":${clockOffsetMs}`;
    for (const [name, rows] of Object.entries(lists)) yield* listPieces(name, rows, withReferences);
    yield* listPieces('texts', [...texts.keys()], withReferences);
    yield '}\n';
  })();
}

function* listPieces(name: string, rows: readonly unknown[], toPlain: (row: unknown) => unknown): Generator<string> {
  yield `,\n"${name}":[`;
  for (let i = 0; i < rows.length; i += ROWS_A_PIECE) {
    const lines = rows.slice(i, i + ROWS_A_PIECE).map((row) => `\n${JSON.stringify(toPlain(row))}`);
    yield (i === 0 ? '' : ',') + lines.join(',');
  }
  yield ']';
}

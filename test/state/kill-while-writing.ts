import { expect } from 'vitest';
import { seededRandom } from '../support/seeded-random.ts';
import { startStoreScript } from './run-store-script.ts';
import { openStoreAt } from './scripts/open-store-at.ts';

export const crashSeed = Number(process.env['VDC_TEST_SEED'] ?? Date.now() % 1_000_000);

/**
 * Kills a process with SIGKILL while it writes, again and again, and looks each time at what it left. Gives how many endings
 * were acknowledged.
 */
export async function killWhileWriting(target: string, rounds: number): Promise<number> {
  const random = seededRandom(crashSeed);
  const acknowledged = { begun: new Set<number>(), ended: new Set<number>() };
  for (let round = 0; round < rounds; round += 1) {
    const burst = 1 + Math.floor(random() * 40);
    const acknowledgements = 1 + Math.floor(random() * 400);
    await writeAndKill(target, round * 1_000_000, burst, acknowledgements, acknowledged);
    await inspect(target, acknowledged, `seed ${crashSeed}, round ${round}`);
  }
  return acknowledged.ended.size;
}

interface Acknowledged {
  readonly begun: Set<number>;
  readonly ended: Set<number>;
}

async function writeAndKill(
  target: string,
  first: number,
  burst: number,
  acknowledgements: number,
  acknowledged: Acknowledged,
): Promise<void> {
  const child = startStoreScript('write-until-killed', [target, String(first), String(burst)]);
  let rest = '';
  let seen = 0;
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const [word, n] = line.split(' ');
      acknowledged[word === 'b' ? 'begun' : 'ended'].add(Number(n));
      seen += 1;
    }
    if (seen >= acknowledgements) child.kill('SIGKILL');
  });
  // `close` comes after the last of its output: what it acknowledged before it died counts.
  const signal = await new Promise((resolve) => child.on('close', (_code, how) => resolve(how)));
  expect(signal).toBe('SIGKILL');
}

async function inspect(target: string, acknowledged: Acknowledged, where: string): Promise<void> {
  const store = await openStoreAt(target);
  const open = new Set((await store.readOpenIntents()).map(({ id }) => Number(id)));
  const records = Map.groupBy(await store.readHistory({ limit: 1_000_000 }), ({ message }) => Number(message));
  const memory = await store.readMemory(Date.now());
  await store.close();
  const lost = [
    ...[...acknowledged.begun].filter((n) => !open.has(n) && !records.has(n)),
    ...[...acknowledged.ended].filter((n) => open.has(n) || !records.has(n)),
  ];
  expect(lost, `lost acknowledged writes, ${where}`).toEqual([]);
  const generations = new Map(memory.inventory.map((entry) => [entry.name, entry.generation]));
  const known = new Set([...open, ...records.keys()]);
  const torn = [...known].filter(
    (n) =>
      open.has(n) === records.has(n) ||
      (records.has(n) && records.get(n)?.length !== 2) ||
      generations.get(`vdc-${n}`) !== (open.has(n) ? 1 : 2) ||
      !memory.createdUsers.has(`user-${n}`),
  );
  expect(torn, `torn writes, ${where}`).toEqual([]);
  expect(memory.destructionsInLastDay.delete.size).toBe(known.size);
}

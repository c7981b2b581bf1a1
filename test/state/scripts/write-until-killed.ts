import { writeSync } from 'node:fs';
import { aHistoryRecord, anEnding, anEntry, anIntent } from '../../support/state-builders.ts';
import { openStoreAt } from './open-store-at.ts';

/**
 * Begins and ends intents in bursts for ever, and acknowledges each on its output only when the store says that it is
 * durable: `b <n>` begun, `e <n>` ended. Every intent makes a user of its own; every ending writes two records.
 */
const [target = '', firstNumber = '0', burst = '1'] = process.argv.slice(2);
const store = await openStoreAt(target);
const acknowledge = (word: string) => writeSync(1, `${word}\n`);

async function live(n: number): Promise<void> {
  const vdc = `vdc-${n}`;
  const entry = anEntry({ name: vdc, subscriptionId: vdc, generation: 1 });
  await store.begin(
    anIntent({ id: String(n), vdc, entry, createsUsers: [`user-${n}`], destructions: ['delete'], atMs: Date.now() }),
  );
  acknowledge(`b ${n}`);
  const record = (outcome: 'waiting' | 'done') => aHistoryRecord({ vdc, message: String(n), outcome });
  await store.end(
    anEnding({
      intentId: String(n),
      vdc,
      entry: { ...entry, generation: 2 },
      history: [record('waiting'), record('done')],
    }),
  );
  acknowledge(`e ${n}`);
}

for (let n = Number(firstNumber); ; n += Number(burst))
  await Promise.all(Array.from({ length: Number(burst) }, (_, index) => live(n + index)));

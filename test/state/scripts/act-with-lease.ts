import { writeSync } from 'node:fs';
import { ControllerError } from '../../../src/model/controller-error.ts';
import { anEntry } from '../../support/state-builders.ts';
import { openStoreAt } from './open-store-at.ts';

/**
 * Takes the lease and writes for ever, as a leader would that is slow to renew: `held`, then `w <n>` for each write that is
 * durable, and the code of each error. Goes on after one that leaves it uncertain whether the write stands.
 */
const [target = '', ttlMs = '1000'] = process.argv.slice(2);
const store = await openStoreAt(target);
const tell = (word: string) => writeSync(1, `${word}\n`);
const lease = await store.acquireLease({ holder: `process ${process.pid}`, ttlMs: Number(ttlMs) });
tell(lease === undefined ? 'refused' : 'held');
let isFenced = false;
for (let n = 1; !isFenced; n += 1)
  try {
    await store.remember([anEntry({ name: 'leader', generation: n })]);
    tell(`w ${n}`);
    if (n % 20 === 0 && (await lease?.renew()) !== true) tell('lost');
  } catch (error) {
    const code = error instanceof ControllerError ? error.code : String(error);
    tell(code);
    isFenced = code !== 'STATE_UNCERTAIN';
  }
await store.close();

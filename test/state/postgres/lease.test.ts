import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setImmediate } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Lease, StateStore } from '../../../src/state/state-store.ts';
import { canMeetPeers } from '../../support/peers/require-packages.ts';
import { anEntry, noonMs } from '../../support/state-builders.ts';
import { startStoreScript } from '../run-store-script.ts';
import { newInstallation, postgresForSuite } from './postgres-under-test.ts';

describe.runIf(canMeetPeers('postgres'))('the lease in PostgreSQL', () => {
  const server = postgresForSuite();

  async function twoStores() {
    const stores = newInstallation(server());
    onTestFinished(() => stores.close());
    const [first, second] = [await stores.open(), await stores.open()];
    /** Time passes in the database, whose clock decides. */
    const runOut = () => server().psql(`UPDATE ${stores.schema}.lease SET expires = now() - interval '1 second'`);
    return { first, second, runOut };
  }

  it('is taken over once it ran out, and what its holder still wants to write is refused', async () => {
    const { first, second, runOut } = await twoStores();
    const old = await first.acquireLease({ holder: 'first', ttlMs: 60_000 });
    await first.remember([anEntry({ generation: 1 })]);
    await runOut();
    expect(await second.readLeaseHolder()).toBeUndefined();
    const next = await second.acquireLease({ holder: 'second', ttlMs: 60_000 });
    expect(next?.fence).toBe((old?.fence ?? 0) + 1);
    await expect(first.remember([anEntry({ generation: 2 })])).rejects.toMatchObject({ code: 'STATE_FENCED' });
    expect(await old?.renew()).toBe(false);
    await second.remember([anEntry({ generation: 3 })]);
    expect((await first.readMemory(noonMs)).inventory).toEqual([anEntry({ generation: 3 })]);
    await old?.release();
    expect(await first.readLeaseHolder()).toBe('second');
  });

  it('lets nobody write on a lease that ran out, though nobody has taken it yet, until it is renewed', async () => {
    const { first, runOut } = await twoStores();
    const lease = await first.acquireLease({ holder: 'first', ttlMs: 60_000 });
    await runOut();
    await expect(first.remember([anEntry()])).rejects.toMatchObject({ code: 'STATE_FENCED' });
    expect(await lease?.renew()).toBe(true);
    await first.remember([anEntry()]);
  });

  it('tells two holders of one name apart', async () => {
    const { first, second, runOut } = await twoStores();
    const old = await first.acquireLease({ holder: 'same', ttlMs: 60_000 });
    await runOut();
    await second.acquireLease({ holder: 'same', ttlMs: 60_000 });
    expect(await old?.renew()).toBe(false);
    await expect(first.remember([anEntry()])).rejects.toMatchObject({ code: 'STATE_FENCED' });
  });

  it('is given to one only of many that ask at once', async () => {
    const stores = newInstallation(server());
    onTestFinished(() => stores.close());
    const many = [await stores.open(), await stores.open(), await stores.open(), await stores.open()];
    const leases = await Promise.all(many.map((one, n) => one.acquireLease({ holder: `${n}`, ttlMs: 60_000 })));
    expect(leases.filter((lease) => lease !== undefined)).toHaveLength(1);
  });

  it('never lets a process write that was frozen, once it wakes up and another acts', { timeout: 60_000 }, async () => {
    const stores = newInstallation(server());
    onTestFinished(() => stores.close());
    const standby = await stores.open();
    const leader = startStoreScript('act-with-lease', [`${server().url}#${stores.installation}`, '1000']);
    onTestFinished(() => void leader.kill('SIGKILL'));
    if (leader.stdout === null) throw new Error('the leader has no output');
    const lines = createInterface(leader.stdout);
    let said: readonly string[] = [];
    lines.on('line', (line) => (said = [...said, line]));
    while (!said.includes('w 50')) await once(lines, 'line');
    // In the midst of a write, since it does nothing else: at times after its check, with the row of the lease locked.
    leader.kill('SIGSTOP');
    const lease = await takeOver(standby);
    const before = (await standby.readMemory(noonMs)).inventory;
    leader.kill('SIGCONT');
    await once(lines, 'close');
    expect(said.at(-1)).toBe('STATE_FENCED');
    expect((await standby.readMemory(noonMs)).inventory).toEqual(before);
    expect(await lease.renew()).toBe(true);
  });
});

async function takeOver(standby: StateStore): Promise<Lease> {
  for (;;) {
    const lease = await standby.acquireLease({ holder: 'standby', ttlMs: 60_000 });
    if (lease !== undefined) return lease;
    await setImmediate();
  }
}

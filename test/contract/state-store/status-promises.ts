import { expect, it } from 'vitest';
import type { Condition } from '../../../src/state/state-store.ts';
import { aStatus, noonMs } from '../../support/state-builders.ts';
import type { UnderTest } from './under-test.ts';

export function statusPromises(underTest: UnderTest): void {
  it('gives back a status as it was given, and replaces the one before', async () => {
    const under = underTest();
    const condition: Condition = {
      type: 'Stalled',
      status: true,
      reason: 'Blocked',
      message: 'Below use.',
      sinceMs: noonMs - 5,
      revision: 'git:4f9c21',
    };
    const full = aStatus({
      ready: 'blocked',
      sinceMs: noonMs - 5,
      appliedRevision: 'git:000001',
      conditions: [condition, { ...condition, type: 'Ready', status: false }],
      nextLookAtMs: noonMs + 300_000,
    });
    await under.store.writeStatuses([aStatus()], []);
    await under.store.writeStatuses([full], []);
    expect(await (await under.reopen()).readStatuses()).toEqual([full]);
  });

  it('reads the statuses of some, and forgets those that are gone', async () => {
    const under = underTest();
    const named = (name: string) => aStatus({ name });
    await under.store.writeStatuses([named('c'), named('a'), named("b'; --")], []);
    expect((await under.store.readStatuses(["b'; --", 'c', 'nobody', 'c'])).map(({ name }) => name)).toEqual([
      "b'; --",
      'c',
    ]);
    await under.store.writeStatuses([], ['c']);
    const again = await under.reopen();
    expect((await again.readStatuses()).map(({ name }) => name)).toEqual(['a', "b'; --"]);
    expect(await again.readStatuses([])).toEqual([]);
  });
}

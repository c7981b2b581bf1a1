import { describe, expect, it } from 'vitest';
import { createQuietTime } from '../../../src/sources/directory/quiet-time.ts';
import { createSteppedClock } from '../../support/stepped-clock.ts';

/** Stirs at the given moments, and returns the moments at which was told. */
async function toldAt(stirs: readonly number[], untilMs: number): Promise<readonly number[]> {
  const clock = createSteppedClock(0);
  const stopping = new AbortController();
  const told: number[] = [];
  const quiet = createQuietTime(() => told.push(clock.now()), clock.sleep, stopping.signal);
  const stirring = stirs.map(async (atMs) => {
    await clock.sleep(atMs, stopping.signal);
    quiet.stir();
  });
  await clock.sleep(untilMs, stopping.signal);
  await Promise.all(stirring);
  stopping.abort();
  await quiet.ended;
  return told;
}

describe('a burst', () => {
  it('is told once, 40 ms after its end', async () => {
    expect(await toldAt([100, 110, 149], 1000)).toEqual([189]);
  });

  it('is told apart from the next one', async () => {
    expect(await toldAt([100, 200], 1000)).toEqual([140, 240]);
  });

  it('that does not end is told all the same, again and again', async () => {
    const stirs = Array.from({ length: 75 }, (_, index) => 100 + index * 20);
    const told = await toldAt(stirs, 2000);
    expect(told.slice(0, 2)).toEqual([600, 1120]);
    expect(told.at(-1)).toBe(1620);
  });

  it('is not told where nothing stirred', async () => {
    expect(await toldAt([], 1000)).toEqual([]);
  });
});

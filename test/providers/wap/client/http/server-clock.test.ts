import { expect, it } from 'vitest';
import { createServerClock } from '../../../../../src/providers/wap/client/http/server-clock.ts';

const noonMs = Date.UTC(2026, 10, 29, 12);
const toldAt = (ms: number) => ({ date: new Date(ms).toUTCString() });

it('knows nothing of a server that tells no time, or something that is none', () => {
  const clock = createServerClock();
  expect(clock.aheadMs()).toBeUndefined();
  clock.heard({}, noonMs, noonMs + 20);
  clock.heard({ date: 'yesterday' }, noonMs, noonMs + 20);
  expect(clock.aheadMs()).toBeUndefined();
});

it('finds that clocks agree when the answer was written between question and receipt, to the second', () => {
  const clock = createServerClock();
  clock.heard(toldAt(noonMs), noonMs + 900, noonMs + 920);
  expect(clock.aheadMs()).toBe(0);
  clock.heard(toldAt(noonMs + 60_000), noonMs, noonMs + 90_000);
  expect(clock.aheadMs()).toBe(0);
});

it('says by how much ours is ahead, or behind', () => {
  const clock = createServerClock();
  clock.heard(toldAt(noonMs - 1_800_000), noonMs, noonMs + 20);
  expect(clock.aheadMs()).toBe(1_800_000);
  clock.heard(toldAt(noonMs + 1_800_000), noonMs, noonMs);
  expect(clock.aheadMs()).toBe(-1_800_000);
});

it('does not listen to a cache, which tells of the past', () => {
  const clock = createServerClock();
  clock.heard(toldAt(noonMs), noonMs, noonMs + 20);
  clock.heard({ ...toldAt(noonMs - 86_400_000), age: '86400' }, noonMs, noonMs + 20);
  expect(clock.aheadMs()).toBe(0);
});

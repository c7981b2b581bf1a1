import { expect, it } from 'vitest';
import { createLookCosts } from '../../../../src/providers/wap/vms/look-costs.ts';

/** A fabric of so many machines in which a listing and a look take their time. */
function costsOf(machines: number, listingMs: number, lookMs: number) {
  let nowMs = 0;
  const costs = createLookCosts(() => nowMs);
  const takes = async <T>(ms: number, answer: T): Promise<T> => {
    nowMs += ms;
    return answer;
  };
  return {
    costs,
    list: () => costs.ofListing(() => takes(listingMs, Array.from({ length: machines }))),
    look: () => costs.ofLook(() => takes(lookMs, null)),
  };
}

it('is judged by the number of machines until both ways have been tried', async () => {
  const { costs, list } = costsOf(1_000, 9_999, 1);
  expect(costs.isListingLess(1)).toBe(true);
  await list();
  expect([20, 21].map(costs.isListingLess)).toEqual([false, true]);
});

it('is judged by the time that they took, once that is known', async () => {
  const slow = costsOf(1_000, 6_000, 300);
  await slow.list();
  await slow.look();
  expect([20, 21].map(slow.costs.isListingLess)).toEqual([false, true]);
  const quick = costsOf(1_000, 60, 25);
  await quick.list();
  await quick.look();
  expect([2, 3].map(quick.costs.isListingLess)).toEqual([false, true]);
});

it('is not judged by a look that was slow once', async () => {
  let nowMs = 0;
  const costs = createLookCosts(() => nowMs);
  const take = (ms: number) => async () => {
    nowMs += ms;
    return [];
  };
  await costs.ofListing(take(6_000));
  for (const ms of [5_000, 300, 5_000]) await costs.ofLook(take(ms));
  expect([20, 21].map(costs.isListingLess)).toEqual([false, true]);
});

it('is not judged by a clock that was set back', async () => {
  const { costs, list, look } = costsOf(1_000, -5_000, 10);
  await list();
  await look();
  expect([20, 21].map(costs.isListingLess)).toEqual([false, true]);
});

it('learns nothing from a look that fails', async () => {
  const { costs, list } = costsOf(1_000, 10, 1);
  await list();
  await expect(costs.ofLook(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect([20, 21].map(costs.isListingLess)).toEqual([false, true]);
});

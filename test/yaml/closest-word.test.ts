import { describe, expect, it } from 'vitest';
import { closestWord } from '../../src/yaml/closest-word.ts';

const words = ['state', 'subscriptionId', 'onSuspend', 'onResume', 'cpu', 'ram', 'disk'];

describe('the closest word', () => {
  it.each([
    ['stat', 'state'],
    ['staet', 'state'],
    ['State', 'state'],
    ['onsuspend', 'onSuspend'],
    ['suscriptionId', 'subscriptionId'],
    ['cpus', 'cpu'],
    ['memory', undefined],
    ['x', undefined],
    ['', undefined],
    ['s'.repeat(100_000), undefined],
  ])('to %j is %j', (typed, meant) => {
    expect(closestWord(typed, words)).toBe(meant);
  });
});

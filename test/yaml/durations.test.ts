import { describe, expect, it } from 'vitest';
import { checkDuration, formatDuration, parseDuration } from '../../src/yaml/kinds/duration.ts';

describe('a duration', () => {
  it.each([
    ['0s', 0],
    ['2s', 2000],
    ['10m', 600_000],
    ['72h', 259_200_000],
    ['7d', 604_800_000],
  ])('%s is %i ms, and is written so again', (text, ms) => {
    expect(parseDuration(text)).toBe(ms);
    expect(formatDuration(ms)).toBe(text);
    expect(checkDuration(text, 'grace')).toBeUndefined();
  });

  it.each([
    ['1w', '7d'],
    ['2 hours', '2h'],
    ['90 sec', '90s'],
    ['72H', '72h'],
    ['1d12h', '36h'],
  ])('%s is refused, and %s proposed', (text, meant) => {
    expect(checkDuration(text, 'grace')?.suggestion).toBe(`Write ${meant}.`);
  });

  it.each(['', 'soon', '5', '-1h', '1.5h', '01h', '1h ', 'PT1H', null, true, {}, Number.NaN])('%j is none', (value) => {
    expect(checkDuration(value, 'grace')).toMatchObject({ code: 'INVALID_DURATION' });
  });
});

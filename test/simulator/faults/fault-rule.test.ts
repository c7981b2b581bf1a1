import { describe, expect, it } from 'vitest';
import { parseFault } from '../../../src/simulator/faults/fault-rule.ts';
import { createFaults } from '../../../src/simulator/faults/faults.ts';

const target = (method: string, path: string) => ({
  method,
  path,
  kind: method === 'GET' ? ('read' as const) : ('write' as const),
});

describe('a fault in words', () => {
  it('has a name, and optionally where, how often and its own parameters', () => {
    expect(parseFault('reset')).toEqual({ rule: { name: 'reset', params: {} } });
    expect(parseFault('throttle:seconds=7,as=date,probability=0.5,count=3,after=2,route=GET /plans')).toEqual({
      rule: {
        name: 'throttle',
        probability: 0.5,
        count: 3,
        after: 2,
        route: 'GET /plans',
        params: { seconds: 7, as: 'date' },
      },
    });
  });

  it.each([
    'nonsense',
    'reset:ms=5',
    'throttle:as=never',
    'throttle:seconds=soon',
    'reset:probability=2',
    'reset:count=-1',
    'reset:count',
    'reset:count=',
  ])('that is wrong (%s) is refused with what there is', (text) => {
    expect(parseFault(text)).toEqual({ problem: expect.stringMatching(/\w/) });
  });
});

describe('drawing faults', () => {
  it('keeps to count, after and route', () => {
    const faults = createFaults(1);
    faults.add({ name: 'reset', after: 2, count: 1, route: '/subscriptions/*' });
    const hits = Array.from({ length: 6 }, (_, i) => faults.draw(target('GET', `/subscriptions/${i}`)).has('reset'));
    expect(hits).toEqual([false, false, true, false, false, false]);
    expect(faults.draw(target('GET', '/plans')).size).toBe(0);
    expect(faults.list()).toMatchObject([{ hits: 1 }]);
  });

  it('keeps to methods where a route names one, and never takes dots or brackets for patterns', () => {
    const faults = createFaults(1);
    faults.add({ name: 'reset', route: 'POST /a.b(c)' });
    expect(faults.draw(target('GET', '/a.b(c)')).size).toBe(0);
    expect(faults.draw(target('POST', '/a.b(c)')).size).toBe(1);
    expect(faults.draw(target('POST', '/axb(c)')).size).toBe(0);
  });

  it('hits reads, lists, writes and deletions according to its kind', () => {
    const faults = createFaults(1);
    for (const name of ['lost-reply', 'stale-read', 'refused-delete', 'missing-page'] as const) faults.add({ name });
    expect([...faults.draw(target('GET', '/x')).keys()]).toEqual(['stale-read']);
    expect([...faults.draw(target('POST', '/x')).keys()]).toEqual(['lost-reply']);
    expect([...faults.draw(target('DELETE', '/x')).keys()]).toEqual(['lost-reply', 'refused-delete']);
    expect([...faults.draw({ ...target('GET', '/x'), kind: 'list' }).keys()]).toEqual(['stale-read', 'missing-page']);
  });

  it('is the same for the same seed, whatever other rules draw', () => {
    const draws = (seed: number, withOther: boolean): string => {
      const faults = createFaults(seed);
      faults.add({ name: 'reset', probability: 0.3 });
      if (withOther) faults.add({ name: 'throttle', probability: 0.5 });
      return Array.from({ length: 200 }, () => (faults.draw(target('GET', '/x')).has('reset') ? 'x' : '.')).join('');
    };
    expect(draws(42, true)).toBe(draws(42, false));
    expect(draws(42, false)).not.toBe(draws(43, false));
    expect(draws(42, false).replaceAll('.', '').length).toBeGreaterThan(30);
    expect(draws(42, false).replaceAll('.', '').length).toBeLessThan(90);
  });

  it('goes on and off', () => {
    const faults = createFaults(1);
    const id = faults.add({ name: 'reset' });
    expect(faults.draw(target('GET', '/x')).size).toBe(1);
    expect(faults.remove(id)).toBe(true);
    expect(faults.remove(id)).toBe(false);
    expect(faults.draw(target('GET', '/x')).size).toBe(0);
  });
});

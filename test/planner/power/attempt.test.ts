import { describe, expect, it } from 'vitest';
import { judgeAttempt, judgeShutdown } from '../../../src/planner/power/attempt.ts';
import { anAttempt, lookMs } from '../../support/power-looks.ts';

const minute = 60_000;
const stop = (attempt: Parameters<typeof judgeAttempt>[0]) => judgeAttempt(attempt, 'stop', lookMs).kind;

describe('a machine that is not where it should be', () => {
  it.each([
    ['was asked for nothing yet', undefined, 'ask'],
    ['was asked for something else', anAttempt('start'), 'ask'],
    ['was asked just now', anAttempt('stop', 1_000), 'await'],
    ['did not move for a minute', anAttempt('stop', minute), 'ask'],
    ['did not move for a minute, but its job is at work', anAttempt('stop', 60 * minute, { job: 'running' }), 'await'],
    ['was asked three times', anAttempt('stop', minute, { count: 3 }), 'failed'],
    ['was asked three times, the last one just now', anAttempt('stop', 1_000, { count: 3 }), 'await'],
    ['refused', anAttempt('stop', 0, { failure: 'no' }), 'failed'],
    ['gave an answer that was lost', anAttempt('stop', 1_000, { isUncertain: true }), 'await'],
    ['gave an answer that was lost a minute ago', anAttempt('stop', minute, { isUncertain: true }), 'ask'],
    ['was asked by a process that died', anAttempt('stop', 0, { isEarlier: true }), 'ask'],
    [
      'was asked by a process that died, and its job is at work',
      anAttempt('stop', 0, { isEarlier: true, job: 'running' }),
      'await',
    ],
    ['refused a process that died', anAttempt('stop', 0, { isEarlier: true, failure: 'no' }), 'ask'],
  ] as const)('and %s: %3$s', (_, attempt, expected) => {
    expect(stop(attempt)).toBe(expected);
  });

  it('is not asked again within a minute of its job having been at work', () => {
    expect(stop(anAttempt('stop', 9 * minute, { job: 'over', heardAtMs: lookMs - 1_000 }))).toBe('await');
    expect(stop(anAttempt('stop', 9 * minute, { job: 'over', heardAtMs: lookMs - minute }))).toBe('ask');
  });

  it('fails with the reason it gave, or with how often it was asked', () => {
    const refused = anAttempt('stop', 0, { failure: 'its host is gone' });
    expect(judgeAttempt(refused, 'stop', lookMs)).toEqual({ kind: 'failed', why: 'its host is gone' });
    const deaf = anAttempt('stop', minute, { count: 3 });
    expect(judgeAttempt(deaf, 'stop', lookMs)).toMatchObject({ why: expect.stringContaining('3 times') });
  });
});

describe('a guest that is asked to shut down', () => {
  const judge = (attempt: Parameters<typeof judgeShutdown>[0]) => {
    const judgement = judgeShutdown(attempt, 10 * minute, lookMs);
    return judgement.kind === 'ask' ? judgement.request : judgement.kind;
  };

  it.each([
    ['is asked', undefined, 'shutdown'],
    ['is asked, whatever was asked of it before', anAttempt('start', 20 * minute), 'shutdown'],
    ['is given its time', anAttempt('shutdown', 9 * minute), 'await'],
    [
      'is given its time though its job failed',
      anAttempt('shutdown', 9 * minute, { failure: 'no answer', job: 'over' }),
      'await',
    ],
    ['has its power cut when its time is over', anAttempt('shutdown', 10 * minute), 'stop'],
    [
      'has its power cut though its job is still at work',
      anAttempt('shutdown', 10 * minute, { job: 'running' }),
      'stop',
    ],
    ['is asked again when the answer was lost', anAttempt('shutdown', minute, { isUncertain: true }), 'shutdown'],
    [
      'is not asked again at once when the answer was lost',
      anAttempt('shutdown', 1_000, { isUncertain: true }),
      'await',
    ],
    [
      'is not asked again when its job is at work, though the answer was lost',
      anAttempt('shutdown', minute, { isUncertain: true, job: 'running' }),
      'await',
    ],
    ['is asked again by another process', anAttempt('shutdown', 60 * minute, { isEarlier: true }), 'shutdown'],
    [
      'is given what is left of its time by another process',
      anAttempt('shutdown', 9 * minute, { isEarlier: true, job: 'running' }),
      'await',
    ],
    [
      'has its power cut by another process',
      anAttempt('shutdown', 10 * minute, { isEarlier: true, job: 'running' }),
      'stop',
    ],
    ['is not asked any more once its power is being cut', anAttempt('stop', 1_000), 'await'],
  ] as const)('%s', (_, attempt, expected) => {
    expect(judge(attempt)).toBe(expected);
  });

  it('has its patience counted from the first time, not from the last', () => {
    const again = anAttempt('shutdown', minute, { firstAtMs: lookMs - 10 * minute, count: 3, isUncertain: true });
    expect(judge(again)).toBe('stop');
  });
});

import { describe, expect, it } from 'vitest';
import { createTurns } from '../../src/mail/smtp/turns.ts';
import { never } from '../support/mail-story.ts';

describe('turns', () => {
  it('are given in the order in which they were asked for, so many at once', async () => {
    const turns = createTurns(2);
    const inside: number[] = [];
    const enter = async (number: number) => {
      await turns.enter(never);
      inside.push(number);
    };
    const all = [1, 2, 3, 4].map(enter);
    await Promise.all(all.slice(0, 2));
    expect(inside).toEqual([1, 2]);
    turns.leave();
    await all[2];
    turns.leave();
    await all[3];
    expect(inside).toEqual([1, 2, 3, 4]);
  });

  it('are not lost on who stopped waiting', async () => {
    const turns = createTurns(1);
    await turns.enter(never);
    const stop = new AbortController();
    const waiting = turns.enter(stop.signal);
    const next = turns.enter(never);
    stop.abort(new Error('enough'));
    await expect(waiting).rejects.toThrow('enough');
    turns.leave();
    await expect(next).resolves.toBeUndefined();
    await expect(turns.enter(stop.signal)).rejects.toThrow('enough');
  });
});

import { describe, expect, it } from 'vitest';
import { hour, limits, now, spec, Story } from '../support/planner-world.ts';

const pause = { reason: 'ticket 4711', by: 'jo' };

describe('a VDC that somebody paused by command', () => {
  it('is shown and not changed, as if its spec said so', () => {
    const story = new Story().converged(spec('acme')).declares(spec('acme', { limits: { ...limits, cpu: 16 } }));
    story.pauses.set('acme', pause);
    expect(story.plan().vdcs).toMatchObject([
      {
        name: 'acme',
        verb: 'unchanged',
        actions: [],
        paused: pause,
        changes: [{ field: 'cpu', before: 8, after: 16 }],
      },
    ]);
  });

  it('is neither made, nor retired when its spec goes', () => {
    const made = new Story().declares(spec('acme'));
    made.pauses.set('acme', pause);
    expect(made.plan().vdcs).toMatchObject([{ actions: [], paused: pause }]);
    const removed = new Story().converged(spec('acme')).converged(spec('b')).declares(spec('b'));
    removed.pauses.set('acme', pause);
    expect(removed.plan().vdcs).toMatchObject([{ name: 'acme', actions: [], paused: pause }]);
    expect(removed.plan().unsafe).toEqual([]);
  });

  it('is changed again when the pause has ended by itself, unless its spec pauses it too', () => {
    const changed = spec('acme', { limits: { ...limits, cpu: 16 } });
    const story = new Story().converged(spec('acme')).declares(changed);
    story.pauses.set('acme', { ...pause, untilMs: now - hour });
    expect(story.plan().vdcs[0]?.actions).toHaveLength(1);
    const both = new Story().converged(spec('acme')).declares({ ...changed, paused: { reason: 'spec', by: 'ann' } });
    both.pauses.set('acme', { ...pause, untilMs: now - hour });
    expect(both.plan().vdcs[0]).toMatchObject({ actions: [], paused: { by: 'ann' } });
  });
});

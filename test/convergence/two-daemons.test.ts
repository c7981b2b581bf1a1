import { describe, expect, it } from 'vitest';
import { stories } from './stories.ts';
import { besideSweeps } from './sweeps.ts';
import { tellSweep } from './tell-sweep.ts';

/** Wherever the leader stands still until its lease is over, somebody else has taken over when it goes on. */
describe.each(stories.map((story) => [story.name, story] as const))('%s, with two daemons', (_, story) => {
  it('has one writer at a time and ends as with one, wherever the leader freezes', async () => {
    expect(await tellSweep(story, besideSweeps, 5, true)).toEqual([]);
  });
});

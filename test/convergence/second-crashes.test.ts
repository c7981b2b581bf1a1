import { describe, expect, it } from 'vitest';
import { stories } from './stories.ts';
import { crashThenAway, crashTwice } from './sweeps.ts';
import { tellSweep } from './tell-sweep.ts';

describe.each(stories.map((story) => [story.name, story] as const))('%s', (_, story) => {
  it('ends as without it, wherever it dies, and once more soon after', async () => {
    expect(await tellSweep(story, [crashTwice, crashThenAway], 4)).toEqual([]);
  });
});

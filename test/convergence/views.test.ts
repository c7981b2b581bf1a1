import { describe, expect, it } from 'vitest';
import { stories } from './stories.ts';
import { views } from './sweeps.ts';
import { tellSweep } from './tell-sweep.ts';

describe.each(stories.map((story) => [story.name, story] as const))('%s', (_, story) => {
  it('ends as without it, and destroys nothing else, whatever false is shown for a while', async () => {
    expect(await tellSweep(story, views, 7)).toEqual([]);
  });
});

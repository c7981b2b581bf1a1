import { describe, expect, it } from 'vitest';
import { stories } from './stories.ts';
import { crash } from './sweeps.ts';
import { tellSweep } from './tell-sweep.ts';

describe.each(stories.map((story) => [story.name, story] as const))('%s', (_, story) => {
  it('ends as without it, wherever the process dies', async () => {
    expect(await tellSweep(story, [crash])).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import { tellSweep } from './tell-sweep.ts';
import { stories } from './stories.ts';
import { crash, crashThenAway, crashTwice } from './sweeps.ts';

describe.each(stories.map((story) => [story.name, story] as const))('%s', (_, story) => {
  it('ends as without it, wherever the process dies', async () => {
    expect(await tellSweep(story, [crash], 4)).toEqual([]);
  });

  it('ends as without it, wherever it dies, and once more soon after', async () => {
    expect(await tellSweep(story, [crashTwice, crashThenAway], 11)).toEqual([]);
  });
});

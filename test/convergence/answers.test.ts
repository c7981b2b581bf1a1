import { describe, expect, it } from 'vitest';
import { stories } from './stories.ts';
import { answers, memory } from './sweeps.ts';
import { tellSweep } from './tell-sweep.ts';

describe.each(stories.map((story) => [story.name, story] as const))('%s', (_, story) => {
  it('ends as without it, whatever becomes of an answer', async () => {
    expect(await tellSweep(story, answers, 3)).toEqual([]);
  });

  it('ends as without it, when our own memory does not answer', async () => {
    expect(await tellSweep(story, memory, 3)).toEqual([]);
  });
});

import { findBroken, findDeviations } from './laws.ts';
import { runStory } from './run-story.ts';
import { findUnlikeScratch, isLeftOnPurpose } from './beside-scratch.ts';
import { isWalk } from './walk.ts';
import { noFaults, type Run } from './story.ts';

/** What is wrong with a run: by itself, beside the same without faults, and, after a walk, beside a world made from scratch. */
export async function findUnlike(run: Run): Promise<readonly string[]> {
  const ran = await runStory(run);
  if (isWalk(run.story)) {
    const broken = findBroken(ran).filter((line) => !isLeftOnPurpose(line, ran));
    return [...broken, ...(await findUnlikeScratch(ran))];
  }
  const plain = await runStory({ ...run, faults: noFaults });
  return findDeviations(plain, ran);
}

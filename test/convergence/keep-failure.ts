import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { hashes } from '../support/planner-world.ts';
import type { Run } from './story.ts';

const found = new URL('found/', import.meta.url);

/** Writes the test that shows it again, and returns where. Never over one that is there. */
export function keepFailure(run: Run, broken: readonly string[]): string {
  const name = `${hashes.sha256(JSON.stringify(run)).slice(0, 12)}.test.ts`;
  const file = new URL(name, found);
  const said = broken.map((line) => `// ${line.split('\n')[0]?.slice(0, 200)}`).join('\n');
  const text = `import { expect, it } from 'vitest';
import { findUnlike } from '../find-unlike.ts';
import type { Run } from '../story.ts';

${said}
const run: Run = ${JSON.stringify(run, null, 2)};

it(${JSON.stringify(`${run.story.name}, as it went wrong with seed ${run.seed}`)}, async () => {
  expect(await findUnlike(run)).toEqual([]);
});
`;
  mkdirSync(found, { recursive: true });
  if (!existsSync(file)) writeFileSync(file, text);
  return `test/convergence/found/${name}`;
}

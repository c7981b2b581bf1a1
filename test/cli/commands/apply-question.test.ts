import { spawn, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { startStory } from '../../support/story.ts';

const program = fileURLToPath(new URL('../../../bin/vdc.mjs', import.meta.url));
/** Part of util-linux; it gives the program a terminal. */
const hasScript = spawnSync('script', ['--version']).status === 0;

/** Runs `vdc apply` on a terminal and types `keys` when it asks. */
function applyOnTerminal(
  folder: string,
  keys: string,
): Promise<{ readonly code: number | null; readonly all: string }> {
  const command = `"${process.execPath}" "${program}" apply`;
  const child = spawn('script', ['-qec', command, '/dev/null'], {
    cwd: folder,
    env: { ...process.env, NO_COLOR: '1' },
  });
  let all = '';
  let isAsked = false;
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    all += text;
    if (isAsked || !all.includes('Only "yes" will do')) return;
    isAsked = true;
    child.stdin.write(keys);
  });
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, all })));
}

it.skipIf(!hasScript).each([
  ['Ctrl-C', '\x03', 1],
  ['Ctrl-D', '\x04', 1],
  ['no', 'no\r', 1],
  ['nothing', '\r', 1],
  ['yes', 'yes\r', 0],
] as const)('takes %s at the question for what it is', async (_, keys, code) => {
  const story = await startStory();
  await story.spec('acme');
  const run = await applyOnTerminal(story.folder, keys);
  expect(run).toMatchObject({ code, all: expect.not.stringContaining('UNEXPECTED') as string });
  expect(run.all.includes('Nothing was changed.')).toBe(code === 1);
  expect(story.made().subscriptions).toHaveLength(code === 1 ? 0 : 1);
});

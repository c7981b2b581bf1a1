import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { startStory } from '../../support/story.ts';

const program = fileURLToPath(new URL('../../../bin/vdc.mjs', import.meta.url));

it('comes to its end though nobody reads what it says any more', async () => {
  const story = await startStory();
  for (let at = 0; at < 40; at++) await story.spec(`vdc-${at}`);
  const child = spawn(process.execPath, [program, 'apply', '--yes'], {
    cwd: story.folder,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  // As `head` does, long before the last line.
  child.stdout.once('readable', () => child.stdout.destroy());
  const code = await new Promise((resolve) => child.on('close', resolve));
  expect({ code, errors }).toEqual({ code: 0, errors: expect.not.stringContaining('EPIPE') as string });
  expect(story.made().subscriptions).toHaveLength(40);
});

import { expect, it } from 'vitest';
import { startStory } from '../../support/story.ts';

const demo = ['demo', '--dir', 'world', '--specs', 'specs'];

it('shows after the apply which mails arrived and for whom, and no password; a second time nobody is mailed', async () => {
  const story = await startStory();
  await story.spec('acme', { owner: 'ops@acme.example' });
  const first = await story.vdc(...demo);
  expect(first).toEnd(0, '+ account/ops.acme-', '~ mail/activated', '1 done');
  expect(first.out).toMatch(
    /Mails that arrived .*:\n {2}ops@acme\.example {2}Your virtual data center acme is ready\n/,
  );
  expect(first.out).not.toContain('Password:');
  const second = await story.vdc(...demo);
  expect(second).toEnd(0, 'No changes.');
  expect(second.out).not.toContain('Mails that arrived');
});

it('says where accounts and mails can be looked at while it stays up', async () => {
  const story = await startStory();
  await story.spec('acme');
  const run = story.start([...demo, '--stay']);
  const isUp = () => run.soFar().includes('each mail as it arrived');
  await expect.poll(isUp, { timeout: 20_000 }).toBe(true);
  run.kill('SIGTERM');
  expect(await run.ended).toEnd(0, 'control page http://localhost:');
});

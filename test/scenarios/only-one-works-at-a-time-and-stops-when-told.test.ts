import { expect, it } from 'vitest';
import { startStory, type Story } from '../support/story.ts';
import type { StartedRun } from '../support/story-program.ts';

/** A story in which `when` resolves at a request, and the one who asked waits for its answer until `goOn`. */
async function startStoryThatHolds(route: string): Promise<{ story: Story; when: Promise<void>; goOn: () => void }> {
  const asked = Promise.withResolvers<void>();
  const story = await startStory({
    onRequest(request) {
      if (request.route !== route) return;
      asked.resolve();
      // The next request is looked at only when the test has seen what it wants to see.
      story.simulator.latencyMs = 400;
    },
  });
  return { story, when: asked.promise, goOn: () => (story.simulator.latencyMs = 0) };
}

it('lets one apply at a time act on a state, and says who is at it', async () => {
  const { story, when, goOn } = await startStoryThatHolds('GET /plans');
  await story.spec('acme');
  const first = story.start(['apply', '--yes']);
  await when;
  expect(await story.apply()).toEnd(1, 'STATE_LOCKED', `process ${first.pid}`);
  // Whoever only looks is not kept out.
  expect(await story.vdc('get')).toEnd(0);
  goOn();
  expect(await first.ended).toEnd(0);
  expect(await story.apply()).toEnd(0, 'No changes.');
  expect(story.made().subscriptions).toHaveLength(1);
});

it('takes no lock of a process that was killed for the lock of a living one', async () => {
  const { story, when, goOn } = await startStoryThatHolds('GET /plans');
  await story.spec('acme');
  const first = story.start(['apply', '--yes']);
  await when;
  first.kill('SIGKILL');
  await first.ended;
  goOn();
  expect(await story.apply()).toEnd(0);
});

it('writes nothing in mode report, shows everything, and exits 0', async () => {
  const story = await startStory();
  await story.spec('acme');
  expect(await story.apply()).toEnd(0);
  story.writes();
  const before = story.made();
  story.simulator.byHand.suspend(story.subscription('acme').id);
  await story.spec('beta');
  await story.setting('state:', 'mode: report\nstate:');
  expect(await story.apply()).toEnd(0, 'suspended → active', 'Plan: 1 to create, 1 to resume.', 'mode: report');
  expect(await story.vdc('plan', '--detailed-exitcode')).toEnd(2);
  expect(story.writes()).toEqual([]);
  expect(story.made()).toEqual({ ...before, subscriptions: [before.subscriptions[0]?.replace('active', 'suspended')] });
  expect((await story.vdc('history')).out).not.toContain('beta');
});

it.each(['SIGINT', 'SIGTERM'] as const)(
  'ends truthfully when it is told by %s, and the next apply goes on',
  async (signal) => {
    let run: StartedRun | undefined;
    const story = await startStory({
      onRequest({ route }) {
        if (route !== 'POST /plans') return;
        run?.kill(signal);
        run = undefined;
      },
    });
    await story.setting('concurrency: 8', 'concurrency: 1');
    for (const name of ['a', 'b', 'c']) await story.spec(name);
    run = story.start(['apply', '--yes']);
    expect(await run.ended).toEnd(1, 'topped');
    const { users } = story.made();
    expect(users.length).toBeLessThan(3);
    expect(await story.vdc('get')).toEnd(0);
    expect(await story.apply()).toEnd(0);
    expect(story.made().subscriptions).toHaveLength(3);
    expect(await story.apply()).toEnd(0, 'No changes. 3 VDCs are as declared.');
  },
);

it('ends at once when it is told while it still looks', async () => {
  const running: StartedRun[] = [];
  // Logged in, it asks for the lists; their answers are held back until the signal has long been there.
  const story = await startStory({
    latencyMs: 400,
    onRequest: ({ route }) => running.forEach((run) => route.endsWith('issued') && run.kill('SIGINT')),
  });
  await story.spec('acme');
  const run = story.start(['apply', '--yes']);
  running.push(run);
  expect(await run.ended).toEnd(1, 'Stopped');
  expect(story.writes()).toEqual([]);
});

it('does not ask where there is no terminal, and changes nothing then', async () => {
  const story = await startStory();
  await story.spec('acme');
  expect(await story.vdc('apply')).toEnd(1, 'APPLY_UNCONFIRMED', '--yes');
  expect(story.writes()).toEqual([]);
});

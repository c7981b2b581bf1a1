import { expect, it } from 'vitest';
import type { KnobSettings } from '../../src/simulator/knobs/knob-table.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { startStory, type Story } from '../support/story.ts';

const seed = Number(process.env['STORY_SEED'] ?? 20_261_124);

interface DeadlyStory {
  readonly story: Story;
  /** Kills it when the simulator has carried out the first request that `isLast`, before it answers. */
  readonly applyAndDieAt: (isLast: (route: string) => boolean) => Promise<void>;
}

async function startDeadlyStory(knobs: KnobSettings = {}): Promise<DeadlyStory> {
  let killAfter: (route: string) => void = () => undefined;
  const story = await startStory({ knobs, onRequest: ({ route }) => killAfter(route) });
  return {
    story,
    async applyAndDieAt(isLast) {
      const victim = story.start(['apply', '--yes']);
      killAfter = (route) => {
        if (isLast(route)) victim.kill('SIGKILL');
      };
      await victim.ended;
      killAfter = () => undefined;
    },
  };
}

function nth(n: number): () => boolean {
  let left = n;
  return () => --left === 0;
}

const random = seededRandom(seed);
/** From the first request of an apply to some that will never come. */
const points = Array.from({ length: 16 }, () => 3 + Math.floor(random() * 22));

it.each([0, 1, 2, 3])(
  `ends as if nothing had happened, killed at seeded points (seed ${seed}, round %i)`,
  async (round) => {
    const { story, applyAndDieAt } = await startDeadlyStory();
    const others = story.nobodysBusiness();
    const dieTwice = async (step: number) => {
      for (const again of [0, 1]) await applyAndDieAt(nth(points[round * 4 + step * 2 + again] ?? 5));
      expect(await story.apply(), `seed ${seed}, round ${round}, step ${step}`).toEnd(0);
    };
    for (const name of ['a', 'b', 'c']) await story.spec(name, { more: ['deletion: { grace: 0s }'] });
    await dieTwice(0);
    expect(story.made()).toEqual({
      users: ['a@example.org', 'b@example.org', 'c@example.org'],
      hostingPlans: ['a', 'b', 'c'].map((name) => `VDC ${name}: 8 CPU, 32768 MB, 500 GB, - VMs`),
      subscriptions: ['a', 'b', 'c'].map((name) => `${name}: active on VDC ${name} of ${name}@example.org`),
    });
    await story.removeSpec('a');
    await story.spec('b', { cpu: 12, state: 'suspended', more: ['deletion: { grace: 0s }'] });
    await dieTwice(1);
    expect(story.made()).toEqual({
      users: ['b@example.org', 'c@example.org'],
      hostingPlans: ['VDC b: 12 CPU, 32768 MB, 500 GB, - VMs', 'VDC c: 8 CPU, 32768 MB, 500 GB, - VMs'],
      subscriptions: ['b: suspended on VDC b of b@example.org', 'c: active on VDC c of c@example.org'],
    });
    expect(await story.apply()).toEnd(0, 'No changes. 2 VDCs are as declared.');
    expect(story.nobodysBusiness()).toEqual(others);
  },
);

it.each(['POST /users', 'POST /plans', 'POST /plans/{id}/services', 'PUT /plans/{id}/quota', 'POST /subscriptions'])(
  'leaves nothing behind when it was killed at %s and the spec is withdrawn before the next apply',
  async (route) => {
    // WAP gives hosting plans ids of its own here, so a lost answer takes that id with it.
    const { story, applyAndDieAt } = await startDeadlyStory({ 'plan-id': 'override' });
    await story.spec('keep');
    expect(await story.apply()).toEnd(0);
    const before = story.made();
    await story.spec('acme', { more: ['deletion: { grace: 0s }'] });
    await applyAndDieAt((one) => one === route);
    expect(story.made()).not.toEqual(before);
    await story.removeSpec('acme');
    expect(await story.apply()).toEnd(0);
    expect(story.made()).toEqual(before);
  },
);

it('learns which hosting plan is its own when it was killed before WAP could tell', async () => {
  const { story, applyAndDieAt } = await startDeadlyStory({ 'plan-id': 'override' });
  await story.spec('keep');
  expect(await story.apply()).toEnd(0);
  const before = story.made();
  await story.spec('acme', { more: ['deletion: { grace: 0s }'] });
  await applyAndDieAt((route) => route === 'POST /subscriptions');
  expect(await story.apply()).toEnd(0);
  await story.removeSpec('acme');
  expect(await story.apply()).toEnd(0);
  expect(story.made()).toEqual(before);
});

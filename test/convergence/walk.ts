import * as fc from 'fast-check';
import { differences } from './end-state.ts';
import { answerFaults, type AnswerFault } from './recorder.ts';
import { type Ran, runStory } from './run-story.ts';
import { noFaults, type Run, type Step, type Story } from './story.ts';

const names = ['a', 'b', 'c', 'd'] as const;
const name = fc.constantFrom(...names);
const words = fc.record(
  {
    cpu: fc.oneof(fc.integer({ min: 1, max: 64 }), fc.constant('unlimited' as const)),
    ram: fc.constantFrom('1Gi', '32Gi', '1Ti', '1536Mi'),
    disk: fc.constantFrom('10Gi', '500Gi', '2Ti'),
    vms: fc.oneof(fc.integer({ min: 1, max: 50 }), fc.constant('unlimited' as const)),
    state: fc.constantFrom('active' as const, 'suspended' as const),
    more: fc
      .record({ coAdmins: fc.constantFrom('[]', '[cto@acme.example]'), grace: fc.constantFrom('0s', '1m', '2m') })
      .map(({ coAdmins, grace }) => [`coAdmins: ${coAdmins}`, `deletion: { grace: ${grace} }`]),
  },
  // Co-administrators of whom a spec says nothing stay as they are, so nobody could say how they have to end.
  { requiredKeys: ['more'] },
);

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('declare' as const), name, words }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('remove' as const), name }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('quiet' as const) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('wait' as const), ms: fc.integer({ min: 1, max: 90_000 }) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('hand' as const),
      what: fc.constantFrom(
        'suspend' as const,
        'resume' as const,
        'delete' as const,
        'shrink-plan' as const,
        'co-admins' as const,
        'recreate' as const,
        'a-b-a' as const,
      ),
      name,
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('pause' as const, 'unpause' as const), name }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('restart' as const) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('outage' as const),
      of: fc.constantFrom('wap' as const, 'directory' as const, 'mail' as const),
      isOver: fc.boolean(),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('clock' as const), byMs: fc.integer({ min: -600_000, max: 600_000 }) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('account' as const),
      what: fc.constantFrom('disable' as const, 'move' as const, 'rename' as const, 'delete' as const),
      owner: name.map((one) => `${one}@example.org`),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('machine' as const),
      vdc: name,
      name: name.map((one) => `${one}-web`),
      power: fc.constantFrom('running' as const, 'off' as const),
    }),
  },
);

const answers = fc.record({
  at: fc.integer({ min: 1, max: 200 }),
  how: fc.constantFrom<AnswerFault>(...answerFaults.filter((one) => one !== 'late-commit')),
});

const walkName = 'a walk';
export const isWalk = (story: Story): boolean => story.name.startsWith(walkName);

/** 5 to 50 steps of people, customers and bad luck, through a world that begins empty. */
export const walks: fc.Arbitrary<Run> = fc
  .record({
    steps: fc.array(step, { minLength: 5, maxLength: 50 }),
    kind: fc.constantFrom('plain', 'owners', 'machines'),
    seed: fc.nat(),
    killAt: fc.array(fc.integer({ min: 1, max: 600 }), { maxLength: 3 }),
    lost: fc.array(answers, { maxLength: 3 }),
  })
  .map(({ steps, kind, seed, killAt, lost }) => ({
    story: makeStory(steps, kind),
    seed,
    faults: { ...noFaults, killAt: [...killAt].sort((a, b) => a - b), answers: lost },
  }));

/** Drops what makes no sense where it stands, and ends what somebody would have to end. */
function makeStory(steps: readonly Step[], kind: string): Story {
  const declared = new Set<string>();
  const paused = new Set<string>();
  const byHand = new Map<string, number>();
  let deletions = 0;
  const away = new Set<string>();
  const sensible = steps.filter((one) => {
    if (one.do === 'outage') {
      if (one.isOver === true) away.delete(one.of);
      else if (kind === 'owners' || one.of === 'wap') away.add(one.of);
    }
    if (away.size > 0 && (one.do === 'quiet' || one.do === 'pause' || one.do === 'unpause')) return false;
    if (one.do === 'declare') declared.add(one.name);
    if (one.do === 'remove') return declared.delete(one.name);
    if (one.do === 'pause') return declared.has(one.name) && paused.add(one.name).size > 0;
    if (one.do === 'unpause') return paused.delete(one.name);
    if (one.do === 'machine') return kind === 'machines';
    if (one.do === 'account' || (one.do === 'outage' && one.of !== 'wap')) return kind === 'owners';
    if (one.do !== 'hand') return true;
    if (one.what === 'delete') return (deletions += 1) === 1;
    // Whoever does the same a fourth time is in a fight, and left alone for an hour.
    const times = (byHand.get(`${one.what} ${one.name}`) ?? 0) + 1;
    byHand.set(`${one.what} ${one.name}`, times);
    return times <= 2;
  });
  const ends: readonly Step[] = [
    ...(['wap', 'directory', 'mail'] as const).map((of): Step => ({ do: 'outage', of, isOver: true })),
    ...[...paused].map((one): Step => ({ do: 'unpause', name: one })),
  ];
  return {
    name: `${walkName} (${kind})`,
    ...(kind === 'owners' && { hasOwners: true }),
    // Use must be known also of who is suspended, or what may shrink would depend on the way.
    machines: 'spf',
    before: [{ do: 'declare', name: 'stay' }, { do: 'approve' }],
    steps: [...sensible, ...ends],
  };
}

/** Only the present counts: what does not follow from the last specs must not be there. */
export async function findUnlikeScratch({ run, end }: Ran): Promise<readonly string[]> {
  const last = new Map<string, Step>();
  for (const one of [...run.story.before, ...run.story.steps]) {
    if (one.do === 'declare') last.set(one.name, one);
    if (one.do === 'remove') last.delete(one.name);
  }
  const story: Story = { ...run.story, before: [], steps: [...last.values()] };
  const scratch = await runStory({ story, seed: run.seed, faults: noFaults });
  const parts = ['subscriptions', 'hostingPlans', 'users', 'accounts', 'createdUsers', 'statuses'];
  const only = (state: Ran['end']) => Object.fromEntries(parts.map((part) => [part, state[part]]));
  return differences(only(scratch.end), only(end)).map((line) => `beside a world made from the last specs, ${line}`);
}

import * as fc from 'fast-check';
import type { SafetySettings } from '../../src/model/settings.ts';
import { answerFaults, type AnswerFault } from './recorder.ts';
import { falseViews, type FalseView, noFaults, type Run, type Step, type Story } from './story.ts';
import { type Document, isReadable, named, ownerOf, settled, walkedNames, walkedSpecs } from './walked-specs.ts';

const name = fc.constantFrom(...walkedNames);
const declare = (document: Document): Step => ({ do: 'declare', name: document.metadata.name, document });
const stateOf = (document: Document, state: 'active' | 'suspended'): Document => ({
  ...document,
  spec: { ...document.spec, state },
});
const one = (step: fc.Arbitrary<Step>): fc.Arbitrary<readonly Step[]> => step.map((only) => [only]);

const edits: readonly fc.WeightedArbitrary<readonly Step[]>[] = [
  { weight: 12, arbitrary: walkedSpecs.map((document) => [declare(document)]) },
  // One that says something, something else, and the first again, faster than anybody looks.
  {
    weight: 2,
    arbitrary: fc
      .tuple(walkedSpecs, walkedSpecs)
      .map(([a, b]) => [declare(a), declare(named(b, a.metadata.name)), declare(a)]),
  },
  {
    weight: 2,
    arbitrary: walkedSpecs.map((document) => [
      declare(stateOf(document, 'suspended')),
      declare(stateOf(document, 'active')),
    ]),
  },
  // What cannot be read changes nothing, and nothing is deleted meanwhile.
  {
    weight: 1,
    arbitrary: walkedSpecs.map((document) => [declare({ ...document, spec: { ...document.spec, cpu: 0 } })]),
  },
  { weight: 4, arbitrary: one(fc.record({ do: fc.constant('remove'), name })) },
];

const byHand: readonly fc.WeightedArbitrary<readonly Step[]>[] = [
  {
    weight: 6,
    arbitrary: one(
      fc.record({
        do: fc.constant('hand'),
        what: fc.constantFrom('suspend', 'resume', 'delete', 'shrink-plan', 'co-admins', 'recreate', 'a-b-a'),
        name,
      }),
    ),
  },
  {
    weight: 2,
    arbitrary: one(
      fc.record({
        do: fc.constant('account'),
        what: fc.constantFrom('disable', 'move', 'rename', 'delete'),
        owner: name.map((of) => ownerOf[of] ?? ''),
      }),
    ),
  },
];

const byTenants: readonly fc.WeightedArbitrary<readonly Step[]>[] = [
  {
    weight: 3,
    arbitrary: one(
      fc
        .tuple(name, fc.constantFrom('web', 'db'), fc.constantFrom('running', 'off', 'paused'))
        .map(([vdc, machine, power]): Step => ({ do: 'machine', vdc, name: `${vdc}-${machine}`, power })),
    ),
  },
  { weight: 2, arbitrary: one(fc.record({ do: fc.constant('uses'), vdc: name, cpu: fc.integer({ min: 0, max: 8 }) })) },
];

const badLuck: readonly fc.WeightedArbitrary<readonly Step[]>[] = [
  { weight: 2, arbitrary: one(fc.record({ do: fc.constant('restart') })) },
  {
    weight: 2,
    arbitrary: one(
      fc.record({
        do: fc.constant('outage'),
        of: fc.constantFrom('wap', 'directory', 'mail'),
        isOver: fc.boolean(),
      }),
    ),
  },
  {
    weight: 2,
    arbitrary: one(fc.record({ do: fc.constant('clock'), byMs: fc.integer({ min: -240_000, max: 240_000 }) })),
  },
];

const operators: readonly fc.WeightedArbitrary<readonly Step[]>[] = [
  { weight: 4, arbitrary: one(fc.record({ do: fc.constant('quiet') })) },
  {
    weight: 6,
    arbitrary: one(fc.record({ do: fc.constant('wait'), ms: fc.integer({ min: 1, max: 90_000 }) })),
  },
  { weight: 2, arbitrary: one(fc.record({ do: fc.constantFrom('pause', 'unpause'), name })) },
  { weight: 2, arbitrary: one(fc.record({ do: fc.constant('approve'), isOnce: fc.constant(true) })) },
];

const steps = fc
  .array(fc.oneof(...edits, ...byHand, ...byTenants, ...badLuck, ...operators), { minLength: 5, maxLength: 50 })
  .map((moves) => moves.flat());

const answers = fc.record({
  at: fc.integer({ min: 1, max: 200 }),
  how: fc.constantFrom<AnswerFault>(...answerFaults.filter((how) => how !== 'late-commit')),
});

/** One of each in a plan, two in a day: whoever wants more has to approve of it. */
export const tightSafety: SafetySettings = {
  maxDeletes: { count: 1 },
  maxSuspends: { count: 1 },
  maxShrinks: { count: 1 },
  maxDeletesPerDay: { count: 2 },
  maxSuspendsPerDay: { count: 2 },
  maxShrinksPerDay: { count: 2 },
};

type Kind = 'plain' | 'owners' | 'machines' | 'tight';
const walkName = 'a walk';
export const isWalk = (story: Story): boolean => story.name.startsWith(walkName);

/** What specs say is what a walk is about: of them nothing false is shown. */
const shownFalsely = falseViews.filter((how) => !how.startsWith('specs-'));
const views = fc.record({
  how: fc.constantFrom<FalseView>(...shownFalsely),
  from: fc.integer({ min: 1, max: 40 }),
  count: fc.integer({ min: 1, max: 4 }),
  depth: fc.integer({ min: 1, max: 5 }),
});

/** 5 to 50 moves of people, customers and bad luck, through a world that begins empty. */
export const walks: fc.Arbitrary<Run> = fc
  .record({
    steps,
    kind: fc.constantFrom<Kind>('plain', 'owners', 'machines', 'tight'),
    seed: fc.nat(),
    killAt: fc.array(fc.integer({ min: 1, max: 600 }), { maxLength: 3 }),
    lost: fc.array(answers, { maxLength: 3 }),
    // In every fourth world a second daemon stands by, and whoever leads may freeze.
    // And in every fourth something false is shown for a while.
    view: fc.oneof({ weight: 3, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: views }),
    freezeAt: fc.oneof(
      { weight: 3, arbitrary: fc.constant(null) },
      { weight: 1, arbitrary: fc.array(fc.integer({ min: 1, max: 600 }), { maxLength: 2 }) },
    ),
  })
  .map(({ steps: taken, kind, seed, killAt, lost, freezeAt, view }) => ({
    story: makeStory(taken, kind),
    seed,
    faults: {
      ...noFaults,
      killAt: [...killAt].sort((a, b) => a - b),
      answers: lost,
      views: view === null ? [] : [view],
      freezeAt: freezeAt ?? [],
    },
    ...(freezeAt !== null && { isBeside: true }),
  }));

/** Drops what makes no sense where it stands, and ends what somebody would have to end. */
function makeStory(taken: readonly Step[], kind: Kind): Story {
  return {
    name: `${walkName} (${kind})`,
    ...(kind === 'owners' && { hasOwners: true }),
    ...(kind === 'tight' && { safety: tightSafety }),
    // Use must be known also of who is suspended, or what may shrink would depend on the way.
    machines: 'spf',
    before: [{ do: 'declare', name: 'stay' }, { do: 'quiet' }, ...(kind === 'tight' ? [] : [standingApproval])],
    steps: sensible(taken, kind),
  };
}

const standingApproval: Step = { do: 'approve' };

function sensible(taken: readonly Step[], kind: Kind): readonly Step[] {
  const declared = new Map<string, Document>();
  const paused = new Set<string>();
  const used = new Set<string>();
  const byHandTimes = new Map<string, number>();
  const away = new Set<string>();
  let deletions = 0;
  let skewMs = 0;
  const has = (of: 'wap' | 'directory' | 'mail'): boolean => kind === 'owners' || of === 'wap';

  /** Of a VDC whose only spec cannot be read nothing is known that could be paused. */
  function isKnown(vdc: string): boolean {
    const document = declared.get(vdc);
    return document !== undefined && isReadable(document);
  }

  function isSensible(step: Step): boolean {
    switch (step.do) {
      case 'declare':
        if (step.document !== undefined) declared.set(step.name, step.document);
        return true;
      case 'remove':
        return declared.delete(step.name);
      case 'outage':
        if (has(step.of) && step.isOver === true) away.delete(step.of);
        else if (has(step.of)) away.add(step.of);
        return has(step.of);
      // Nothing comes to rest, and no command is taken, while somebody is away; nor while something waits for approval.
      case 'quiet':
        return away.size === 0 && kind !== 'tight';
      case 'pause':
        return away.size === 0 && isKnown(step.name) && paused.add(step.name).size > 0;
      case 'unpause':
        return away.size === 0 && paused.delete(step.name);
      case 'machine':
        return kind === 'machines';
      case 'uses':
        return used.add(step.vdc).size > 0;
      // Five minutes apart, and a user whose making was answered with an error is taken for somebody else's: on purpose.
      case 'clock':
        if (Math.abs(skewMs + step.byMs) > 240_000) return false;
        skewMs += step.byMs;
        return true;
      case 'account':
        return kind === 'owners';
      case 'approve':
        return kind === 'tight' && away.size === 0;
      case 'hand': {
        // Two that are missing at once are not believed, and somebody would have to say that it is so.
        if (step.what === 'delete') return (deletions += 1) === 1;
        // Whoever does the same a fourth time is in a fight, and left alone for an hour.
        const times = (byHandTimes.get(`${step.what} ${step.name}`) ?? 0) + 1;
        byHandTimes.set(`${step.what} ${step.name}`, times);
        return times <= 2;
      }
      case 'restart':
      case 'wait':
        return true;
      default:
        return step satisfies never;
    }
  }
  const kept = taken.filter(isSensible);
  const ends: readonly Step[] = [
    ...(['wap', 'directory', 'mail'] as const).map((of): Step => ({ do: 'outage', of, isOver: true })),
    ...[...paused].map((vdc): Step => ({ do: 'unpause', name: vdc })),
    // Whoever is to have less than he uses keeps what he has: how much that was depends on the way.
    ...[...used].map((vdc): Step => ({ do: 'uses', vdc, cpu: 0 })),
    ...[...declared.values()].map((document) => declare(settled(document))),
    standingApproval,
  ];
  return [...kept, ...ends];
}

import { describe, expect, it } from 'vitest';
import { holdLaws } from '../../../src/executor/laws/hold-laws.ts';
import { createLedger, type Ledger } from '../../../src/executor/laws/ledger.ts';
import type { Approved } from '../../../src/model/approved.ts';
import type { Action, Plan } from '../../../src/model/plan.ts';
import { approvedBy } from '../../../src/planner/approved-actions.ts';
import type { PlannerInput } from '../../../src/planner/planner-input.ts';
import { limits, spec, Story } from '../../support/planner-world.ts';

const names = ['a', 'b', 'c', 'd', 'e', 'f'];

/** What is planned where the guard before a law was not there, held against the facts as they are. */
function hold(lawful: Story, unlawful: (story: Story) => void = () => undefined) {
  const { memory, closer, ...rest } = lawful.input();
  const input: PlannerInput = {
    ...rest,
    memory: { ...memory, pauses: new Map(memory.pauses) },
    closer: { ...closer, use: new Map(closer.use) },
  };
  unlawful(lawful);
  const plan: Plan = { ...lawful.plan(), unsafe: [] };
  return { plan, tell: () => heldAgainst(input, plan) };
}

function heldAgainst(
  input: PlannerInput,
  plan: Plan,
  { ledger = createLedger(() => 0), approved }: { ledger?: Ledger; approved?: Approved } = {},
): readonly string[] {
  const said: string[] = [];
  const holdAll = holdLaws({
    input,
    plan,
    ledger,
    ...(approved && { approved }),
    onBroken: ({ law, vdc }) => said.push(`${law} ${vdc}`),
  });
  for (const vdc of plan.vdcs)
    for (const action of vdc.actions)
      try {
        holdAll(vdc, action);
      } catch {
        // Who is stopped sends nothing more; here each is asked for itself.
      }
  return said;
}

function six(): Story {
  const story = new Story();
  for (const name of names) story.converged(spec(name));
  return story.declares(...names.map((name) => spec(name)));
}

describe('what is about to be done', () => {
  it('is counted, though safety would let it pass', () => {
    const story = six().declares(spec('e'), spec('f'));
    const { tell } = hold(story, (loose) => (loose.safety = { ...loose.safety, maxDeletes: { count: 99 } }));
    expect(tell()).toContain('never-beyond-budget d');
  });

  it('is not done to a VDC that is paused', () => {
    const story = six().declares(...names.map((name) => spec(name, { state: name === 'a' ? 'suspended' : 'active' })));
    story.pauses.set('a', { reason: 'ticket', by: 'jo' });
    const { tell } = hold(story, (blind) => blind.pauses.clear());
    expect(tell()).toContain('never-paused a');
  });

  it('is not done after a look that contradicts itself', () => {
    const story = six().declares(...names.map((name) => spec(name, { limits: { ...limits, cpu: 16 } })));
    story.distrust = [{ code: 'OBSERVATION_COUNTS_DISAGREE', message: 'WAP counts 7 and lists 6.' }];
    const { tell } = hold(story, (blind) => (blind.distrust = []));
    expect(tell()[0]).toBe('never-untrusted a');
  });

  it('is not done by a clock that says another time than WAP does, unless somebody approved of just that', () => {
    const story = six().declares(...names.map((name) => spec(name, { limits: { ...limits, cpu: 16 } })));
    story.distrust = [{ code: 'CLOCKS_APART', message: '400 days apart.', isApprovable: true }];
    const { plan } = hold(story, (blind) => (blind.distrust = []));
    story.distrust = [{ code: 'CLOCKS_APART', message: '400 days apart.', isApprovable: true }];
    expect(heldAgainst(story.input(), plan)[0]).toBe('never-untrusted a');
    const refused = story.plan();
    expect(refused.unsafe).toMatchObject([{ code: 'CLOCKS_APART', isApprovable: true }]);
    expect(heldAgainst(story.input(), plan, { approved: approvedBy(refused) })).toEqual([]);
  });

  it('is not done of a plan that is refused, whoever carries it out, unless somebody approved of it', () => {
    const story = six().declares(spec('e'), spec('f'));
    expect(heldAgainst(story.input(), story.plan())[0]).toBe('never-untrusted a');
  });

  it('is not done to what is somebody else’s', () => {
    const story = six();
    const { plan } = hold(story);
    const action: Action = {
      verb: 'suspend',
      kind: 'subscription',
      resource: 'subscription/a',
      reason: 'declared-suspended',
      subscriptionId: '0a1b2c3d-0000-4000-8000-00000000f0f0',
      saw: { owner: 'a@example.org', hostingPlanId: 'p', status: 'active' },
    };
    const vdc = {
      name: 'a',
      verb: 'suspend',
      reason: 'spec-changed',
      changes: [],
      actions: [action],
      blocks: [],
    } as const;
    expect(heldAgainst(story.input(), { ...plan, vdcs: [vdc] as never })).toEqual(['never-foreign a']);
  });

  it('gives no VDC a second subscription', () => {
    const { tell } = hold(six(), (blind) => {
      const { id } = blind.subscriptionOf('a');
      blind.loses('a').gone.add(id);
    });
    expect(tell()).toContain('never-two-subscriptions a');
  });

  it('is counted by what was done before, though the memory knows nothing of it', () => {
    let elapsedMs = 0;
    const ledger = createLedger(() => elapsedMs);
    const rests = (...resting: readonly string[]): Story => {
      const story = six().declares(
        ...names.map((name) => spec(name, { state: resting.includes(name) ? 'suspended' : 'active' })),
      );
      story.safety = { ...story.safety, maxSuspends: { count: 9 }, maxSuspendsPerDay: { count: 2 } };
      return story;
    };
    const tell = (story: Story) => heldAgainst(story.input(), story.plan(), { ledger });
    expect(tell(rests('a', 'b'))).toEqual([]);
    elapsedMs = 3_600_000;
    expect(tell(rests('c'))).toEqual(['never-beyond-budget c']);
  });

  it('leaves no VDC with less than it uses', () => {
    const story = six().declares(
      ...names.map((name) => spec(name, { limits: { ...limits, cpu: name === 'a' ? 4 : 8 } })),
    );
    for (const { id } of story.subscriptions) story.use.set(id, { use: { cpu: 6, ramMib: 0, diskGib: 0, vms: 0 } });
    const { tell } = hold(story, (blind) => {
      for (const id of blind.use.keys()) blind.use.set(id, { use: { cpu: 0, ramMib: 0, diskGib: 0, vms: 0 } });
    });
    expect(tell()).toEqual(['never-below-use a']);
  });
});

import { describe, expect, it } from 'vitest';
import { isTrusted, rememberRefused, reportOnly } from '../../src/reconciler/carry-out.ts';
import { type PassStory, startPassStory } from '../support/pass-story.ts';
import { anIntent } from '../support/state-builders.ts';

const names = ['a', 'b', 'c', 'd', 'e', 'f'];
const isProtected = ({ disk }: PassStory, name: string) => disk.inventory.get(name)?.lastSpec.protect;

async function estate(): Promise<PassStory> {
  const story = startPassStory();
  for (const name of names) story.declare(name);
  await story.apply(await story.look());
  expect(story.wap.subscriptions.size).toBe(names.length);
  return story;
}

describe('what is carried out from the command line', () => {
  it('remembers what needs no call: protection holds though nothing else is done', async () => {
    const story = await estate();
    const before = story.wap.writes().length;
    story.declare('a', { more: ['protect: true'] });
    await story.apply(await story.look());
    expect([isProtected(story, 'a'), story.wap.writes().length]).toEqual([true, before]);
  });

  it('remembers it also of a VDC for which something is done in the same plan, and fails', async () => {
    const story = await estate();
    story.declare('a', { cpu: 16, more: ['protect: true'] });
    story.wap.refusals.set('update hosting-plan/VDC a', { kind: 'failed', code: 'WAP_REFUSED', message: 'no' });
    await story.apply(await story.look());
    expect(isProtected(story, 'a')).toBe(true);
  });

  it('ends what a process before it has left in its midst', async () => {
    const story = await estate();
    await story.store.begin(anIntent({ vdc: 'zeta' }));
    await story.apply(await story.look());
    expect(story.disk.intents.size).toBe(0);
  });
});

describe('a plan that asks for too much', () => {
  it('changes nothing in WAP, but what its specs protect is protected, and its statuses are told', async () => {
    const story = await estate();
    const before = story.wap.writes().length;
    for (const name of ['a', 'b', 'c', 'd']) story.remove(name);
    story.declare('e', { more: ['protect: true'] });
    const pass = await story.look();
    expect(pass.plan.unsafe.map(({ code }) => code)).toContain('PLAN_TOO_MANY_DELETES');
    expect(isTrusted(pass)).toBe(true);
    await rememberRefused(pass, { store: story.store });
    await reportOnly(pass, { store: story.store, now: story.now });
    expect(isProtected(story, 'e')).toBe(true);
    expect(story.disk.statuses.get('a')).toMatchObject({ ready: 'pending' });
    expect(story.wap.writes()).toHaveLength(before);
  });
});

describe('a look that cannot be trusted', () => {
  it('is remembered in nothing, and tells of nothing', async () => {
    const story = await estate();
    const statuses = JSON.stringify([...story.disk.statuses]);
    story.wap.see = (truth) => ({ ...truth, subscriptions: [] });
    story.declare('a', { more: ['protect: true'] });
    const pass = await story.look();
    expect(isTrusted(pass)).toBe(false);
    await rememberRefused(pass, { store: story.store });
    await reportOnly(pass, { store: story.store, now: story.now });
    expect(isProtected(story, 'a')).toBe(false);
    expect(JSON.stringify([...story.disk.statuses])).toBe(statuses);
  });

  it('is one also when a doubt about it stands beside a plan that asks for too much', async () => {
    const story = await estate();
    for (const name of ['a', 'b', 'c', 'd']) story.remove(name);
    story.wap.see = (truth) => ({ ...truth, distrust: [{ code: 'OBSERVATION_ROWS_DIFFER', message: 'six are five' }] });
    const pass = await story.look();
    const codes = pass.plan.unsafe.map(({ code }) => code);
    expect(codes).toEqual(expect.arrayContaining(['OBSERVATION_ROWS_DIFFER', 'PLAN_TOO_MANY_DELETES']));
    expect(isTrusted(pass)).toBe(false);
  });

  it('is looked at a second time before a VDC counts as gone', async () => {
    const story = await estate();
    const [one] = [...story.wap.subscriptions.values()];
    let looks = 0;
    // The list lacks it once; its own address, asked in between, denies it too.
    story.wap.see = (truth) => ({
      ...truth,
      subscriptions: truth.subscriptions.filter(({ id }) => id !== one?.id || (looks += 1) > 1),
    });
    const before = { ...story.wap.provider };
    Object.assign(story.wap.provider, {
      observeCloser: async (...asked: Parameters<typeof before.observeCloser>) => ({
        ...(await before.observeCloser(...asked)),
        gone: new Set([one?.id]),
      }),
    });
    expect((await story.look()).plan.vdcs).toEqual([]);
  });
});

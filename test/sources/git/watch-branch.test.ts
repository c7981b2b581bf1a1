import { describe, expect, it } from 'vitest';
import { ControllerError } from '../../../src/model/controller-error.ts';
import { watchBranch } from '../../../src/sources/git/watch-branch.ts';
import { gitStory, told } from '../../support/git-story.ts';
import { canMeetPeers } from '../../support/peers/require-packages.ts';
import { watched } from '../../support/watched.ts';

const signal = new AbortController().signal;

/** A clock on which an interval passes when the test says so; time limits never end. */
function handTurnedClock() {
  const resting: { readonly ms: number; readonly wake: () => void }[] = [];
  const asleep: (() => void)[] = [];
  return {
    sleep: (ms: number, until: AbortSignal): Promise<void> =>
      new Promise((resolve, reject) => {
        const leave = (): void => reject(until.reason as Error);
        if (until.aborted) return leave();
        until.addEventListener('abort', leave, { once: true });
        if (ms < 60_000) return;
        resting.push({ ms, wake: resolve });
        for (const tell of asleep.splice(0)) tell();
      }),
    /** Resolves once somebody waits for the next interval, with its length. */
    rest: async (): Promise<number> => {
      if (resting.length === 0) await new Promise<void>((resolve) => void asleep.push(resolve));
      return resting[0]?.ms ?? 0;
    },
    pass: (): void => resting.shift()?.wake(),
  };
}

async function watchedBranch() {
  const story = await gitStory();
  await story.repository.commit({ 'a.yaml': 'one' });
  const clock = handTurnedClock();
  const source = story.open({ sleep: clock.sleep, intervalMs: 100_000, timeLimitMs: 50_000 });
  await source.load(signal);
  const watch = watched((watching, until) => source.watch(watching, until));
  await clock.rest();
  return { ...story, source, clock, watch };
}

describe.runIf(canMeetPeers('git'))('a watched branch', () => {
  it('is asked at the interval, and told of when there is something new', async () => {
    const { repository, source, clock, watch } = await watchedBranch();
    await repository.commit({ 'a.yaml': 'two' });
    const changed = watch.nextChange();
    clock.pass();
    await changed;
    expect(told(await source.load(signal))).toEqual(['a.yaml: two']);
  });

  it('is not told of when there is nothing new, nor twice', async () => {
    const { repository, clock, watch } = await watchedBranch();
    clock.pass();
    await clock.rest();
    expect(watch.changes()).toBe(0);
    await repository.commit({ 'a.yaml': 'two' });
    for (let turn = 0; turn < 3; turn++) {
      clock.pass();
      await clock.rest();
    }
    expect(watch.changes()).toBe(1);
  });

  it('is asked at once when somebody says that there is something new', async () => {
    const { repository, source, watch } = await watchedBranch();
    for (const text of ['two', 'three']) {
      await repository.commit({ 'a.yaml': text });
      const changed = watch.nextChange();
      watch.hear();
      await changed;
      expect(told(await source.load(signal))).toEqual([`a.yaml: ${text}`]);
    }
  });

  it('is not asked again for what the watch has learned', async () => {
    const { repository, source, clock, watch } = await watchedBranch();
    const commit = await repository.commit({ 'a.yaml': 'two' });
    const changed = watch.nextChange();
    clock.pass();
    await changed;
    // The server is out of reach by now.
    await repository.atServer('update-ref', '-d', 'refs/heads/main');
    expect((await source.load(signal)).revision).toBe(`git:${commit}`);
    await expect(source.load(signal)).rejects.toMatchObject({ code: 'SPECS_BRANCH_GONE' });
  });

  it('gives nothing older than what was there when somebody spoke', async () => {
    const { repository, source, clock, watch } = await watchedBranch();
    await repository.commit({ 'a.yaml': 'two' });
    const changed = watch.nextChange();
    clock.pass();
    await changed;
    await repository.commit({ 'a.yaml': 'three' });
    watch.hear();
    expect(told(await source.load(signal))).toEqual(['a.yaml: three']);
  });

  it('goes on being asked after trouble, which is told', async () => {
    const { repository, clock, watch } = await watchedBranch();
    const commit = await repository.atServer('rev-parse', 'main');
    await repository.atServer('update-ref', '-d', 'refs/heads/main');
    const trouble = watch.nextTrouble();
    clock.pass();
    expect(await trouble).toMatchObject({ code: 'SPECS_BRANCH_GONE' });
    await clock.rest();
    await repository.atServer('update-ref', 'refs/heads/main', commit);
    await repository.commit({ 'a.yaml': 'two' });
    const changed = watch.nextChange();
    clock.pass();
    await changed;
  });

  it('is asked by many controllers out of step', async () => {
    const story = await gitStory();
    const waits = await Promise.all(
      [0, 0.5, 0.999].map(async (random) => {
        const clock = handTurnedClock();
        const source = story.open({ sleep: clock.sleep, random: () => random, intervalMs: 100_000 });
        watched((watching, until) => source.watch(watching, until));
        return Math.round(await clock.rest());
      }),
    );
    expect(waits).toEqual([90_000, 100_000, 109_980]);
  });

  it('is asked at growing pauses once the login was refused: accounts get locked', async () => {
    const clock = handTurnedClock();
    const refused = new ControllerError('SPECS_GIT_LOGIN_REFUSED', 'refused');
    let isRefused = true;
    const look = (): Promise<boolean> => (isRefused ? Promise.reject(refused) : Promise.resolve(false));
    const watch = { intervalMs: 100_000, sleep: clock.sleep, random: () => 0.5, look, heard: () => undefined };
    watched((watching, until) => watchBranch(watch, watching, until));
    const pauses: number[] = [];
    for (let turn = 0; turn < 8; turn++) {
      pauses.push((await clock.rest()) / 100_000);
      if (turn === 6) isRefused = false;
      clock.pass();
    }
    expect(pauses).toEqual([1, 2, 4, 8, 16, 16, 16, 1]);
  });

  it('is let go of in the midst of being asked', async () => {
    const { repository, watch } = await watchedBranch();
    await repository.commit({ 'a.yaml': 'two' });
    watch.hear();
    await watch.stop();
    expect(watch.troubles).toEqual([]);
  });

  it('is fetched by one at a time however many want it', async () => {
    const { repository, source, watch } = await watchedBranch();
    const commit = await repository.commit({ 'a.yaml': 'two' });
    watch.hear();
    const snapshots = await Promise.all(Array.from({ length: 5 }, () => source.load(signal)));
    expect(snapshots.map(({ revision }) => revision)).toEqual(Array.from({ length: 5 }, () => `git:${commit}`));
  });
});

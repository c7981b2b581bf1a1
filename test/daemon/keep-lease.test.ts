import { describe, expect, it } from 'vitest';
import { keepLease } from '../../src/daemon/keep-lease.ts';
import type { Lease } from '../../src/state/state-store.ts';
import { createSteppedClock } from '../support/stepped-clock.ts';

const times = { ttlMs: 9_000, marginMs: 2_000, renewEveryMs: 2_500 };
const never = new AbortController().signal;

function aLease(answers: () => boolean): Lease & { renewals: number; isReleased: boolean } {
  return {
    fence: 1,
    renewals: 0,
    isReleased: false,
    async renew() {
      this.renewals += 1;
      return answers();
    },
    async release() {
      this.isReleased = true;
    },
  };
}

describe('a lease that is kept', () => {
  it('is renewed long before it ends, and given back in the end', async () => {
    const clock = createSteppedClock(0);
    const lease = aLease(() => true);
    const kept = keepLease(lease, { ...clock, elapsed: clock.now }, times);
    await clock.sleep(60_000, never);
    expect(() => kept.assertHeld()).not.toThrow();
    expect(lease.renewals).toBeGreaterThan(20);
    await kept.stop();
    expect(lease.isReleased).toBe(true);
  });

  it('is lost for good when somebody else has it', async () => {
    const clock = createSteppedClock(0);
    const lease = aLease(() => false);
    const kept = keepLease(lease, { ...clock, elapsed: clock.now }, times);
    await clock.sleep(3_000, never);
    expect(kept.signal.aborted).toBe(true);
    expect(() => kept.assertHeld()).toThrow('no longer has the lease');
    await kept.stop();
    expect(lease.isReleased).toBe(false);
  });

  it('that is for life is held however slow its holder is', async () => {
    const clock = createSteppedClock(0);
    let elapsedMs = 0;
    const lease = { ...aLease(() => true), isForLife: true };
    const kept = keepLease(lease, { ...clock, elapsed: () => elapsedMs }, times);
    elapsedMs = 3_600_000;
    expect(() => kept.assertHeld()).not.toThrow();
    await kept.stop();
  });

  it('outlives a store that cannot be reached for a moment, but not for as long as it holds', async () => {
    const clock = createSteppedClock(0);
    let isAway = true;
    const lease = aLease(() => {
      if (isAway) throw new Error('away');
      return true;
    });
    const kept = keepLease(lease, { ...clock, elapsed: clock.now }, times);
    await clock.sleep(4_000, never);
    expect(() => kept.assertHeld()).not.toThrow();
    isAway = false;
    await clock.sleep(4_000, never);
    isAway = true;
    await clock.sleep(9_000, never);
    expect(() => kept.assertHeld()).toThrow('no longer has the lease');
    await kept.stop();
  });

  it('allows nothing in the last moments before its end: a request must not be under way when the next one begins', () => {
    let nowMs = 0;
    const now = () => nowMs;
    const kept = keepLease(
      aLease(() => true),
      { now, elapsed: now, sleep: () => new Promise(() => undefined) },
      times,
    );
    nowMs = times.ttlMs - times.marginMs - 1;
    expect(() => kept.assertHeld()).not.toThrow();
    nowMs += 1;
    expect(() => kept.assertHeld()).toThrow('no longer has the lease');
  });

  it('counts from when it was asked for, however late the store answers', async () => {
    const clock = createSteppedClock(0);
    const lease = aLease(() => true);
    const kept = keepLease(
      {
        ...lease,
        async renew() {
          if (clock.now() > 3_000) throw new Error('away');
          await clock.sleep(3_000, never);
          return true;
        },
      },
      { ...clock, elapsed: clock.now },
      times,
    );
    await clock.sleep(9_000, never);
    expect(() => kept.assertHeld()).not.toThrow();
    await clock.sleep(1_000, never);
    expect(() => kept.assertHeld()).toThrow('no longer has the lease');
    await kept.stop();
  });

  it.each([
    ['the process was frozen', { wallMs: 20_000, elapsedMs: 20_000 }],
    ['the machine slept, and one of its clocks with it', { wallMs: 20_000, elapsedMs: 0 }],
    ['the date was set back meanwhile', { wallMs: -3_600_000, elapsedMs: 20_000 }],
  ])('allows nothing from the first moment on after %s', (_, jump) => {
    let wallMs = 1_000_000;
    let elapsedMs = 0;
    const kept = keepLease(
      aLease(() => true),
      { now: () => wallMs, elapsed: () => elapsedMs, sleep: () => new Promise(() => undefined) },
      times,
    );
    expect(() => kept.assertHeld()).not.toThrow();
    wallMs += jump.wallMs;
    elapsedMs += jump.elapsedMs;
    expect(() => kept.assertHeld()).toThrow('no longer has the lease');
    expect(kept.signal.aborted).toBe(true);
  });
});

import { describe, expect, it } from 'vitest';
import { createReachability } from '../../../../../src/providers/wap/client/http/reachability.ts';

function start(at = 1_000_000) {
  let time = at;
  return { reachability: createReachability(40_000, () => time), setTime: (ms: number) => (time = at + ms) };
}

describe('how long silence is borne', () => {
  it('is counted from the first attempt that heard nothing, over all requests', () => {
    const { reachability, setTime } = start();
    setTime(10_000);
    reachability.failed(1_000_000);
    setTime(25_000);
    reachability.failed(1_020_000);
    expect(reachability.patienceMs()).toBe(15_000);
    expect(reachability.isHopeless()).toBe(false);
    setTime(45_000);
    reachability.failed(1_044_000);
    expect(reachability.patienceMs()).toBe(0);
    expect(reachability.isHopeless()).toBe(true);
    setTime(46_001);
    expect(reachability.isHopeless()).toBe(false);
  });

  it('begins anew with any answer, also for an attempt that began before it', () => {
    const { reachability, setTime } = start();
    setTime(30_000);
    reachability.answered();
    setTime(35_000);
    reachability.failed(1_000_000);
    expect(reachability.patienceMs()).toBe(35_000);
  });

  it('is forgotten when nobody listened for long', () => {
    const { reachability, setTime } = start();
    reachability.failed(1_000_000);
    setTime(300_000);
    expect(reachability.patienceMs()).toBe(40_000);
    reachability.failed(1_299_000);
    expect(reachability.patienceMs()).toBe(39_000);
  });

  it('does not last for hours when the clock is set back', () => {
    const { reachability, setTime } = start();
    reachability.failed(1_000_000);
    setTime(-7_200_000);
    expect(reachability.patienceMs()).toBe(0);
    expect(reachability.isHopeless()).toBe(false);
  });
});

import { describe, expect, it } from 'vitest';
import { createRequestGate } from '../../../../../src/providers/wap/client/http/request-gate.ts';
import { stillClock } from '../../../../support/wap-transport.ts';

const signal = new AbortController().signal;

/** A gate whose sleepers note when they would leave, and leave at once. */
function noteDepartures(concurrency: number, requestsPerSecond: number) {
  let time = 0;
  const waits: number[] = [];
  const gate = createRequestGate({
    concurrency,
    requestsPerSecond,
    now: () => time,
    sleep: async (ms) => void waits.push(ms),
  });
  return { gate, waits, setTime: (now: number) => (time = now) };
}

describe('the request gate', () => {
  it('lets as many leave at once as may be in flight, then one after another', async () => {
    const { gate, waits } = noteDepartures(4, 10);
    for (let request = 0; request < 7; request += 1) {
      await gate.enter(signal);
      gate.leave();
    }
    expect(waits).toEqual([100, 200, 300]);
  });

  it('saves no more departures than that while it is quiet', async () => {
    const { gate, waits, setTime } = noteDepartures(2, 10);
    await gate.enter(signal);
    setTime(60_000);
    for (let request = 0; request < 3; request += 1) {
      gate.leave();
      await gate.enter(signal);
    }
    expect(waits).toEqual([100]);
  });

  it('lets no second see more than it may, not even with all that was saved up before it', async () => {
    let nowMs = 60_000;
    const sleep = async (ms: number): Promise<void> => void (nowMs += ms);
    const gate = createRequestGate({ concurrency: 8, requestsPerSecond: 50, now: () => nowMs, sleep });
    const left: number[] = [];
    for (let request = 0; request < 400; request += 1) {
      await gate.enter(signal);
      left.push(nowMs);
      gate.leave();
    }
    const busiest = Math.max(...left.map((from) => left.filter((at) => at >= from && at < from + 1_000).length));
    expect(busiest).toBeLessThanOrEqual(50);
  });

  it('admits in the order of arrival', async () => {
    const { gate } = noteDepartures(1, 1_000);
    await gate.enter(signal);
    const order: number[] = [];
    const entering = [1, 2, 3].map(async (number) => {
      await gate.enter(signal);
      order.push(number);
      gate.leave();
    });
    expect(gate.figures()).toMatchObject({ inFlight: 1, queued: 3 });
    gate.leave();
    await Promise.all(entering);
    expect(order).toEqual([1, 2, 3]);
    expect(gate.figures()).toMatchObject({ inFlight: 0, queued: 0 });
  });

  it('loses no slot to those who give up, neither in the queue nor while waiting for the rate', async () => {
    const clock = stillClock();
    const gate = createRequestGate({ concurrency: 1, requestsPerSecond: 1, ...clock });
    await gate.enter(signal);
    const caller = new AbortController();
    const queued = gate.enter(caller.signal).catch((error: unknown) => error);
    caller.abort(new Error('enough'));
    expect(await queued).toMatchObject({ message: 'enough' });
    gate.leave();
    await expect(gate.enter(AbortSignal.abort(new Error('early')))).rejects.toThrow('early');
    const failing = createRequestGate({
      concurrency: 1,
      requestsPerSecond: 1,
      now: clock.now,
      sleep: () => Promise.reject(new Error('enough')),
    });
    await failing.enter(signal);
    failing.leave();
    await expect(failing.enter(signal)).rejects.toThrow('enough');
    expect(failing.figures()).toMatchObject({ inFlight: 0, queued: 0, entered: 1 });
  });

  it('does not wait for hours when the clock is set back', async () => {
    const { gate, waits, setTime } = noteDepartures(1, 10);
    setTime(10_000_000);
    await gate.enter(signal);
    gate.leave();
    setTime(1_000);
    await gate.enter(signal);
    expect(waits).toEqual([100]);
  });

  it('holds everybody back for as long as it is told', async () => {
    const { gate, waits } = noteDepartures(8, 100);
    gate.holdFor(5_000);
    await gate.enter(signal);
    await gate.enter(signal);
    expect(waits).toEqual([5_000, 5_010]);
  });
});

import { describe, expect, it } from 'vitest';
import { backoffMs } from '../../src/daemon/backoff.ts';
import { createCircuit } from '../../src/daemon/circuit.ts';
import { findFights } from '../../src/daemon/find-fights.ts';
import type { HistoryRecord } from '../../src/state/state-store.ts';

const hourMs = 3_600_000;
const nowMs = 100 * hourMs;
const change = { field: 'cpu', before: 8, after: 16 };

const corrected = (atMs: number, over: Partial<HistoryRecord> = {}): HistoryRecord => ({
  atMs,
  vdc: 'acme',
  verb: 'update',
  resource: 'hosting-plan/VDC acme',
  reason: 'quota-differs',
  vdcReason: 'drift',
  revision: 'git:one',
  fingerprint: 'sha256:4f',
  changes: [change],
  outcome: 'done',
  ...over,
});

describe('a fight', () => {
  it('is the same correction, undone three times within hours', () => {
    const history = [corrected(nowMs - 1_000), corrected(nowMs - hourMs), corrected(nowMs - 2 * hourMs)];
    expect(findFights('acme', [change], history, nowMs)).toEqual([
      {
        vdc: 'acme',
        field: 'cpu',
        ours: '16',
        theirs: '8',
        times: 3,
        sinceMs: nowMs - 2 * hourMs,
        nextTryAtMs: nowMs - 1_000 + hourMs,
      },
    ]);
    expect(findFights('acme', [change], history.slice(0, 2), nowMs)).toEqual([]);
  });

  it('is seen in what history has counted as one entry', () => {
    const counted = corrected(nowMs - 1_000, { count: 4, firstAtMs: nowMs - 4 * hourMs });
    expect(findFights('acme', [change], [counted], nowMs)).toMatchObject([
      { times: 4, nextTryAtMs: nowMs - 1_000 + 2 * hourMs },
    ]);
  });

  it('is none when days lie between, when it is about other values, or when it was never corrected', () => {
    const apart = [0, 1, 2, 3].map((day) => corrected(nowMs - day * 24 * hourMs));
    expect(findFights('acme', [change], apart, nowMs)).toEqual([]);
    const seldom = corrected(nowMs - 1_000, { count: 5, firstAtMs: nowMs - 60 * hourMs });
    expect(findFights('acme', [change], [seldom], nowMs)).toEqual([]);
    const often = [1, 2, 3].map((minute) => corrected(nowMs - minute * 60_000));
    expect(findFights('acme', [{ ...change, before: 4 }], often, nowMs)).toEqual([]);
    expect(
      findFights(
        'acme',
        [change],
        often.map((one) => ({ ...one, outcome: 'failed' as const })),
        nowMs,
      ),
    ).toEqual([]);
    expect(
      findFights(
        'acme',
        [change],
        often.map((one) => ({ ...one, vdcReason: 'spec-changed' as const })),
        nowMs,
      ),
    ).toEqual([]);
  });

  it('is tried once more when its time has come', () => {
    const history = [1, 2, 3].map((minute) => corrected(nowMs - hourMs - minute * 60_000));
    expect(findFights('acme', [change], history, nowMs)).toEqual([]);
  });
});

describe('distances between tries', () => {
  it('double up to the longest, and are spread so that nobody marches in step', () => {
    const range = { firstMs: 10_000, longestMs: 60_000 };
    expect([1, 2, 3, 4, 99].map((failures) => backoffMs(failures, 1, range))).toEqual([
      10_000, 20_000, 40_000, 60_000, 60_000,
    ]);
    expect(backoffMs(1, 0, range)).toBe(5_000);
  });
});

function openCircuit() {
  const clock = { elapsedMs: 0, setBackMs: 0 };
  const circuit = createCircuit({
    name: 'wap',
    clock: {
      now: () => nowMs + clock.elapsedMs - clock.setBackMs,
      elapsed: () => clock.elapsedMs,
      random: () => 1,
    },
    longestMs: 60_000,
  });
  return { circuit, clock };
}

describe('a circuit', () => {
  it('opens with the first failure, is probed in growing distances, and closes with the first answer', () => {
    const { circuit, clock } = openCircuit();
    expect(circuit.isOpen()).toBe(false);
    circuit.failed({ message: 'away', isForPeople: false });
    expect(circuit.status()).toMatchObject({ nextProbeAtMs: nowMs + 5_000 });
    clock.elapsedMs += 4_999;
    expect(circuit.isProbeDue()).toBe(false);
    clock.elapsedMs += 1;
    expect(circuit.isProbeDue()).toBe(true);
    circuit.failed({ message: 'away', isForPeople: false });
    expect(circuit.isProbeDue()).toBe(false);
    expect(circuit.status()).toMatchObject({
      isOpen: true,
      failures: 2,
      sinceMs: nowMs,
      message: 'away',
      nextProbeAtMs: nowMs + 15_000,
    });
    expect(circuit.succeeded()).toBe(true);
    expect(circuit.status()).toEqual({ name: 'wap', isOpen: false, failures: 0 });
  });

  it('is never probed by itself where only a person can help, but when one says so', () => {
    const { circuit, clock } = openCircuit();
    circuit.failed({ message: 'wrong password', isForPeople: true });
    clock.elapsedMs += 24 * 3_600_000;
    expect(circuit.isProbeDue()).toBe(false);
    circuit.tryNow();
    expect(circuit.isProbeDue()).toBe(true);
  });

  it('is probed when its time has passed, whatever the clock on the wall was set to meanwhile', () => {
    const { circuit, clock } = openCircuit();
    circuit.failed({ message: 'away', isForPeople: false });
    clock.setBackMs = 1_800_000;
    clock.elapsedMs += 5_000;
    expect(circuit.isProbeDue()).toBe(true);
    expect(circuit.status()).toMatchObject({ nextProbeAtMs: nowMs + 5_000 - 1_800_000 });
  });
});

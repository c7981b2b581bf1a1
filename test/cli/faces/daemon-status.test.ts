import { describe, expect, it } from 'vitest';
import { type DaemonFace, formatDaemonStatus } from '../../../src/cli/faces/daemon-status.ts';
import { eventLine } from '../../../src/cli/faces/event-line.ts';
import { textWidth } from '../../../src/cli/faces/text-width.ts';
import type { DaemonEvent } from '../../../src/model/daemon-event.ts';
import { ACTING, asciiLook, colouredLook, HOSTILE, lookAt, withoutColours } from '../../support/face-looks.ts';

const NOW = Date.UTC(2026, 10, 24, 10, 4, 11);
const FINGERPRINT = `sha256:${'4f9c21d8'.repeat(8)}`;
const NOTHING = {
  create: 0,
  adopt: 0,
  update: 0,
  suspend: 0,
  resume: 0,
  resync: 0,
  retire: 0,
  delete: 0,
  unchanged: 0,
  blocked: 0,
};

function daemon(over: Partial<DaemonFace> = {}): DaemonFace {
  return {
    version: '0.1.0',
    installation: '0b6f9c1e-7d0a-4c39-9a53-0c0f5b1e2d11',
    role: 'leader',
    mode: 'enforce',
    startedAtMs: NOW - 3 * 3_600_000,
    leader: 'ops1/4711',
    lastPass: {
      startedAtMs: NOW - 12_000,
      tookMs: 1234,
      revision: 'git:4f9c21d8e0aa7d6c5b4a39281706f5e4d3c2b1a0',
      trigger: 'edit',
      result: 'done',
      summary: { ...NOTHING, update: 1, unchanged: 7 },
    },
    lastGoodPassAtMs: NOW - 11_000,
    nextPassAtMs: NOW + 240_000,
    queued: 0,
    working: [],
    circuits: [{ name: 'wap', isOpen: false, failures: 0 }],
    fights: [],
    ...over,
  };
}

const inTrouble = daemon({
  mode: 'report',
  queued: 12,
  working: ['a', 'b', 'c', 'd', 'e', 'f', 'g'],
  settingsProblem: 'vdc.yaml:14:16 reconcile.interval is "fast"; durations are whole numbers with s, m, h or d.',
  lastPass: {
    startedAtMs: NOW - 12_000,
    tookMs: 45_000,
    trigger: 'interval',
    result: 'failed',
    message: 'WAP did not answer within 40 s.',
  },
  circuits: [
    {
      name: 'wap',
      isOpen: true,
      failures: 5,
      sinceMs: NOW - 600_000,
      nextProbeAtMs: NOW + 30_000,
      message: 'connect ECONNREFUSED 192.0.2.7:30004',
    },
  ],
  refused: {
    fingerprint: FINGERPRINT,
    summary: { ...NOTHING, delete: 7, unchanged: 2 },
    unsafe: [
      {
        code: 'PLAN_TOO_MANY_DELETES',
        message: 'This plan retires or deletes 7 of 9 VDCs; without approval the limit is 3 (safety.maxDeletes).',
        isApprovable: true,
      },
    ],
  },
  fights: [
    {
      vdc: 'acme-prod',
      field: 'cpu',
      ours: '16',
      theirs: '24',
      times: 5,
      sinceMs: NOW - 7_200_000,
      nextTryAtMs: NOW + 3_600_000,
    },
  ],
});

const show = (status: DaemonFace, look = lookAt(80)) =>
  formatDaemonStatus(status, look, NOW, (what) => `vdc approve ${what.startsWith('halt:') ? what : '4f9c21d8'}`);

describe('vdc status', () => {
  it('is short when all is well', () => {
    expect(show(daemon())).toBe(
      [
        'vdc 0.1.0  leader  enforce',
        '  installation  0b6f9c1e-7d0a-4c39-9a53-0c0f5b1e2d11',
        '  started       2026-11-24 07:04:11 UTC (3h ago)',
        '  leader        ops1/4711',
        '  last pass     done 2026-11-24 10:03:59 UTC (12s ago), took 1.2s, because the',
        '                specs changed, at git:4f9c21d8e0aa',
        '  next pass     2026-11-24 10:08:11 UTC (in 4m 00s)',
        '  queue         0 queued, 0 at work',
        '',
        'Last pass',
        '  1 to update, 7 unchanged',
        '',
      ].join('\n'),
    );
  });

  it('tells everything that waits for a person', async () => {
    await expect(show(inTrouble)).toMatchFileSnapshot('./snapshots/daemon-status.txt');
  });

  it('offers no approval where none helps', () => {
    const [unsafe] = inTrouble.refused?.unsafe ?? [];
    const refused = unsafe && {
      fingerprint: FINGERPRINT,
      summary: NOTHING,
      unsafe: [{ ...unsafe, isApprovable: false }],
    };
    const text = show(daemon({ ...(refused && { refused }) }));
    expect(text).toContain('No approval helps');
    expect(text).not.toContain('vdc approve');
  });

  it('has words for a daemon that has done nothing yet', () => {
    const { lastPass: _, leader: __, lastGoodPassAtMs: ___, nextPassAtMs: ____, ...young } = daemon();
    expect(show({ ...young, role: 'starting' })).toContain('last pass     none yet');
  });

  it.each([80, 120, 200])('stays in %i columns and says the same in colours', (width) => {
    for (const status of [daemon(), inTrouble]) {
      const wide = show(status, lookAt(width))
        .split('\n')
        .filter((line) => textWidth(line) > width);
      expect(wide).toEqual([]);
      expect(withoutColours(show(status, colouredLook(width)))).toBe(show(status, lookAt(width)));
    }
  });

  it('gives nothing from outside to the terminal but text', () => {
    for (const hostile of HOSTILE) {
      const odd = daemon({
        version: hostile,
        installation: hostile,
        leader: hostile,
        working: [hostile],
        settingsProblem: hostile,
        lastPass: {
          startedAtMs: NOW,
          tookMs: 1,
          trigger: 'edit',
          result: 'failed',
          revision: hostile,
          message: hostile,
        },
        circuits: [{ name: 'wap', isOpen: true, failures: 1, message: hostile }],
        refused: {
          fingerprint: hostile,
          summary: NOTHING,
          unsafe: [{ code: hostile, message: hostile, isApprovable: true }],
        },
        fights: [
          { vdc: hostile, field: hostile, ours: hostile, theirs: hostile, times: 1, sinceMs: 0, nextTryAtMs: 0 },
        ],
      });
      for (const look of [lookAt(80), asciiLook(80)]) expect(show(odd, look)).not.toMatch(ACTING);
    }
  });
});

describe('while somebody waits for one VDC', () => {
  const action = { verb: 'update', resource: 'hosting-plan/VDC acme', outcome: 'failed', ms: 1200, atMs: NOW } as const;
  const line = (event: DaemonEvent, width = 80) => eventLine(event, 'acme', lookAt(width));

  it('they hear what is done to it, and of others only what holds it up', () => {
    expect(line({ kind: 'action-ended', vdc: 'acme', ...action, message: 'WAP refused.' })).toBe(
      '  update hosting-plan/VDC acme failed (1.2s): WAP refused.',
    );
    expect(line({ kind: 'action-ended', vdc: 'other', ...action })).toBeUndefined();
    expect(line({ kind: 'plan-refused', fingerprint: FINGERPRINT, messages: ['Too much.'], atMs: NOW })).toBe(
      '  the plan is refused: Too much.',
    );
    expect(line({ kind: 'circuit-opened', name: 'wap', message: 'no answer', atMs: NOW })).toBe(
      '  wap is out of reach: no answer',
    );
    expect(line({ kind: 'source-changed', atMs: NOW })).toBeUndefined();
  });

  it('each is one line of the terminal, whatever is in it', () => {
    for (const hostile of HOSTILE) {
      const told =
        line({ kind: 'action-ended', vdc: 'acme', ...action, resource: hostile, message: hostile }, 40) ?? '';
      expect(told).not.toMatch(ACTING);
      expect(told).not.toContain('\n');
      expect(textWidth(told)).toBeLessThanOrEqual(40);
    }
  });
});

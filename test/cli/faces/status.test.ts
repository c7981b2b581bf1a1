import { describe, expect, it } from 'vitest';
import { formatHistory, formatHistoryJson } from '../../../src/cli/faces/history-table.ts';
import { formatStatusDetail, formatStatusDetailJson } from '../../../src/cli/faces/status-detail.ts';
import { formatStatusJson, formatStatusTable } from '../../../src/cli/faces/status-table.ts';
import { textWidth } from '../../../src/cli/faces/text-width.ts';
import type { Condition, HistoryRecord, VdcStatus } from '../../../src/state/state-store.ts';
import { ACTING, colouredLook, HOSTILE, lookAt, withoutColours } from '../../support/face-looks.ts';

const NOW = Date.UTC(2026, 10, 24, 10, 4, 11);
const REVISION = 'git:4f9c21d8e0aa7d6c5b4a39281706f5e4d3c2b1a0';
const DAY = 86_400_000;

function status(name: string, over: Partial<VdcStatus> = {}): VdcStatus {
  return {
    name,
    atMs: NOW - 12_000,
    revision: REVISION,
    ready: 'ready',
    message: 'as declared',
    sinceMs: NOW - 3 * DAY,
    observed: { state: 'active', cpu: 16, ram: '64Gi', disk: '2Ti', vms: 20, owner: 'ops@acme.example' },
    ...over,
  };
}

function record(over: Partial<HistoryRecord> = {}): HistoryRecord {
  return {
    atMs: NOW - 60_000,
    vdc: 'acme-prod',
    verb: 'update',
    resource: 'hosting-plan/VDC acme-prod',
    reason: 'quota-differs',
    vdcReason: 'spec-changed',
    revision: REVISION,
    fingerprint: 'sha256:00',
    changes: [{ field: 'cpu', before: 8, after: 16 }],
    outcome: 'done',
    ...over,
  };
}

const BLOCKED = 'ram cannot shrink from 64Gi to 32Gi: 48Gi are in use, and WAP would leave the VDC over its quota.';
const statuses = [
  status('acme-prod'),
  status('blue-yonder', { ready: 'blocked', message: BLOCKED, sinceMs: NOW - 3_600_000 }),
  status('litware', { ready: 'failed', message: 'WAP refused.', sinceMs: NOW - 5000, observed: {} }),
];
const records = [
  record(),
  record({
    verb: 'create',
    resource: 'subscription/acme-prod',
    reason: 'subscription-missing',
    vdcReason: 'spec-added',
    changes: [],
    outcome: 'failed',
    message: 'WAP refused: the plan takes no new subscriptions.',
  }),
];

/** More RAM is in use than sold, one limit is none, and one dimension was not told. */
const use = {
  limits: { cpu: 16, ramMib: 65_536, diskGib: 'unlimited', vms: 20 },
  use: { cpu: 8, ramMib: 69_632, diskGib: 120 },
} as const;

describe('vdc get', () => {
  it('sets messages below the VDCs that need a look where there is no room beside them', () => {
    expect(formatStatusTable(statuses, lookAt(80), NOW)).toBe(
      [
        'NAME         STATE   READY    CPU   RAM  DISK  VMS  SINCE',
        'acme-prod    active  ready     16  64Gi   2Ti   20     3d',
        'blue-yonder  active  blocked   16  64Gi   2Ti   20     1h',
        '    ram cannot shrink from 64Gi to 32Gi: 48Gi are in use, and WAP would leave',
        '    the VDC over its quota.',
        'litware      -       failed     -     -     -    -     5s',
        '    WAP refused.',
        '',
      ].join('\n'),
    );
  });

  it('sets them beside where there is room', () => {
    const [head, acme, blue] = formatStatusTable(statuses, lookAt(180), NOW).split('\n');
    expect(head).toBe('NAME         STATE   READY    CPU   RAM  DISK  VMS  SINCE  MESSAGE');
    expect(acme).toBe('acme-prod    active  ready     16  64Gi   2Ti   20     3d  as declared');
    expect(blue).toBe(`blue-yonder  active  blocked   16  64Gi   2Ti   20     1h  ${BLOCKED}`);
  });

  it('says where to begin when nothing is known', () => {
    expect(formatStatusTable([], lookAt(80), NOW)).toMatch(/^No VDC is known yet: `vdc apply`/u);
  });

  it('gives other programs times that they can read', () => {
    const data = JSON.parse(formatStatusJson(statuses)) as { readonly vdcs: readonly unknown[] };
    expect(data.vdcs[2]).toEqual({
      name: 'litware',
      ready: 'failed',
      message: 'WAP refused.',
      observed: {},
      revision: REVISION,
      observedAt: '2026-11-24T10:03:59.000Z',
      since: '2026-11-24T10:04:06.000Z',
    });
  });

  it('shows one VDC with what was observed and what was last done to it', async () => {
    const text = formatStatusDetail(
      { status: status('blue-yonder', { ready: 'blocked', message: BLOCKED }), history: records, use },
      lookAt(80),
      NOW,
    );
    await expect(text).toMatchFileSnapshot('./snapshots/status-detail.txt');
    const data = JSON.parse(formatStatusDetailJson({ status: status('acme-prod'), history: records, use })) as {
      readonly history: readonly unknown[];
      readonly use: unknown;
    };
    expect(data.history).toHaveLength(2);
    expect(data.use).toEqual({
      cpu: { limit: 16, use: 8 },
      ram: { limit: '64Gi', use: '68Gi' },
      disk: { limit: 'unlimited', use: '120Gi' },
      vms: { limit: 20, use: null },
    });
  });

  it('says why use could not be read, in its place', () => {
    const known = { status: status('acme-prod'), history: [], use: { unread: 'the tenant API refuses.' } };
    expect(formatStatusDetail(known, lookAt(80), NOW)).toContain(
      'Use now\n  use could not be read: the tenant API refuses.',
    );
    expect(JSON.parse(formatStatusDetailJson(known))).toMatchObject({ use: { unread: 'the tenant API refuses.' } });
  });
});

describe('conditions', () => {
  const conditions: readonly Condition[] = [
    {
      type: 'Stalled',
      status: true,
      reason: 'Blocked',
      message: BLOCKED,
      sinceMs: NOW - 3_600_000,
      revision: REVISION,
    },
    { type: 'Ready', status: false, reason: 'Blocked', message: BLOCKED, sinceMs: NOW - DAY, revision: REVISION },
    { type: 'Reconciling', status: false, reason: 'Idle', message: '', sinceMs: NOW - 5000, revision: REVISION },
  ];
  const known = {
    status: status('blue-yonder', {
      ready: 'blocked',
      message: BLOCKED,
      conditions,
      appliedRevision: 'git:0000000000aa',
      nextLookAtMs: NOW + 240_000,
    }),
    history: [],
    use: undefined,
    pause: { reason: 'ticket 4711', by: 'jo', untilMs: NOW + DAY },
  };

  it('stand in the words of Kubernetes, always in one order, with both revisions, the next look and a pause', async () => {
    const text = formatStatusDetail(known, lookAt(80), NOW);
    await expect(text).toMatchFileSnapshot('./snapshots/status-conditions.txt');
    expect(formatStatusDetail(known, lookAt(160), NOW)).toMatch(/Stalled +True +Blocked +1h +git:4f9c21d8e0aa +ram/);
  });

  it('say so in the list where more than being ready is the case', () => {
    expect(formatStatusTable([known.status], lookAt(80), NOW)).toContain('blocked, stalled');
  });

  it('give other programs times that they can read', () => {
    expect(JSON.parse(formatStatusDetailJson(known))).toMatchObject({
      appliedRevision: 'git:0000000000aa',
      nextLookAt: '2026-11-24T10:08:11.000Z',
      pause: { by: 'jo', reason: 'ticket 4711', until: '2026-11-25T10:04:11.000Z' },
      conditions: [
        { type: 'Ready', status: false, since: '2026-11-23T10:04:11.000Z' },
        { type: 'Reconciling' },
        { type: 'Stalled', status: true, reason: 'Blocked', revision: REVISION },
      ],
    });
  });

  it.each([80, 120, 200])('stay in %i columns and say the same in colours', (width) => {
    const text = formatStatusDetail(known, lookAt(width), NOW);
    expect(text.split('\n').filter((line) => textWidth(line) > width)).toEqual([]);
    expect(withoutColours(formatStatusDetail(known, colouredLook(width), NOW))).toBe(text);
  });

  it('give nothing from outside to the terminal but text', () => {
    for (const hostile of HOSTILE) {
      const [ready] = conditions;
      const odd = {
        ...known,
        status: status('a', {
          appliedRevision: hostile,
          conditions: ready ? [{ ...ready, reason: hostile, message: hostile, revision: hostile }] : [],
        }),
        pause: { reason: hostile, by: hostile },
      };
      for (const width of [80, 200]) expect(formatStatusDetail(odd, lookAt(width), NOW)).not.toMatch(ACTING);
    }
  });
});

describe('vdc history', () => {
  it('counts what was written again and again, with its first and its last time', () => {
    const again = record({ outcome: 'failed', message: 'WAP refused.', count: 12, firstAtMs: NOW - 3_600_000 });
    expect(formatHistory([again], lookAt(80))).toBe(
      [
        '2026-11-24 10:03  ~ acme-prod  update  failed ×12  git:4f9c21d8e0aa',
        '      hosting-plan/VDC acme-prod: because the spec changed; its limits differ:',
        '      cpu 8 → 16',
        '      WAP refused.',
        '      12 times, first 2026-11-24 09:04, last 2026-11-24 10:03',
        '',
      ].join('\n'),
    );
    expect(formatHistory([again], lookAt(160))).toMatch(/failed ×12 [^]*12 times, first 2026-11-24 09:04/u);
    expect(JSON.parse(formatHistoryJson([again]))).toMatchObject({
      history: [{ at: '2026-11-24T10:03:11.000Z', firstAt: '2026-11-24T09:04:11.000Z', count: 12 }],
    });
  });

  it('has a line for each action on a wide terminal', () => {
    const [head, first] = formatHistory(records, lookAt(160)).split('\n');
    expect(head?.split(/ {2,}/u)).toEqual(['WHEN (UTC)', 'VDC', 'VERB', 'RESOURCE', 'WHY', 'RESULT', 'REVISION']);
    expect(first).toBe(
      '2026-11-24 10:03  acme-prod  update  hosting-plan/VDC acme-prod  because the spec changed; its limits differ: cpu 8 → 16  done    git:4f9c21d8e0aa',
    );
  });

  it('has a few lines for each on a narrow one', () => {
    expect(formatHistory(records.slice(1), lookAt(80))).toBe(
      [
        '2026-11-24 10:03  + acme-prod  create  failed  git:4f9c21d8e0aa',
        '      subscription/acme-prod: because a spec was added; WAP has no such',
        '      subscription',
        '      WAP refused: the plan takes no new subscriptions.',
        '',
      ].join('\n'),
    );
  });

  it('is whole in JSON', () => {
    const data = JSON.parse(formatHistoryJson(records)) as { readonly history: readonly Record<string, unknown>[] };
    const { atMs: _, ...rest } = record();
    expect(data.history[0]).toEqual({ at: '2026-11-24T10:03:11.000Z', ...rest });
  });

  it('says when there is none', () => {
    expect(formatHistory([], lookAt(80))).toBe('Nothing was done yet.\n');
  });
});

describe('status and history', () => {
  it.each([80, 120, 200])('stay in %i columns and say the same in colours', (width) => {
    const faces = [
      (look: ReturnType<typeof lookAt>) => formatStatusTable(statuses, look, NOW),
      (look: ReturnType<typeof lookAt>) => formatHistory(records, look),
      (look: ReturnType<typeof lookAt>) =>
        formatStatusDetail({ status: status('acme-prod'), history: records, use }, look, NOW),
    ];
    for (const face of faces) {
      expect(
        face(lookAt(width))
          .split('\n')
          .filter((line) => textWidth(line) > width),
      ).toEqual([]);
      expect(withoutColours(face(colouredLook(width)))).toBe(face(lookAt(width)));
    }
  });

  it('give nothing from outside to the terminal but text', () => {
    for (const hostile of HOSTILE) {
      const odd = status(hostile, {
        message: hostile,
        revision: hostile,
        ready: 'failed',
        observed: { [hostile]: hostile, state: hostile },
      });
      const done = record({
        vdc: hostile,
        resource: hostile,
        reason: hostile,
        revision: hostile,
        message: hostile,
        changes: [{ field: hostile, before: hostile, after: hostile }],
      });
      for (const width of [80, 200]) {
        expect(formatStatusTable([odd], lookAt(width), NOW)).not.toMatch(ACTING);
        expect(
          formatStatusDetail({ status: odd, history: [done], use: { unread: hostile } }, lookAt(width), NOW),
        ).not.toMatch(ACTING);
        expect(formatHistory([done], lookAt(width))).not.toMatch(ACTING);
      }
    }
  });
});

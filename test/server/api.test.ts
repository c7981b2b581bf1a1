import { describe, expect, it } from 'vitest';
import { ControllerError } from '../../src/model/controller-error.ts';
import { fullPlan } from '../support/face-plan-samples.ts';
import { FINGERPRINT } from '../support/face-plans.ts';
import { aDaemonStatus, aVdc } from '../support/in-memory-daemon.ts';
import { runServer, TOKEN } from '../support/running-server.ts';
import { aHistoryRecord, noonMs } from '../support/state-builders.ts';

const JSON_HEADERS = { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' };
const NOON = '2026-11-22T12:00:00.000Z';

describe('GET /healthz and /readyz', () => {
  it('say 200 while the loop turns and 503 when it is stuck, without a token', async () => {
    const { call, daemon } = await runServer();
    expect(await call('GET', '/healthz', { headers: {} })).toMatchObject({ status: 200, json: { alive: true } });
    expect((await call('HEAD', '/healthz', { headers: {} })).status).toBe(200);
    daemon.isStuck = true;
    expect(await call('GET', '/healthz', { headers: {} })).toMatchObject({ status: 503, json: { alive: false } });
  });

  it('say why the daemon is of no use yet', async () => {
    const { call, daemon } = await runServer();
    expect(await call('GET', '/readyz')).toMatchObject({ status: 200, json: { ready: true, reasons: [] } });
    daemon.reasons = ['No pass was made yet.'];
    const refused = await call('GET', '/readyz');
    expect(refused).toMatchObject({ status: 503, json: { ready: false, reasons: ['No pass was made yet.'] } });
  });
});

describe('GET /api/v1/status', () => {
  it('shows the daemon with times that people can read', async () => {
    const { call, daemon } = await runServer();
    daemon.told = aDaemonStatus({
      lastPass: { startedAtMs: noonMs, tookMs: 812, trigger: 'edit', result: 'done', summary: { update: 1 } },
      lastGoodPassAtMs: noonMs + 812,
      nextPassAtMs: noonMs + 300_000,
      working: ['acme-prod'],
      circuits: [{ name: 'wap', isOpen: true, failures: 5, sinceMs: noonMs, nextProbeAtMs: noonMs + 30_000 }],
      fights: [
        { vdc: 'x', field: 'cpu', ours: '8', theirs: '4', times: 3, sinceMs: noonMs, nextTryAtMs: noonMs + 60_000 },
      ],
      tokenAgeMs: 60_400,
      settingsProblem: 'vdc.yaml:3: no',
    });
    expect((await call('GET', '/api/v1/status')).json).toEqual({
      version: '0.1.0',
      installation: '0b6f9c1e-7d0a-4c39-9a53-0c0f5b1e2d11',
      role: 'leader',
      mode: 'enforce',
      startedAt: NOON,
      leader: 'ops1 (process 4711)',
      queued: 0,
      working: ['acme-prod'],
      lastPass: { startedAt: NOON, tookMs: 812, trigger: 'edit', result: 'done', summary: { update: 1 } },
      lastGoodPassAt: '2026-11-22T12:00:00.812Z',
      nextPassAt: '2026-11-22T12:05:00.000Z',
      circuits: [{ name: 'wap', isOpen: true, failures: 5, since: NOON, nextProbeAt: '2026-11-22T12:00:30.000Z' }],
      fights: [
        {
          vdc: 'x',
          field: 'cpu',
          ours: '8',
          theirs: '4',
          times: 3,
          since: NOON,
          nextTryAt: '2026-11-22T12:01:00.000Z',
        },
      ],
      tokenAgeSeconds: 60,
      settingsProblem: 'vdc.yaml:3: no',
    });
  });

  it('shows a refused plan by what is needed to decide, and the whole of it at its own address', async () => {
    const { call, daemon } = await runServer();
    expect(await call('GET', '/api/v1/plan')).toMatchObject({
      status: 404,
      json: { error: { code: 'NO_PLAN_REFUSED' } },
    });
    const plan = fullPlan();
    daemon.told = aDaemonStatus({ refused: plan });
    const { refused } = (await call('GET', '/api/v1/status')).json;
    const { fingerprint, revision, createdAt, summary, unsafe } = plan;
    expect(refused).toEqual({ fingerprint, revision, createdAt, summary, unsafe });
    expect((await call('GET', '/api/v1/plan')).json).toEqual(JSON.parse(JSON.stringify(plan)));
  });
});

describe('GET /api/v1/vdcs', () => {
  it('lists all, or those that stand as asked', async () => {
    const { call, daemon } = await runServer();
    daemon.vdcs.set('b', aVdc({ name: 'b', ready: 'blocked' }));
    daemon.vdcs.set('c', aVdc({ name: 'c', ready: 'failed' }));
    const names = async (query: string): Promise<readonly string[]> =>
      (await call('GET', `/api/v1/vdcs${query}`)).json.vdcs.map(({ name }: { name: string }) => name);
    expect(await names('')).toEqual(['acme-prod', 'b', 'c']);
    expect(await names('?ready=blocked')).toEqual(['b']);
    expect(await names('?ready=blocked&ready=failed')).toEqual(['b', 'c']);
  });

  it('refuses a word that there is not', async () => {
    const { call } = await runServer();
    expect(await call('GET', '/api/v1/vdcs?ready=green')).toMatchObject({
      status: 400,
      json: { error: { code: 'REQUEST_INVALID' } },
    });
  });

  it('shows one with its conditions, and 404 for one of which nothing is known', async () => {
    const { call, daemon } = await runServer();
    const condition = { status: true, reason: 'AsDeclared', message: 'As declared.', revision: 'git:4f9c21' };
    daemon.vdcs.set(
      'acme-prod',
      aVdc({
        appliedRevision: 'git:4f9c21',
        nextLookAtMs: noonMs + 300_000,
        conditions: [{ type: 'Ready', ...condition, sinceMs: noonMs }],
      }),
    );
    expect((await call('GET', '/api/v1/vdcs/acme-prod')).json).toEqual({
      name: 'acme-prod',
      ready: 'ready',
      message: 'As declared.',
      since: NOON,
      observedAt: NOON,
      revision: 'git:4f9c21',
      appliedRevision: 'git:4f9c21',
      observed: { cpu: 16, ram: '64Gi' },
      conditions: [{ type: 'Ready', ...condition, since: NOON }],
      nextLookAt: '2026-11-22T12:05:00.000Z',
    });
    expect(await call('GET', '/api/v1/vdcs/acme-prud')).toMatchObject({
      status: 404,
      json: { error: { code: 'VDC_UNKNOWN' } },
    });
  });
});

describe('GET /api/v1/history', () => {
  it('shows the newest first, of one VDC where asked, as many as asked', async () => {
    const { call, daemon } = await runServer();
    daemon.history.push(
      aHistoryRecord({ count: 3, firstAtMs: noonMs - 60_000, message: 'again' }),
      aHistoryRecord({ vdc: 'other', changes: [{ field: 'coAdmins', before: null, after: ['a@x', 'b@x'] }] }),
    );
    const { history } = (await call('GET', '/api/v1/history')).json;
    expect(history).toHaveLength(2);
    expect(history[0]).toEqual({
      at: NOON,
      vdc: 'acme-prod',
      verb: 'suspend',
      resource: 'subscription/acme-prod',
      reason: 'declared-suspended',
      vdcReason: 'spec-changed',
      revision: 'git:4f9c21',
      fingerprint: 'sha256:4f9c',
      changes: [{ field: 'state', before: 'active', after: 'suspended' }],
      outcome: 'done',
      message: 'again',
      count: 3,
      firstAt: '2026-11-22T11:59:00.000Z',
    });
    const ofOther = (await call('GET', '/api/v1/history?vdc=other&limit=1')).json.history;
    expect(ofOther[0].changes).toEqual([{ field: 'coAdmins', before: null, after: ['a@x', 'b@x'] }]);
    expect((await call('GET', '/api/v1/history?limit=0')).status).toBe(400);
  });
});

describe('POST /api/v1/approvals', () => {
  it('approves what is refused, in the name of whoever looked', async () => {
    const { call, daemon } = await runServer();
    daemon.told = aDaemonStatus({ refused: fullPlan() });
    const body = { fingerprint: FINGERPRINT, by: 'jo' };
    expect(await call('POST', '/api/v1/approvals', { body, headers: JSON_HEADERS })).toMatchObject({
      status: 201,
      json: body,
    });
    expect(daemon.approvals).toEqual([body]);
  });

  it('says 404 when nothing of that name is refused, and 400 for what makes no sense', async () => {
    const { call, daemon } = await runServer();
    const headers = JSON_HEADERS;
    const post = async (body: unknown) => {
      const { status, json } = await call('POST', '/api/v1/approvals', { body, headers });
      return [status, json.error.code];
    };
    expect(await post({ fingerprint: 'sha256:none', by: 'jo' })).toEqual([404, 'APPROVAL_UNKNOWN']);
    expect(await post({ fingerprint: FINGERPRINT })).toEqual([400, 'REQUEST_INVALID']);
    expect(await post({ fingerprint: FINGERPRINT, by: ' ' })).toEqual([400, 'REQUEST_INVALID']);
    expect(await post({ fingerprint: FINGERPRINT, by: 'jo\u001b[2J' })).toEqual([400, 'REQUEST_INVALID']);
    expect(await post({ fingerprint: FINGERPRINT, by: 'jo', force: true })).toEqual([400, 'REQUEST_INVALID']);
    expect(await post('{')).toEqual([400, 'REQUEST_INVALID']);
    expect(await post(JSON.stringify({ by: 'x'.repeat(70_000) }))).toEqual([413, 'REQUEST_TOO_LARGE']);
    expect(daemon.approvals).toEqual([]);
  });
});

describe('a pause', () => {
  const path = '/api/v1/vdcs/acme-prod/pause';

  it('is set with its reason, replaced, and ended once', async () => {
    const { call, daemon } = await runServer();
    const put = async (body: unknown) => call('PUT', path, { body, headers: JSON_HEADERS });
    expect((await put({ reason: 'ticket 4711', by: 'jo' })).json).toEqual({
      vdc: 'acme-prod',
      reason: 'ticket 4711',
      by: 'jo',
    });
    const until = '2026-11-22T14:00:00+01:00';
    expect((await put({ reason: 'longer', by: 'jo', until })).json.until).toBe('2026-11-22T13:00:00.000Z');
    expect(daemon.pauses.get('acme-prod')).toEqual({ reason: 'longer', by: 'jo', untilMs: noonMs + 3_600_000 });
    expect((await call('DELETE', path)).status).toBe(204);
    expect(await call('DELETE', path)).toMatchObject({ status: 404, json: { error: { code: 'VDC_NOT_PAUSED' } } });
  });

  it('is refused for a VDC that nobody knows, and for a time that is no time or has passed', async () => {
    const { call } = await runServer();
    const headers = JSON_HEADERS;
    const put = async (name: string, until?: string) => {
      const body = { reason: 'r', by: 'jo', until };
      return (await call('PUT', `/api/v1/vdcs/${name}/pause`, { body, headers })).json.error.code;
    };
    expect(await put('nobody')).toBe('VDC_UNKNOWN');
    expect(await put('acme-prod', 'tomorrow')).toBe('REQUEST_INVALID');
    expect(await put('acme-prod', '2026-11-22T11:00:00Z')).toBe('REQUEST_INVALID');
  });
});

describe('what goes wrong', () => {
  it('is told as our own errors are, and as a daemon that cannot just now', async () => {
    const { call, daemon } = await runServer();
    daemon.trouble = new ControllerError('STATE_BUSY', 'Something else holds the file.', { retry: 'later' });
    expect(await call('GET', '/api/v1/vdcs')).toMatchObject({
      status: 503,
      json: { error: { code: 'STATE_BUSY', message: 'Something else holds the file.' } },
    });
  });

  it('is kept from whoever asks when it is a fault of ours, and told to the log', async () => {
    const { call, daemon, told } = await runServer();
    daemon.trouble = new Error('secret inner life');
    const reply = await call('GET', '/api/v1/vdcs');
    expect(reply).toMatchObject({ status: 500, json: { error: { code: 'UNEXPECTED' } } });
    expect(reply.text).not.toMatch(/secret|\bat |\.ts/);
    expect(told.join('\n')).toContain('secret inner life');
  });

  it('names the leader to whoever asks a daemon that has lost its lease', async () => {
    const { call, daemon } = await runServer();
    daemon.trouble = new ControllerError('STATE_FENCED', 'Another daemon acts by now.');
    expect(await call('GET', '/api/v1/vdcs')).toMatchObject({
      status: 503,
      json: { error: { code: 'STATE_FENCED', leader: 'ops1 (process 4711)' } },
    });
  });

  it('includes routes that there are not', async () => {
    const { call } = await runServer();
    for (const [method, path] of [
      ['GET', '/api/v2/status'],
      ['DELETE', '/api/v1/status'],
      ['GET', '/api/v1/%'],
    ] as const) {
      const { json } = await call(method, path);
      expect(json.error.code).toMatch(/^(ROUTE_UNKNOWN|REQUEST_INVALID)$/);
    }
  });
});

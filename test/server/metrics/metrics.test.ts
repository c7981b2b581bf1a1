import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { createMetrics } from '../../../src/server/metrics/create-metrics.ts';
import type { RequestNote } from '../../../src/server/metrics/metrics.ts';
import { fullPlan } from '../../support/face-plan-samples.ts';
import { aDaemonStatus, aVdc, createInMemoryDaemon } from '../../support/in-memory-daemon.ts';
import { type MetricSamples, readMetrics } from '../../support/metric-samples.ts';
import { runServer } from '../../support/running-server.ts';
import { noonMs } from '../../support/state-builders.ts';

function openMetrics() {
  const metrics = createMetrics({ version: '0.1.0' });
  const daemon = createInMemoryDaemon();
  let nowMs = noonMs;
  return {
    metrics,
    daemon,
    later: (ms: number) => void (nowMs += ms),
    scrape: async (): Promise<MetricSamples> => {
      const samples = readMetrics(await metrics.scrape(daemon, nowMs));
      await setImmediate();
      return samples;
    },
  };
}

const REQUEST: RequestNote = {
  endpoint: 'admin',
  method: 'GET',
  route: '/subscriptions/{id}',
  status: 200,
  durationMs: 40,
  waitedMs: 250,
  attempt: 1,
};

describe('GET /metrics', () => {
  it('is text that Prometheus reads, of whatever was noted', async () => {
    const { call, metrics } = await runServer();
    metrics.noteRequest(REQUEST);
    const { status, headers, text } = await call('GET', '/metrics');
    expect(status).toBe(200);
    expect(headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
    const samples = readMetrics(text);
    expect(samples.value('vdc_build_info', { version: '0.1.0' })).toBe(1);
    expect(samples.value('vdc_http_client_wait_seconds_total', { endpoint: 'admin' })).toBe(0.25);
    expect(samples.value('vdc_leader')).toBe(1);
    expect(samples.value('process_resident_memory_bytes')).toBeGreaterThan(1e6);
    expect(samples.types.has('nodejs_eventloop_lag_p99_seconds')).toBe(true);
  });
});

describe('what happens', () => {
  it('is counted by its kind', async () => {
    const { metrics, scrape } = openMetrics();
    const atMs = noonMs;
    const pass = { startedAtMs: noonMs, tookMs: 1_500, trigger: 'edit', result: 'done' } as const;
    const action = { kind: 'action-ended', atMs, vdc: 'acme-prod', verb: 'update' } as const;
    metrics.note({ kind: 'pass-ended', atMs, pass });
    metrics.note({ kind: 'drift-found', atMs, vdc: 'a', changes: [] });
    metrics.note({ kind: 'drift-corrected', atMs, vdc: 'a', changes: [] });
    metrics.note({ kind: 'plan-refused', atMs, fingerprint: 'f', messages: [] });
    metrics.note({ ...action, resource: 'hosting-plan/VDC acme-prod', outcome: 'done', ms: 800 });
    metrics.note({ ...action, resource: 'hosting-plan/VDC b', outcome: 'skipped', ms: 0 });
    metrics.note({ ...action, resource: 'acme-prod', outcome: 'failed', ms: 10 });
    const { value, count } = await scrape();
    expect(value('vdc_passes_total', { trigger: 'edit', result: 'done' })).toBe(1);
    expect(value('vdc_pass_duration_seconds_sum', { result: 'done' })).toBe(1.5);
    expect(value('vdc_pass_duration_seconds_bucket', { result: 'done', le: '1' })).toBe(0);
    expect(value('vdc_pass_duration_seconds_bucket', { result: 'done', le: '2.5' })).toBe(1);
    expect(value('vdc_drift_found_total')).toBe(1);
    expect(value('vdc_drift_corrected_total')).toBe(1);
    expect(value('vdc_unsafe_plans_total')).toBe(1);
    expect(value('vdc_actions_total', { verb: 'update', kind: 'hosting-plan', outcome: 'done' })).toBe(1);
    expect(value('vdc_actions_total', { verb: 'update', kind: 'other', outcome: 'failed' })).toBe(1);
    expect(count('vdc_actions_total')).toBe(3);
    expect(value('vdc_action_duration_seconds_count', { verb: 'update' })).toBe(2);
  });

  it('is seen of the daemon as it is at the moment', async () => {
    const { daemon, scrape } = openMetrics();
    expect((await scrape()).value('vdc_wap_token_age_seconds')).toBeUndefined();
    daemon.told = aDaemonStatus({
      role: 'standby',
      lastPass: { startedAtMs: noonMs, tookMs: 500, trigger: 'edit', result: 'refused' },
      lastGoodPassAtMs: noonMs - 1_000,
      queued: 3,
      working: ['a', 'b'],
      refused: fullPlan(),
      circuits: [
        { name: 'wap', isOpen: true, failures: 5 },
        { name: 'state', isOpen: false, failures: 0 },
      ],
      fights: [{ vdc: 'x', field: 'cpu', ours: '8', theirs: '4', times: 3, sinceMs: 0, nextTryAtMs: 0 }],
      tokenAgeMs: 90_000,
      settingsProblem: 'no',
    });
    const { value } = await scrape();
    expect(value('vdc_last_pass_timestamp_seconds')).toBe(noonMs / 1000 + 0.5);
    expect(value('vdc_last_successful_pass_timestamp_seconds')).toBe(noonMs / 1000 - 1);
    expect(value('vdc_queue_depth')).toBe(3);
    expect(value('vdc_workers_busy')).toBe(2);
    expect(value('vdc_plan_awaiting_approval')).toBe(1);
    expect(value('vdc_circuit_open', { name: 'wap' })).toBe(1);
    expect(value('vdc_circuit_open', { name: 'state' })).toBe(0);
    expect(value('vdc_fights')).toBe(1);
    expect(value('vdc_leader')).toBe(0);
    expect(value('vdc_wap_token_age_seconds')).toBe(90);
    expect(value('vdc_settings_refused')).toBe(1);
    daemon.told = aDaemonStatus();
    expect((await scrape()).value('vdc_wap_token_age_seconds')).toBeUndefined();
  });
});

describe('requests', () => {
  it('are counted by route and status, each attempt of them', async () => {
    const { metrics, scrape } = openMetrics();
    metrics.noteRequest(REQUEST);
    metrics.noteRequest({ ...REQUEST, status: null, attempt: 2 });
    const { value } = await scrape();
    const { endpoint, method, route } = REQUEST;
    expect(value('vdc_http_client_requests_total', { endpoint, method, route, status: '200' })).toBe(1);
    expect(value('vdc_http_client_requests_total', { endpoint, method, route, status: 'none' })).toBe(1);
    expect(value('vdc_http_client_request_duration_seconds_sum', { endpoint, method, route })).toBeCloseTo(0.08);
    expect(value('vdc_http_client_wait_seconds_total', { endpoint })).toBe(0.5);
    expect(value('vdc_http_client_retries_total', { endpoint })).toBe(1);
  });

  it('may be noted by a clock that was set back', async () => {
    const { metrics, scrape } = openMetrics();
    metrics.noteRequest({ ...REQUEST, durationMs: -5, waitedMs: Number.NaN });
    expect((await scrape()).value('vdc_http_client_wait_seconds_total', { endpoint: 'admin' })).toBe(0);
  });

  it('fill Prometheus with no series without end, though somebody calls a path a route', async () => {
    const { metrics, scrape } = openMetrics();
    for (let id = 0; id < 5_000; id += 1) metrics.noteRequest({ ...REQUEST, route: `/subscriptions/${id}` });
    const samples = await scrape();
    expect(samples.count('vdc_http_client_requests_total')).toBe(201);
    const other = { endpoint: 'admin', method: 'GET', route: 'other', status: '200' };
    expect(samples.value('vdc_http_client_requests_total', other)).toBe(4_800);
  });
});

describe('VDCs', () => {
  it('are counted by condition and by the word that people are shown', async () => {
    const { daemon, scrape } = openMetrics();
    const condition = { reason: 'R', message: '', sinceMs: 0, revision: '' };
    daemon.vdcs.clear();
    for (const [name, ready] of [
      ['a', 'ready'],
      ['b', 'ready'],
      ['c', 'failed'],
    ] as const)
      daemon.vdcs.set(
        name,
        aVdc({ name, ready, conditions: [{ type: 'Ready', status: ready === 'ready', ...condition }] }),
      );
    daemon.vdcs.set('old', aVdc({ name: 'old', ready: 'paused' }));
    const { value, count } = await scrape();
    expect(value('vdc_vdcs', { condition: 'Ready', status: 'true' })).toBe(2);
    expect(value('vdc_vdcs', { condition: 'Ready', status: 'false' })).toBe(1);
    expect(value('vdc_vdcs', { condition: 'Stalled', status: 'true' })).toBe(0);
    expect(value('vdc_vdcs_ready', { ready: 'ready' })).toBe(2);
    expect(value('vdc_vdcs_ready', { ready: 'paused' })).toBe(1);
    expect(value('vdc_vdcs_ready', { ready: 'blocked' })).toBe(0);
    expect([count('vdc_vdcs'), count('vdc_vdcs_ready')]).toEqual([8, 8]);
  });

  it('are not read again for every scrape, nor while nothing happens', async () => {
    const { metrics, daemon, later, scrape } = openMetrics();
    for (let scrapes = 0; scrapes < 10; scrapes += 1) {
      await scrape();
      later(15_000);
    }
    expect(daemon.reads).toBe(1);
    metrics.note({ kind: 'status-changed', atMs: noonMs, vdc: 'acme-prod', ready: 'failed', message: '' });
    daemon.vdcs.set('acme-prod', aVdc({ ready: 'failed' }));
    await scrape();
    expect(daemon.reads).toBe(2);
    expect((await scrape()).value('vdc_vdcs_ready', { ready: 'failed' })).toBe(1);
    metrics.note({ kind: 'status-changed', atMs: noonMs, vdc: 'acme-prod', ready: 'ready', message: '' });
    await scrape();
    expect(daemon.reads).toBe(2);
    later(10_000);
    await scrape();
    expect(daemon.reads).toBe(3);
    later(300_000);
    await scrape();
    expect(daemon.reads).toBe(4);
  });

  it('keep their last count while the store is out of reach, and are counted as soon as it is back', async () => {
    const { metrics, daemon, later, scrape } = openMetrics();
    await scrape();
    metrics.note({
      kind: 'pass-ended',
      atMs: 0,
      pass: { startedAtMs: 0, tookMs: 0, trigger: 'edit', result: 'failed' },
    });
    daemon.trouble = new Error('out of reach');
    later(20_000);
    await scrape();
    expect((await scrape()).value('vdc_vdcs_ready', { ready: 'ready' })).toBe(1);
    daemon.trouble = undefined;
    daemon.vdcs.set('second', aVdc({ name: 'second' }));
    later(20_000);
    await scrape();
    expect((await scrape()).value('vdc_vdcs_ready', { ready: 'ready' })).toBe(2);
  });

  it('hold up no scrape, however many there are', async () => {
    const { metrics, daemon, later, scrape } = openMetrics();
    await scrape();
    later(20_000);
    metrics.note({ kind: 'status-changed', atMs: noonMs, vdc: 'a', ready: 'ready', message: '' });
    daemon.readStatuses = () => new Promise(() => undefined);
    for (let scrapes = 0; scrapes < 3; scrapes += 1) {
      later(20_000);
      expect((await scrape()).value('vdc_vdcs_ready', { ready: 'ready' })).toBe(1);
    }
  });
});

import { describe, expect, it } from 'vitest';
import type { DaemonEvent } from '../../src/model/daemon-event.ts';
import { type ApiDocument, readApiDocument } from '../support/api-document.ts';
import { readEvents } from '../support/event-reader.ts';
import { fullPlan } from '../support/face-plan-samples.ts';
import { FINGERPRINT } from '../support/face-plans.ts';
import { aDaemonStatus, aVdc, createInMemoryDaemon, type InMemoryDaemon } from '../support/in-memory-daemon.ts';
import { type ApiReply, runServer, TOKEN } from '../support/running-server.ts';
import { aHistoryRecord, noonMs } from '../support/state-builders.ts';

const ROUTES = [
  'DELETE /api/v1/vdcs/{name}/pause',
  'GET /api/v1/events',
  'GET /api/v1/history',
  'GET /api/v1/openapi.json',
  'GET /api/v1/plan',
  'GET /api/v1/status',
  'GET /api/v1/vdcs',
  'GET /api/v1/vdcs/{name}',
  'GET /healthz',
  'GET /metrics',
  'GET /readyz',
  'POST /api/v1/approvals',
  'POST /api/v1/vdcs/{name}/reconcile',
  'POST /webhook',
  'PUT /api/v1/vdcs/{name}/pause',
];

describe('the OpenAPI document', () => {
  it('describes every route with a summary and its answers, and nothing twice', async () => {
    const { call } = await runServer();
    const document: ApiDocument = (await call('GET', '/api/v1/openapi.json')).json;
    expect(document.openapi).toBe('3.1.0');
    const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({
        name: `${method.toUpperCase()} ${path}`,
        path,
        operation,
      })),
    );
    expect(operations.map(({ name }) => name).sort((one, other) => one.localeCompare(other))).toEqual(
      ROUTES.toSorted((one, other) => one.localeCompare(other)),
    );
    const ids = operations.map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
    expect(operations.filter(({ operation }) => operation.summary.length < 15)).toEqual([]);
    for (const { path, operation } of operations) {
      const inPath = (operation.parameters ?? []).filter((parameter) => parameter.in === 'path');
      expect(inPath.map(({ name }) => `{${name}}`)).toEqual(path.match(/\{\w+\}/g) ?? []);
      const described = Object.values(operation.responses).map(({ description }) => description);
      expect(described.filter((description) => !/^(?!Default)[A-Z].*\.$/.test(description))).toEqual([]);
    }
  });

  it('names no schema that it does not have, and has none that nobody can find', async () => {
    const { call } = await runServer();
    const { text, json } = await call('GET', '/api/v1/openapi.json');
    const named = new Set([...text.matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)].map((match) => match[1]));
    expect(text.match(/"\$ref":"(?!#\/components\/schemas\/)/)).toBeNull();
    expect(new Set(Object.keys(json.components.schemas))).toEqual(new Set([...named, 'Event']));
  });

  it('is right about what the server really answers', async () => {
    const daemon = fullDaemon();
    const { call } = await runServer({ daemon, webhookSecret: 'secret' });
    const document: ApiDocument = (await call('GET', '/api/v1/openapi.json')).json;
    const { checkAnswer } = readApiDocument(document);
    const wrong: string[] = [];
    const check = async (method: string, path: string, reply: Promise<ApiReply>): Promise<void> => {
      const { status, headers, text, json } = await reply;
      const mediaType = headers.get('content-type')?.split(';', 1)[0] ?? '';
      wrong.push(...checkAnswer(path, method.toLowerCase(), { status, mediaType, body: json ?? text }));
    };
    const ask = async (method: string, path: string, body?: unknown): Promise<void> =>
      check(method, templateOf(path), call(method, path, body === undefined ? {} : { body, headers: AUTHORISED }));
    for (const path of ['/healthz', '/readyz', '/metrics', '/api/v1/status', '/api/v1/plan', '/api/v1/openapi.json'])
      await ask('GET', path);
    for (const path of ['/api/v1/vdcs', '/api/v1/vdcs?ready=green', '/api/v1/vdcs/acme-prod', '/api/v1/vdcs/nobody'])
      await ask('GET', path);
    for (const query of ['', '?vdc=acme-prod&limit=1', '?limit=many']) await ask('GET', `/api/v1/history${query}`);
    await ask('POST', '/api/v1/approvals', { fingerprint: FINGERPRINT, by: 'jo' });
    await ask('POST', '/api/v1/approvals', { fingerprint: 'none', by: 'jo' });
    await ask('POST', '/api/v1/approvals', {});
    await ask('PUT', '/api/v1/vdcs/acme-prod/pause', { reason: 'r', by: 'jo', until: '2027-01-01T00:00:00Z' });
    await ask('PUT', '/api/v1/vdcs/nobody/pause', { reason: 'r', by: 'jo' });
    await ask('DELETE', '/api/v1/vdcs/acme-prod/pause');
    await ask('DELETE', '/api/v1/vdcs/acme-prod/pause');
    await ask('POST', '/webhook', 'unsigned');
    await check('GET', '/api/v1/events', call('GET', '/api/v1/events', { headers: {} }));
    const reconciled = ask('POST', '/api/v1/vdcs/acme-prod/reconcile');
    await daemon.waits(1);
    daemon.waiting[0]?.settle();
    await reconciled;
    daemon.trouble = new Error('no');
    await ask('GET', '/api/v1/vdcs');
    daemon.isStuck = true;
    daemon.reasons = ['No pass was made yet.'];
    daemon.told = aDaemonStatus({ role: 'standby' });
    for (const path of ['/healthz', '/readyz', '/api/v1/plan']) await ask('GET', path);
    await ask('POST', '/api/v1/vdcs/acme-prod/reconcile');
    expect(wrong).toEqual([]);
  });

  it('is right about events', async () => {
    const { call, server, daemon } = await runServer();
    const { schema } = readApiDocument((await call('GET', '/api/v1/openapi.json')).json);
    const events = await readEvents(server.address);
    const isEvent = schema('Event');
    for (const event of EVENTS) {
      daemon.emit(event);
      const { data } = await events.next();
      isEvent(data);
      expect([event.kind, isEvent.errors]).toEqual([event.kind, null]);
    }
    await events.close();
  });
});

const AUTHORISED = { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' };

const EVENTS: readonly DaemonEvent[] = [
  { kind: 'role-changed', atMs: noonMs, role: 'leader', holder: 'ops1' },
  { kind: 'pass-started', atMs: noonMs, trigger: 'edit' },
  {
    kind: 'pass-ended',
    atMs: noonMs,
    pass: { startedAtMs: noonMs, tookMs: 5.5, trigger: 'edit', result: 'untrusted', message: 'no', summary: {} },
  },
  { kind: 'drift-found', atMs: noonMs, vdc: 'a', changes: [{ field: 'cpu', before: 8, after: 16 }] },
  { kind: 'settings-reloaded', atMs: noonMs },
];

/** A daemon in which every member of every answer is there. */
function fullDaemon(): InMemoryDaemon {
  const daemon = createInMemoryDaemon({
    refused: fullPlan(),
    lastPass: {
      startedAtMs: noonMs,
      tookMs: 812.5,
      trigger: 'edit',
      result: 'refused',
      message: 'm',
      revision: 'git:1',
    },
    lastGoodPassAtMs: noonMs,
    nextPassAtMs: noonMs,
    working: ['acme-prod'],
    circuits: [{ name: 'wap', isOpen: true, failures: 5, sinceMs: noonMs, nextProbeAtMs: noonMs, message: 'm' }],
    fights: [{ vdc: 'x', field: 'cpu', ours: '8', theirs: '4', times: 3, sinceMs: noonMs, nextTryAtMs: noonMs }],
    tokenAgeMs: 1,
    settingsProblem: 'm',
  });
  const condition = { reason: 'R', message: 'm', revision: 'git:1', sinceMs: noonMs };
  daemon.vdcs.set(
    'acme-prod',
    aVdc({
      appliedRevision: 'git:1',
      nextLookAtMs: noonMs,
      conditions: [
        { type: 'Ready', status: true, ...condition },
        { type: 'Stalled', status: false, ...condition },
      ],
    }),
  );
  daemon.history.push(aHistoryRecord({ message: 'm', count: 2, firstAtMs: noonMs }), aHistoryRecord());
  return daemon;
}

function templateOf(path: string): string {
  return (path.split('?', 1)[0] ?? '').replace(/\/vdcs\/[^/]+/, '/vdcs/{name}');
}

import { describe, expect, it } from 'vitest';
import type { FaultRule } from '../../../src/simulator/faults/fault-rule.ts';
import { runSimulator, type RunningSimulator } from '../../support/running-simulator.ts';
import { makeVdc, provisioning, VDC } from '../../support/simulated-vdc.ts';

const PATH = `/subscriptions/${VDC.subscriptionId}`;
const USER = { Name: 'new@acme.example' };

async function withFault(rule: FaultRule): Promise<RunningSimulator> {
  const wap = await runSimulator({}, { vdcs: 20 });
  wap.simulator.faults.add(rule);
  return wap;
}

/** Whether the user of the tests is there, past every fault. */
const isMade = ({ simulator }: RunningSimulator): boolean => simulator.world.users.get(USER.Name) !== undefined;

describe('faults before the work', () => {
  it('reset: the connection is reset and nothing is done', async () => {
    const wap = await withFault({ name: 'reset', count: 1 });
    await expect(wap.call('POST', '/users', USER)).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(isMade(wap)).toBe(false);
    expect((await wap.call('POST', '/users', USER)).status).toBe(201);
  });

  it('html-503, html-200 and redirect: somebody else answers and nothing is done', async () => {
    for (const [name, status] of [
      ['html-503', 503],
      ['html-200', 200],
      ['redirect', 302],
    ] as const) {
      const wap = await withFault({ name, count: 1 });
      const reply = await wap.call('POST', '/users', USER);
      expect([reply.status, reply.headers['content-type']]).toEqual([status, 'text/html']);
      expect(reply.headers.location?.includes('/adfs/ls/') ?? false).toBe(name === 'redirect');
      expect(isMade(wap)).toBe(false);
    }
  });

  it('throttle: 429 with Retry-After in seconds or as a date of the simulated clock', async () => {
    const wap = await withFault({ name: 'throttle', count: 1, params: { seconds: 7 } });
    const first = await wap.call('GET', '/users');
    expect([first.status, first.headers['retry-after']]).toEqual([429, '7']);
    wap.simulator.faults.add({ name: 'throttle', count: 1, params: { seconds: 60, as: 'date' } });
    const date = Date.parse(String((await wap.call('GET', '/users')).headers['retry-after']));
    expect(Math.abs(date - wap.simulator.clock.now() - 60_000)).toBeLessThan(5000);
    expect((await wap.call('GET', '/users')).status).toBe(200);
  });

  it('expired-token: 401 though the token is good', async () => {
    const wap = await withFault({ name: 'expired-token', count: 1 });
    expect((await wap.call('GET', '/users')).status).toBe(401);
    expect((await wap.call('GET', '/users')).status).toBe(200);
  });
});

describe('faults after the work', () => {
  it('lost-reply: the work is done and the connection is cut', async () => {
    const wap = await withFault({ name: 'lost-reply', count: 1 });
    await expect(wap.call('POST', '/users', USER)).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(isMade(wap)).toBe(true);
  });

  it('timeout-after-commit: the work is done and the answer does not come', async () => {
    const wap = await withFault({ name: 'timeout-after-commit', count: 1, params: { ms: 30 } });
    const startedAt = performance.now();
    await expect(wap.call('POST', '/users', USER)).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(performance.now() - startedAt).toBeGreaterThan(25);
    expect(isMade(wap)).toBe(true);
  });

  it('timeout-after-commit does not hold up a stopping simulator', async () => {
    const wap = await withFault({ name: 'timeout-after-commit', count: 1 });
    const ended = wap.call('POST', '/users', USER).then(
      () => 'answered',
      () => 'cut',
    );
    while (!isMade(wap)) await new Promise((resolve) => setImmediate(resolve));
    await wap.simulator.stop();
    expect(await ended).toBe('cut');
  });

  it('doubled-request: the work is done twice, and either answer may come back', async () => {
    const second = await withFault({ name: 'doubled-request', count: 1 });
    expect((await second.call('POST', '/users', USER)).status).toBe(409);
    expect(isMade(second)).toBe(true);
    const first = await withFault({ name: 'doubled-request', count: 1, params: { answer: 'first' } });
    expect((await first.call('POST', '/users', USER)).status).toBe(201);
  });
});

describe('faults of providers', () => {
  it('slow-sync: Syncing lasts as long as the fault says', async () => {
    const wap = await withFault({ name: 'slow-sync', route: 'PATCH *', params: { ms: 5000 } });
    await makeVdc(wap);
    await wap.call('PATCH', PATH, { Status: 'Suspended' });
    expect((await wap.call('GET', PATH)).json.ActivationSyncState).toBe(1);
    wap.simulator.clock.advance(5000);
    expect((await wap.call('GET', PATH)).json.ActivationSyncState).toBe(0);
  });

  it('out-of-sync: what began ends OutOfSync, with a message, and a new try may succeed', async () => {
    const wap = await withFault({ name: 'out-of-sync', count: 1, route: 'POST /subscriptions' });
    await makeVdc(wap);
    expect((await wap.call('GET', PATH)).json).toMatchObject({
      State: 1,
      QuotaSyncState: 2,
      ActivationSyncState: 2,
      LastErrorMessage: expect.any(String),
    });
    await wap.call('PUT', `${PATH}/quota?sync=True`);
    expect((await wap.call('GET', PATH)).json).toMatchObject({ QuotaSyncState: 0, ActivationSyncState: 0 });
  });

  it('refused-delete: it stays in DeletePending, out of sync, until a repeat', async () => {
    const wap = await withFault({ name: 'refused-delete', count: 1 });
    await makeVdc(wap);
    expect((await wap.call('DELETE', PATH)).status).toBe(202);
    expect((await wap.call('GET', PATH)).json).toMatchObject({ State: 3, ActivationSyncState: 2 });
    await wap.call('DELETE', PATH);
    expect((await wap.call('GET', PATH)).status).toBe(404);
  });

  it('billing-veto: the operation is rejected with the status of the fault, and nothing is done', async () => {
    const wap = await runSimulator();
    await makeVdc(wap);
    wap.simulator.faults.add({ name: 'billing-veto', params: { status: 403 } });
    expect(
      (
        await wap.call(
          'POST',
          '/subscriptions',
          provisioning({ SubscriptionId: '11111111-2222-4333-8444-555555555555' }),
        )
      ).status,
    ).toBe(403);
    expect((await wap.call('PATCH', PATH, { Status: 'Suspended' })).json.Code).toBe('BillingRejected');
    expect((await wap.call('DELETE', PATH)).status).toBe(403);
    expect((await wap.call('GET', PATH)).json.State).toBe(1);
  });
});

describe('faults of reading', () => {
  it('stale-read: the answer shows the world some changes ago, and the world stays as it is', async () => {
    const wap = await runSimulator();
    await makeVdc(wap);
    await wap.call('PATCH', PATH, { Status: 'Suspended' });
    await wap.call('DELETE', PATH);
    const states = async (steps: number): Promise<unknown> => {
      const id = wap.simulator.faults.add({ name: 'stale-read', params: { steps } });
      const one = await wap.call('GET', PATH);
      const list = await wap.call('GET', `/subscriptions?userId=${VDC.user}`);
      wap.simulator.faults.remove(id);
      return [one.status, one.json.State, list.json.items.length, list.json.totalCount];
    };
    expect(await states(1)).toEqual([200, 2, 1, 1]);
    expect(await states(2)).toEqual([200, 1, 1, 1]);
    expect(await states(3)).toEqual([404, undefined, 0, 0]);
    expect(await states(0)).toEqual([404, undefined, 0, 0]);
    expect(wap.simulator.world.subscriptions.get(VDC.subscriptionId)).toBeUndefined();
  });

  it('stale-read: puts a whole list back where its rows stood', async () => {
    const wap = await withFault({ name: 'stale-read', params: { steps: 3 }, route: 'GET /plans', count: 1 });
    const before = [...wap.simulator.world.plans.rows];
    await wap.call('DELETE', '/plans/Drafthq4k8y5g');
    await wap.call('POST', '/plans', { Id: 'n1', DisplayName: 'n1' });
    await wap.call('PUT', '/plans/n1', { Id: 'n1', DisplayName: 'n2' });
    const now = [...wap.simulator.world.plans.rows];
    const ids = (json: readonly { Id: string }[]): readonly string[] => json.map(({ Id }) => Id);
    expect(ids((await wap.call('GET', '/plans')).json)).toEqual(before.map(({ id }) => id));
    expect(wap.simulator.world.plans.rows).toEqual(now);
    expect(ids((await wap.call('GET', '/plans')).json)).toEqual(now.map(({ id }) => id));
  });

  it('empty-list: an empty list with counts of zero, or an empty array', async () => {
    const wap = await withFault({ name: 'empty-list' });
    expect((await wap.call('GET', '/subscriptions')).json).toEqual({ items: [], filteredTotalCount: 0, totalCount: 0 });
    expect((await wap.call('GET', '/plans')).json).toEqual([]);
    expect((await wap.call('GET', '/plans/VDCBahq4k2m9x')).status).toBe(200);
  });

  it('missing-page: no items, right counts', async () => {
    const wap = await withFault({ name: 'missing-page', after: 1, count: 1 });
    expect((await wap.call('GET', '/users?skip=0&take=5')).json.items).toHaveLength(5);
    expect((await wap.call('GET', '/users?skip=5&take=5')).json).toEqual({
      items: [],
      filteredTotalCount: 22,
      totalCount: 22,
    });
    expect((await wap.call('GET', '/users?skip=10&take=5')).json.items).toHaveLength(5);
  });

  it('wrong-counts: both counts are off', async () => {
    const wap = await withFault({ name: 'wrong-counts', params: { by: 3 } });
    expect((await wap.call('GET', '/users')).json).toMatchObject({ filteredTotalCount: 25, totalCount: 25 });
  });

  it('doubled-row: one row twice, besides or instead of another', async () => {
    const wap = await withFault({ name: 'doubled-row', count: 1 });
    const names = async () =>
      (await wap.call('GET', '/users?take=5')).json.items.map(({ Name }: { Name: string }) => Name);
    const added = await names();
    expect([added.length, new Set(added).size]).toEqual([6, 5]);
    wap.simulator.faults.add({ name: 'doubled-row', params: { displaces: 'yes' } });
    const displaced = await names();
    expect([displaced.length, new Set(displaced).size]).toEqual([5, 4]);
  });

  it('foreign-enum-names: names instead of numbers, in this answer only', async () => {
    const wap = await withFault({ name: 'foreign-enum-names', count: 1 });
    expect((await wap.call('GET', '/users')).json.items[0].State).toBe('Active');
    expect((await wap.call('GET', '/users')).json.items[0].State).toBe(1);
  });
});

describe('the request log', () => {
  it('counts by route and status, and remembers which faults hit and who acted', async () => {
    const wap = await withFault({ name: 'html-503', count: 1 });
    await wap.call('GET', '/users');
    await wap.call('GET', '/users?take=1', undefined, { headers: { 'x-ms-principal-id': 'CORP%5cjo' } });
    await wap.call('GET', '/plans/x');
    const { requests } = wap.simulator;
    expect(requests.counts()).toEqual({
      total: 3,
      byRoute: { 'GET /users': 2, 'GET /plans/{id}': 1 },
      byStatus: { 200: 1, 404: 1, 503: 1 },
    });
    expect(requests.recent(3)).toMatchObject([
      { site: 'admin-api', method: 'GET', path: '/users', status: 503, faults: ['html-503'] },
      { path: '/users?take=1', status: 200, faults: [], principal: 'CORP%5cjo' },
      { route: 'GET /plans/{id}', status: 404 },
    ]);
    requests.reset();
    expect(requests.counts().total).toBe(0);
  });

  it('holds no token', async () => {
    const wap = await runSimulator();
    const token = wap.simulator.issueToken();
    await wap.call('GET', '/users', undefined, { token });
    expect(JSON.stringify(wap.simulator.requests.recent())).not.toContain(token.slice(-20));
  });

  it('waits as long as the latency says', async () => {
    const wap = await runSimulator({}, { latencyMs: 30 });
    const startedAt = performance.now();
    await wap.call('GET', '/users');
    expect(performance.now() - startedAt).toBeGreaterThan(25);
  });
});

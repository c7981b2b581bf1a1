import { request } from 'node:http';
import { describe, expect, it } from 'vitest';
import { runSimulator, type CallOptions } from '../../support/running-simulator.ts';
import { makeVdc, VDC } from '../../support/simulated-vdc.ts';

const control: CallOptions = { site: 'control' };
const stranger: CallOptions = { site: 'control', token: null };

describe('the control site', () => {
  it('lets everybody on this machine read, and only the token change', async () => {
    const { call } = await runSimulator();
    expect((await call('GET', '/control', undefined, stranger)).json).toMatchObject({
      users: 2,
      plans: 5,
      subscriptions: 3,
      faults: 0,
    });
    expect((await call('DELETE', '/control/faults', undefined, stranger)).status).toBe(401);
    expect((await call('POST', '/control/reset', undefined, { site: 'control', token: 'guess' })).status).toBe(401);
    expect((await call('DELETE', '/control/faults', undefined, control)).status).toBe(200);
  });

  it('answers to loopback names only', async () => {
    const { call } = await runSimulator();
    expect((await call('GET', '/', undefined, { site: 'control', headers: { host: 'evil.example' } })).status).toBe(
      403,
    );
  });

  it('lists users, plans and subscriptions in pages, and finds by text', async () => {
    const { call } = await runSimulator({}, { vdcs: 40 });
    const page = (await call('GET', '/control/subscriptions?skip=2&take=3', undefined, stranger)).json;
    expect(page).toMatchObject({ skip: 2, take: 3, total: 43 });
    expect(page.items).toHaveLength(3);
    expect((await call('GET', '/control/subscriptions?find=VDC-00003', undefined, stranger)).json.total).toBe(10);
    const gold = (await call('GET', '/control/plans?find=gold', undefined, stranger)).json.items[0];
    expect(gold).toMatchObject({
      displayName: 'Gold Plan',
      cloud: 'Production',
      limits: { cpuCount: 8 },
      subscriptionCount: 2,
      problem: null,
    });
    expect((await call('GET', '/control/users?find=contoso', undefined, stranger)).json.items).toMatchObject([
      { state: 'Active', subscriptionCount: 2 },
    ]);
  });

  it('suspends, activates, deletes, sets use and limits by hand', async () => {
    const wap = await runSimulator();
    await makeVdc(wap);
    const post = async (path: string, body?: unknown) =>
      (await wap.call('POST', `/control/${path}`, body, control)).status;
    const see = async () =>
      (await wap.call('GET', `/control/subscriptions?find=${VDC.subscriptionId}`, undefined, stranger)).json.items[0];
    expect(await post(`subscriptions/${VDC.subscriptionId}/suspend`)).toBe(200);
    expect((await see()).state).toBe('Suspended');
    expect(await post(`subscriptions/${VDC.subscriptionId}/activate`)).toBe(200);
    expect(await post(`subscriptions/${VDC.subscriptionId}/use`, { vmCount: 2, cpuCount: '4' })).toBe(200);
    expect(await post(`plans/${VDC.planId}/limits`, { cpus: '20', vms: '' })).toBe(200);
    expect(await see()).toMatchObject({
      state: 'Active',
      use: { vmCount: 2, cpuCount: 4, memoryMb: 0 },
      limits: { vmCount: null, cpuCount: 20, memoryMb: 16_384 },
    });
    const { Settings } = (await wap.call('GET', `/plans/${VDC.planId}`)).json.ServiceQuotas[0];
    expect(Settings[0].Value).toContain('\r\n    <!-- set by the portal -->');
    expect(await post(`subscriptions/${VDC.subscriptionId}/delete`, { force: true })).toBe(200);
    expect(await see()).toBeUndefined();
    expect((await wap.call('GET', '/control/orphans', undefined, stranger)).json).toMatchObject([
      { subscriptionId: VDC.subscriptionId },
    ]);
    expect(await post(`subscriptions/${VDC.subscriptionId}/suspend`)).toBe(404);
    expect(await post(`subscriptions/${VDC.subscriptionId}/use`, {})).toBe(404);
    expect(await post('plans/none/limits', {})).toBe(404);
    expect(await post('plans/SqlOnhq4k7w3e/limits', { cpus: '1' })).toBe(400);
  });

  it('does anything the Admin API can, past the faults', async () => {
    const wap = await runSimulator();
    wap.simulator.faults.add({ name: 'html-503' });
    const made = await wap.call(
      'POST',
      '/control/wap',
      { method: 'POST', path: '/users', body: { Name: 'x@y.example' } },
      control,
    );
    expect([made.status, made.json.Name]).toEqual([200, 'x@y.example']);
    expect((await wap.call('POST', '/control/wap', { path: '/users/nobody' }, control)).status).toBe(404);
  });

  it('switches faults on and off', async () => {
    const wap = await runSimulator();
    const on = await wap.call(
      'POST',
      '/control/faults',
      { name: 'throttle', seconds: 3, count: '', route: 'GET /users' },
      control,
    );
    expect(on.json).toMatchObject([
      { id: 1, rule: { name: 'throttle', route: 'GET /users', params: { seconds: 3 } }, hits: 0 },
    ]);
    expect((await wap.call('GET', '/users')).headers['retry-after']).toBe('3');
    expect((await wap.call('DELETE', '/control/faults/1', undefined, control)).json).toEqual([]);
    expect((await wap.call('DELETE', '/control/faults/1', undefined, control)).status).toBe(404);
    const wrong = await wap.call('POST', '/control/faults', { name: 'thunder' }, control);
    expect([wrong.status, wrong.json.message]).toEqual([400, expect.stringContaining('throttle')]);
  });

  it('turns knobs, all of a request or none', async () => {
    const wap = await runSimulator();
    expect((await wap.call('PUT', '/control/knobs', { enums: 'names', 'sync-ms': 5 }, control)).json).toMatchObject({
      enums: 'names',
      'sync-ms': 5,
    });
    expect((await wap.call('PUT', '/control/knobs', { enums: 'numbers', 'sync-ms': 'long' }, control)).status).toBe(
      400,
    );
    expect((await wap.call('GET', '/control/knobs', undefined, stranger)).json.enums).toBe('names');
  });

  it('turns, stops and speeds the clock, sets the latency, expires tokens, empties the log', async () => {
    const wap = await runSimulator();
    const { clock } = wap.simulator;
    expect(
      (await wap.call('POST', '/control/clock', { advanceMs: '60000' }, control)).json.offsetMs,
    ).toBeGreaterThanOrEqual(60_000);
    await wap.call('POST', '/control/clock', { freeze: true }, control);
    expect(clock.rate).toBe(0);
    await wap.call('POST', '/control/clock', { rate: 60 }, control);
    expect(clock.rate).toBe(60);
    expect((await wap.call('POST', '/control/clock', { advance: 5 }, control)).status).toBe(400);
    expect((await wap.call('PUT', '/control/latency', { ms: 7 }, control)).json.latencyMs).toBe(7);
    const token = wap.simulator.issueToken();
    await wap.call('POST', '/control/expire-tokens', undefined, control);
    expect((await wap.call('GET', '/users', undefined, { token })).status).toBe(401);
    expect((await wap.call('GET', '/control/requests', undefined, stranger)).json).toMatchObject({
      total: 1,
      byStatus: { 401: 1 },
      recent: [{ path: '/users' }],
    });
    await wap.call('DELETE', '/control/requests', undefined, control);
    expect((await wap.call('GET', '/control/requests', undefined, stranger)).json.total).toBe(0);
  });

  it('goes back to the start', async () => {
    const wap = await runSimulator({ 'sync-ms': 7 }, { vdcs: 3, faults: [{ name: 'html-503', route: '/never' }] });
    await makeVdc(wap);
    wap.simulator.knobs.set('sync-ms', 9);
    wap.simulator.faults.clear();
    await wap.call('POST', '/control/reset', undefined, control);
    expect(wap.simulator.knobs.get('sync-ms')).toBe(7);
    expect(wap.simulator.faults.list()).toHaveLength(1);
    expect(wap.simulator.world.subscriptions.size).toBe(6);
    expect((await wap.call('GET', `/subscriptions/${VDC.subscriptionId}`)).status).toBe(404);
    await makeVdc(wap);
  });
});

describe('the control page', () => {
  it('is whole without a script, and shows what there is, escaped', async () => {
    const wap = await runSimulator({ enums: 'names' }, { vdcs: 60 });
    wap.simulator.byHand.request('POST', '/users', { Name: '<script>alert(1)</script>' });
    wap.simulator.faults.add({ name: 'stale-read', params: { steps: 2 } });
    const { status, headers, text } = await wap.call('GET', '/?u-take=100', undefined, stranger);
    expect([status, headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    for (const part of [
      'VDC Base',
      'Contoso production',
      'it@contoso.example',
      'stale-read',
      '4 turned',
      'Suspended',
      '1 to 25 of 63',
    ])
      expect(text).toContain(part);
    expect(text).not.toContain('<script>alert');
    expect(text).toContain('&#60;script&#62;alert');
    expect(text).not.toContain('undefined');
  });

  it('has a policy without exceptions and keeps to it', async () => {
    const { call } = await runSimulator();
    const { headers, text } = await call('GET', '/', undefined, stranger);
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(headers['content-security-policy']).not.toContain('unsafe');
    expect(text).not.toMatch(/<script(?! src="\/control\.js" defer>)|\sstyle=|\son\w+=|https?:\/\//);
    for (const [path, type] of [
      ['/control.js', 'text/javascript'],
      ['/control.css', 'text/css'],
    ] as const)
      expect((await call('GET', path, undefined, stranger)).headers['content-type']).toContain(type);
  });

  it('pages each list by itself and keeps what was looked for', async () => {
    const { call } = await runSimulator({}, { vdcs: 60 });
    const { text } = await call('GET', '/?find=vdc-0000&s-skip=25', undefined, stranger);
    expect(text).toContain('26 to 50 of 60');
    expect(text).toContain('find=vdc-0000&#38;s-skip=50');
  });

  it('shows a hundred thousand VDCs quickly', { timeout: 60_000 }, async () => {
    const { call } = await runSimulator({}, { vdcs: 100_000 });
    const startedAt = performance.now();
    expect((await call('GET', '/', undefined, stranger)).status).toBe(200);
    expect(performance.now() - startedAt).toBeLessThan(1000);
  });

  it('does not read a request for ever', async () => {
    const { simulator } = await runSimulator();
    const status = await new Promise((resolve, reject) => {
      const sending = request(`${simulator.urls.control}/control/knobs`, {
        method: 'PUT',
        headers: { authorization: `Bearer ${simulator.controlToken}`, 'content-length': String(9 * 1024 * 1024) },
      });
      sending.on('response', (response) => resolve(response.statusCode));
      sending.on('error', reject);
      sending.write(Buffer.alloc(8 * 1024 * 1024 + 1));
    });
    expect(status).toBe(413);
  });
});

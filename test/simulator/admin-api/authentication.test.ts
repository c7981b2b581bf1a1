import { describe, expect, it } from 'vitest';
import { runSimulator } from '../../support/running-simulator.ts';

describe('coming in to the Admin API', () => {
  it('wants a bearer token on every route, known or not', async () => {
    const { call } = await runSimulator();
    for (const path of ['/users', '/plans', '/subscriptions', '/nonsense']) {
      const reply = await call('GET', path, undefined, { token: null });
      expect(reply.status).toBe(401);
      expect(reply.headers['www-authenticate']).toBe('Bearer');
      expect(reply.json).toMatchObject({ Code: 'Unauthorized', Details: null });
    }
  });

  it('refuses tokens that are expired, foreign, revoked or no tokens at all', async () => {
    const { call, simulator } = await runSimulator();
    const token = simulator.issueToken();
    expect((await call('GET', '/users', undefined, { token })).status).toBe(200);
    expect((await call('GET', '/users', undefined, { token: `${token}x` })).status).toBe(401);
    const tenant = simulator.mint.issue({ upn: 'svc-vdc@corp.example', realm: 'http://azureservices/TenantSite' }).jwt;
    expect((await call('GET', '/users', undefined, { token: tenant })).status).toBe(401);
    simulator.mint.expireAll();
    expect((await call('GET', '/users', undefined, { token })).status).toBe(401);
    const fresh = simulator.issueToken();
    simulator.clock.advance(9 * 3_600_000);
    expect((await call('GET', '/users', undefined, { token: fresh })).status).toBe(401);
  });

  it('refuses who has a login but is no administrator', async () => {
    const { call, simulator } = await runSimulator();
    const token = simulator.issueToken('nobody@corp.example');
    expect((await call('GET', '/users', undefined, { token })).status).toBe(403);
  });

  it('no longer takes tokens that POST /invalidusertokens names', async () => {
    const { call, simulator } = await runSimulator();
    const token = simulator.issueToken();
    const body = {
      Username: 'svc-vdc@corp.example',
      TokenExpiryTime: new Date(simulator.clock.now() + 9 * 3_600_000).toISOString().slice(0, -1),
    };
    expect((await call('POST', '/invalidusertokens', body, { token })).status).toBe(200);
    expect((await call('GET', '/users', undefined, { token })).status).toBe(401);
  });

  it('shows a bad token as the knobs say', async () => {
    const { call } = await runSimulator({ 'bad-token-status': '403' });
    expect((await call('GET', '/users', undefined, { token: null })).status).toBe(403);
    const quiet = await runSimulator({ 'www-authenticate': 'off' });
    expect((await quiet.call('GET', '/users', undefined, { token: null })).headers['www-authenticate']).toBeUndefined();
  });

  it('takes the principal raw or encoded, ignores, compares or requires it', async () => {
    const ask = async (knob: 'ignore' | 'compare' | 'require', principal?: string): Promise<number> => {
      const { call } = await runSimulator({ principal: knob });
      const headers: Record<string, string> = principal === undefined ? {} : { 'x-ms-principal-id': principal };
      return (await call('GET', '/users', undefined, { headers })).status;
    };
    expect(await ask('ignore', 'anybody')).toBe(200);
    expect(await ask('compare')).toBe(200);
    expect(await ask('compare', 'CORP\\svc-vdc')).toBe(200);
    expect(await ask('compare', 'corp%5csvc-vdc')).toBe(200);
    expect(await ask('compare', 'svc-vdc@corp.example')).toBe(200);
    expect(await ask('compare', 'somebody@else.example')).toBe(403);
    expect(await ask('require')).toBe(400);
  });
});

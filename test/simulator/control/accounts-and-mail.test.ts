import { describe, expect, it } from 'vitest';
import type { CallOptions } from '../../support/running-simulator.ts';
import { GOOD_PASSWORD, makeAccount, resultOf, runDomain } from '../../support/simulated-domain.ts';

const control: CallOptions = { site: 'control' };
const stranger: CallOptions = { site: 'control', token: null };

async function runWithAccount() {
  const domain = await runDomain();
  const client = await domain.login();
  const dn = await makeAccount(client, 'acme', { mail: 'ops@acme.example', displayName: '<b>Acme</b>' });
  const look = async () => (await domain.call('GET', '/control/accounts?find=acme', undefined, stranger)).json.items[0];
  const { id } = await look();
  const post = async (path: string, body?: unknown, options = control): Promise<number> =>
    (await domain.call('POST', `/control/accounts/${id}/${path}`, body, options)).status;
  return { ...domain, client, dn, id: id as string, look, post };
}

describe('the accounts on the control site', () => {
  it('are disabled, moved away, given another address and deleted by hand: drift to be found', async () => {
    const { client, dn, id, look, post, call, simulator } = await runWithAccount();
    expect(await post('disable', undefined, stranger)).toBe(401);
    expect(await post('disable')).toBe(200);
    expect(await look()).toMatchObject({ isEnabled: false, isInTenantsOu: true });
    expect(await post('enable')).toBe(200);
    expect(await post('move', { to: 'former' })).toBe(200);
    expect(await look()).toMatchObject({ id, isInTenantsOu: false, dn: 'CN=acme,OU=Former,DC=corp,DC=example' });
    expect(await resultOf(client.search(dn, { scope: 'base' }))).toMatch(/^32/);
    expect(await post('move', { to: 'nowhere' })).toBe(400);
    expect(await post('email', { email: 'else@acme.example' })).toBe(200);
    expect((await client.search(`<GUID=${id}>`, { scope: 'base' })).searchEntries[0]).toMatchObject({
      mail: 'else@acme.example',
    });
    expect(await post('password', { password: 'by hand' })).toBe(200);
    expect(await resultOf(client.bind(`acme@tenants.corp.example`, 'by hand'))).toBe('0');
    expect((await call('DELETE', `/control/accounts/${id}`, undefined, control)).status).toBe(200);
    expect(await look()).toBeUndefined();
    expect(await post('disable')).toBe(404);
    expect(simulator.accountsByHand.list().map(({ samAccountName }) => samAccountName)).toEqual(['legacy']);
  });

  it('do not move to where a name is taken', async () => {
    const { client, post } = await runWithAccount();
    expect(await post('move', { to: 'former' })).toBe(200);
    await makeAccount(client, 'acme', { sAMAccountName: 'acme2', userPrincipalName: 'acme2@tenants.corp.example' });
    expect(await post('move', { to: 'tenants' })).toBe(409);
  });

  it('leave the accounts of the simulator itself alone', async () => {
    const { simulator, call } = await runWithAccount();
    const own = simulator.world.directory.where('samAccountName', 'svc-vdc')[0];
    expect((await call('DELETE', `/control/accounts/${own?.guid}`, undefined, control)).status).toBe(404);
  });

  it('stand on the page, with what strangers wrote as text', async () => {
    const { call } = await runWithAccount();
    const { text } = await call('GET', '/', undefined, stranger);
    expect(text).toContain('&#60;b&#62;Acme&#60;/b&#62;');
    expect(text).not.toContain('<b>Acme');
    expect(text).not.toContain(GOOD_PASSWORD);
  });
});

describe('the mails on the control site', () => {
  const source = Buffer.from(
    [
      'From: cloud@provider.example',
      'To: ops@acme.example',
      'Subject: <script>alert(1)</script>',
      'Content-Type: multipart/alternative; boundary=x',
      '',
      '--x',
      'Content-Type: text/plain',
      '',
      'Password: Nine & green',
      '--x',
      'Content-Type: text/html',
      '',
      '<p>Password</p><script>document.title="owned"</script><img src="https://elsewhere.example/seen">',
      '--x--',
      '',
    ].join('\r\n'),
  );

  async function runWithMail() {
    const domain = await runDomain();
    const { id } = await domain.simulator.mails.keep({
      receivedAt: Date.UTC(2026, 0, 1),
      from: 'cloud@provider.example',
      to: ['ops@acme.example'],
      source,
    });
    return { ...domain, id };
  }

  it('are listed without their text, read one by one, and cleared with the token', async () => {
    const { call, id } = await runWithMail();
    const list = await call('GET', '/control/mails', undefined, stranger);
    expect(list.json).toMatchObject({
      total: 1,
      items: [{ id, to: ['ops@acme.example'], receivedAt: '2026-01-01T00:00:00.000Z' }],
    });
    expect(list.text).not.toContain('Nine & green');
    expect((await call('GET', `/control/mails/${id}`, undefined, stranger)).json).toMatchObject({
      text: expect.stringContaining('Password: Nine & green'),
    });
    expect((await call('GET', '/control/mails/99', undefined, stranger)).status).toBe(404);
    expect((await call('DELETE', '/control/mails', undefined, stranger)).status).toBe(401);
    expect((await call('DELETE', '/control/mails', undefined, control)).status).toBe(200);
    expect((await call('GET', '/control', undefined, stranger)).json).toMatchObject({ mails: 0 });
  });

  it('are shown as text, and their HTML in a frame that may do nothing', async () => {
    const { call, id } = await runWithMail();
    const home = await call('GET', '/', undefined, stranger);
    expect(home.text).toContain(`<a href="/mails/${id}">&#60;script&#62;`);
    const page = await call('GET', `/mails/${id}`, undefined, stranger);
    expect(page.text).toContain('Password: Nine &#38; green');
    expect(page.text).not.toContain('<script>');
    expect(page.headers['content-security-policy']).toContain("frame-src 'self'");
    const frame = await call('GET', `/mails/${id}/html`, undefined, stranger);
    expect(frame.text).toContain('<p>Password</p>');
    expect(frame.headers).toMatchObject({
      'content-security-policy': expect.stringMatching(/^sandbox; default-src 'none'; .*frame-ancestors 'self'$/),
      'x-frame-options': 'SAMEORIGIN',
      'x-content-type-options': 'nosniff',
    });
    expect((await call('GET', '/mails/99', undefined, stranger)).status).toBe(404);
  });
});

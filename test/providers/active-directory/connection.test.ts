import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LdapReport } from '../../../src/providers/active-directory/client/ldap-session.ts';
import { makeAuthority } from '../../support/peers/certificates.ts';
import { startCuttingProxy } from '../../support/peers/cutting-proxy.ts';
import { canMeetPeers } from '../../support/peers/require-packages.ts';
import { SERVICE, startSambaDirectory, type SambaDirectory } from '../../support/peers/samba-directory.ts';
import { makeScratchFolder } from '../../support/peers/scratch-folder.ts';
import { attributeOf, createAction, directoryOf, never } from '../../support/directory-story.ts';

describe.runIf(canMeetPeers('sambaDirectory'))('the way to a real domain controller', () => {
  let server: SambaDirectory;
  beforeAll(async () => {
    server = await startSambaDirectory();
  }, 120_000);
  afterAll(() => server[Symbol.asyncDispose]());

  it('is not gone where nobody we trust signed its certificate', async () => {
    await using folder = await makeScratchFolder('other-ca');
    const stranger = await makeAuthority(folder.path);
    await expect(directoryOf({ ...server, ca: stranger.ca }).observe([], never)).rejects.toMatchObject({
      code: 'TLS_UNKNOWN_CA',
      message: expect.stringContaining('directory.caFile'),
    });
    const trusting = directoryOf(server);
    await expect(trusting.observe([], never)).resolves.toBeDefined();
  });

  it('is not gone where its certificate names another host', async () => {
    await using proxy = await startCuttingProxy(server.host, 636);
    const elsewhere = directoryOf({ url: `ldaps://localhost:${proxy.port}`, ca: server.ca });
    await expect(elsewhere.observe([], never)).rejects.toMatchObject({
      code: 'TLS_WRONG_HOST',
      message: expect.stringContaining('dc1.corp.example'),
    });
  });

  it('is not gone over plain LDAP, nor where nothing listens', async () => {
    expect(() => directoryOf({ ...server, url: `ldap://${server.host}` })).toThrow(/ldaps:\/\//);
    await expect(
      directoryOf({ ...server, url: `ldaps://${server.host}:389` }).observe([], never),
    ).rejects.toMatchObject({ code: expect.stringMatching(/^(TLS_|CONNECTION_)/) });
    await expect(
      directoryOf({ ...server, url: `ldaps://${server.host}:637` }).observe([], never),
    ).rejects.toMatchObject({ code: 'CONNECTION_REFUSED', retry: 'at-once' });
  });

  it('is closed for good after one wrong password, however many ask at once', async () => {
    // Samba counts wrong passwords only where a number of them locks the account.
    await server.tool('domain', 'passwordsettings', 'set', '--account-lockout-threshold=10');
    const before = Number((await attributeOf(server, SERVICE.dn, 'badPwdCount'))[0] ?? 0);
    const wrong = 'Wrong-Passw0rd-1';
    const directory = directoryOf(server, { password: wrong });
    const refused = await Promise.all(
      [1, 2, 3].map(() =>
        directory.observe([], never).then(
          () => undefined,
          (error: unknown) => error,
        ),
      ),
    );
    for (const error of refused)
      expect(error).toMatchObject({ code: 'DIRECTORY_LOGIN_REFUSED', details: { data: '52e' } });
    expect(await directory.carryOut(createAction('vdc-never'), never)).toMatchObject({
      kind: 'failed',
      code: 'DIRECTORY_LOGIN_REFUSED',
    });
    expect(JSON.stringify(refused) + String(refused)).not.toContain(wrong);
    expect(Number((await attributeOf(server, SERVICE.dn, 'badPwdCount'))[0])).toBe(before + 1);
  });

  it.each([
    ['disabled', '514', 'disabled'],
    ['must change its password', undefined, 'change its password'],
  ])('is told about a service account that %s', async (_what, control, words) => {
    const name = `svc-${words.split(' ')[0]}`;
    await server.tool(
      'user',
      'create',
      name,
      'Svc-Passw0rd-2',
      ...(control === undefined ? ['--must-change-at-next-login'] : []),
    );
    if (control !== undefined) await server.tool('user', 'disable', name);
    const directory = directoryOf(server, { bindDn: `${name}@corp.example`, password: 'Svc-Passw0rd-2' });
    await expect(directory.observe([], never)).rejects.toMatchObject({
      code: 'DIRECTORY_LOGIN_REFUSED',
      message: expect.stringContaining(words),
    });
  });

  it('knows no account by a name that does not exist', async () => {
    const directory = directoryOf(server, { bindDn: 'CN=nobody,DC=corp,DC=example' });
    await expect(directory.observe([], never)).rejects.toMatchObject({ code: 'DIRECTORY_LOGIN_REFUSED' });
  });

  it('writes nothing where it may not write, and tells each request without names', async () => {
    const reports: LdapReport[] = [];
    const hidden: string[] = [];
    const directory = directoryOf(server, {
      onRequest: (report) => reports.push(report),
      hide: (secret) => hidden.push(secret),
    });
    await directory.carryOut(createAction('vdc-told'), never);
    expect(reports.map(({ operation }) => operation)).toEqual(
      expect.arrayContaining(['bind', 'add', 'search', 'modify']),
    );
    expect(reports.every(({ result }) => result === 0)).toBe(true);
    expect(JSON.stringify(reports)).not.toContain('vdc-told');
    expect(hidden).toHaveLength(2);

    const fenced = directoryOf(server, {
      assertMayWrite: () => {
        throw new Error('the lease is lost');
      },
    });
    await expect(fenced.carryOut(createAction('vdc-fenced'), never)).rejects.toThrow('the lease is lost');
    expect((await directory.observe([], never)).accounts.map((one) => one.samAccountName)).not.toContain('vdc-fenced');
  });

  it('is left as soon as somebody stops waiting, and after it was closed', async () => {
    const directory = directoryOf(server);
    const stop = new AbortController();
    const looking = directory.observe([], stop.signal);
    stop.abort(new Error('we stop'));
    await expect(looking).rejects.toThrow('we stop');
    await expect(directory.carryOut(createAction('vdc-late'), stop.signal)).rejects.toThrow('we stop');
    await directory.observe([], never);
    await directory.close();
    await expect(directory.observe([], never)).rejects.toMatchObject({ code: 'CALL_ABANDONED' });
  });
});

import { Attribute, Change } from 'ldapts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canMeetPeers } from '../../support/peers/require-packages.ts';
import { DOMAIN, startSambaDirectory, type SambaDirectory } from '../../support/peers/samba-directory.ts';
import { accountNamed, byHand, createAction, directoryOf, logIn, never } from '../../support/directory-story.ts';

describe.runIf(canMeetPeers('sambaDirectory'))('the password policy of a real domain', () => {
  let server: SambaDirectory;
  beforeAll(async () => {
    server = await startSambaDirectory();
  }, 120_000);
  afterAll(() => server[Symbol.asyncDispose]());

  /** Written as an administrator of Windows may: `samba-tool` itself takes no more than 14. */
  const ask = (characters: number) =>
    byHand(server, (admin) =>
      admin.modify(
        DOMAIN,
        new Change({
          operation: 'replace',
          modification: new Attribute({ type: 'minPwdLength', values: [String(characters)] }),
        }),
      ),
    );

  it('is met: by sixteen characters where it asks for less, by its own length where it asks for more', async () => {
    const directory = directoryOf(server);
    await directory.carryOut(createAction('vdc-long'), never);
    const account = await accountNamed(directory, 'vdc-long');
    await server.tool('domain', 'passwordsettings', 'set', '--complexity=on', '--history-length=24', '--min-pwd-age=1');
    for (const [asked, length] of [
      [7, 16],
      [20, 20],
      [40, 40],
    ] as const) {
      await ask(asked);
      const password = (await directory.setNewPassword(account.id, account.mark ?? '', never)).reveal();
      expect(password).toHaveLength(length);
      expect(await logIn(server, account.upn, password)).toBe('welcome');
    }
    await ask(7);
  });

  it('of one account alone is met where it can be seen, and named where it cannot', async () => {
    const directory = directoryOf(server);
    await directory.carryOut(createAction('vdc-fine'), never);
    const account = await accountNamed(directory, 'vdc-fine');
    await server.tool('domain', 'passwordsettings', 'pso', 'create', 'strict', '1', '--min-pwd-length=30');
    await server.tool('domain', 'passwordsettings', 'pso', 'apply', 'strict', 'vdc-fine');
    const set = () => directory.setNewPassword(account.id, account.mark ?? '', never);
    const hidden = await set().then(
      (password) => password.reveal().length,
      (error: unknown) => error,
    );
    expect(hidden).toMatchObject({
      code: 'DIRECTORY_PASSWORD_REFUSED',
      message: expect.stringContaining('fine-grained'),
    });

    const container = 'CN=Password Settings Container,CN=System,DC=corp,DC=example';
    const sid = await server.tool('user', 'show', 'svc-vdc', '--attributes=objectSid');
    const trustee = /^objectSid: (\S+)/m.exec(sid)?.[1] ?? '';
    for (const dn of [container, `CN=strict,${container}`])
      await server.tool('dsacl', 'set', `--objectdn=${dn}`, `--sddl=(A;CI;RPLC;;;${trustee})`);
    expect((await set()).reveal()).toHaveLength(30);
    await byHand(server, async (admin) => admin.del(`CN=strict,${container}`));
  });

  it('that nobody can meet is named before anything is set', async () => {
    const directory = directoryOf(server);
    await directory.carryOut(createAction('vdc-filter'), never);
    const account = await accountNamed(directory, 'vdc-filter');
    await expect(
      directoryOf(server, { randomBytes: (size) => new Uint8Array(size) }).setNewPassword(
        account.id,
        account.mark ?? '',
        never,
      ),
    ).rejects.toMatchObject({ code: 'PASSWORD_NOT_GENERATED' });
  });
});

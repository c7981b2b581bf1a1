import { Attribute, Change } from 'ldapts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canMeetPeers } from '../../support/peers/require-packages.ts';
import {
  ADMINISTRATOR,
  DOMAIN,
  OTHER,
  startSambaDirectory,
  TENANTS,
  type SambaDirectory,
} from '../../support/peers/samba-directory.ts';
import {
  accountNamed,
  attributeOf,
  byHand,
  createAction,
  deleteAction,
  directoryOf,
  logIn,
  never,
  updateAction,
} from '../../support/directory-story.ts';

describe.runIf(canMeetPeers('sambaDirectory'))('an account in a real directory', () => {
  let server: SambaDirectory;
  beforeAll(async () => {
    server = await startSambaDirectory();
  }, 120_000);
  afterAll(() => server[Symbol.asyncDispose]());

  const replace = (type: string, value: string): Change =>
    new Change({ operation: 'replace', modification: new Attribute({ type, values: [value] }) });

  it('is made, and lets the customer in with the password that was set last', async () => {
    const directory = directoryOf(server);
    const action = createAction('vdc-acme');
    expect(await directory.carryOut(action, never)).toMatchObject({ kind: 'done' });
    const account = await accountNamed(directory, 'vdc-acme');
    expect(account).toEqual({
      id: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
      dn: `CN=vdc-acme,${TENANTS}`,
      samAccountName: 'vdc-acme',
      upn: action.names.upn,
      email: action.email,
      displayName: action.displayName,
      isEnabled: true,
      isInPlace: true,
      mark: action.mark,
    });
    const first = (await directory.setNewPassword(account.id, action.mark, never)).reveal();
    expect(await logIn(server, account.upn, first)).toBe('welcome');
    const second = (await directory.setNewPassword(account.id, action.mark, never)).reveal();
    expect(await logIn(server, account.upn, first)).toBe('52e');
    expect(await logIn(server, account.upn, second)).toBe('welcome');
  });

  it('is shut and opened again without touching what others have set on it', async () => {
    const directory = directoryOf(server);
    await directory.carryOut(createAction('vdc-bits'), never);
    const account = await accountNamed(directory, 'vdc-bits');
    await byHand(server, (admin) => admin.modify(account.dn, replace('userAccountControl', '66048')));
    const password = (await directory.setNewPassword(account.id, account.mark ?? '', never)).reveal();
    const set = (isEnabled: boolean) =>
      directory.carryOut(updateAction(account, { field: 'isEnabled', isEnabled }), never);

    expect(await set(false)).toMatchObject({ kind: 'done' });
    expect(await logIn(server, account.upn, password)).toBe('533');
    expect(await attributeOf(server, account.dn, 'userAccountControl')).toEqual(['66050']);
    expect((await accountNamed(directory, 'vdc-bits')).isEnabled).toBe(false);

    expect(await set(true)).toMatchObject({ kind: 'done' });
    expect(await logIn(server, account.upn, password)).toBe('welcome');
    expect(await attributeOf(server, account.dn, 'userAccountControl')).toEqual(['66048']);
  });

  it('is made shut for an owner whose VDCs are all suspended', async () => {
    const directory = directoryOf(server);
    await directory.carryOut(createAction('vdc-shut', { isEnabled: false }), never);
    const account = await accountNamed(directory, 'vdc-shut');
    expect(account.isEnabled).toBe(false);
    const password = (await directory.setNewPassword(account.id, account.mark ?? '', never)).reveal();
    expect(await logIn(server, account.upn, password)).toBe('533');
  });

  it('made a second time stays as it is, with the password that the customer has', async () => {
    const directory = directoryOf(server);
    await directory.carryOut(createAction('vdc-twice'), never);
    const account = await accountNamed(directory, 'vdc-twice');
    const password = (await directory.setNewPassword(account.id, account.mark ?? '', never)).reveal();
    expect(await directory.carryOut(createAction('vdc-twice'), never)).toMatchObject({ kind: 'done' });
    expect(await logIn(server, account.upn, password)).toBe('welcome');
    expect((await accountNamed(directory, 'vdc-twice')).id).toBe(account.id);
  });

  it('of a name that somebody else has is not made, wherever that one is', async () => {
    const directory = directoryOf(server);
    await byHand(server, (admin) =>
      admin.add(`CN=Foreign,${OTHER}`, { objectClass: 'user', sAMAccountName: 'vdc-foreign' }),
    );
    expect(await directory.carryOut(createAction('vdc-foreign'), never)).toMatchObject({
      kind: 'failed',
      code: 'ACCOUNT_NAME_TAKEN',
    });
    await byHand(server, (admin) => admin.add(`CN=vdc-group,${TENANTS}`, { objectClass: 'group' }));
    expect(await directory.carryOut(createAction('vdc-group'), never)).toMatchObject({ code: 'ACCOUNT_NAME_TAKEN' });
    expect((await directory.observe([], never)).accounts.map((one) => one.samAccountName)).not.toContain('vdc-foreign');
  });

  it('of a user principal name that somebody else has is not made', async () => {
    const directory = directoryOf(server);
    await byHand(server, (admin) =>
      admin.add(`CN=Namesake,${OTHER}`, { objectClass: 'user', userPrincipalName: 'vdc-upn@tenants.corp.example' }),
    );
    expect(await directory.carryOut(createAction('vdc-upn'), never)).toMatchObject({
      kind: 'failed',
      code: 'ACCOUNT_UPN_TAKEN',
    });
    expect((await directory.observe([], never)).accounts.map((one) => one.samAccountName)).not.toContain('vdc-upn');
  });

  it('of another owner, or without our mark, keeps its password and its life', async () => {
    const directory = directoryOf(server);
    await directory.carryOut(createAction('vdc-theirs', { mark: 'vdc:somebody:else' }), never);
    const account = await accountNamed(directory, 'vdc-theirs');
    await expect(directory.setNewPassword(account.id, 'vdc:test:ours', never)).rejects.toMatchObject({
      code: 'ACCOUNT_NOT_OURS',
    });
    const remove = (mark: string) => directory.carryOut({ ...deleteAction(account), mark } as never, never);
    expect(await remove('vdc:test:ours')).toMatchObject({ kind: 'failed', code: 'ACCOUNT_NOT_OURS' });
    await byHand(server, (admin) => admin.modify(account.dn, replace('adminDescription', 'kept by hand')));
    expect(await accountNamed(directory, 'vdc-theirs')).not.toHaveProperty('mark');
    expect(await remove('vdc:somebody:else')).toMatchObject({ kind: 'failed', code: 'ACCOUNT_NOT_OURS' });
  });

  it('is deleted, and deleting what is gone is done', async () => {
    const directory = directoryOf(server);
    await directory.carryOut(createAction('vdc-gone'), never);
    const account = await accountNamed(directory, 'vdc-gone');
    expect(await directory.carryOut(deleteAction(account), never)).toMatchObject({ kind: 'done' });
    expect(await directory.carryOut(deleteAction(account), never)).toMatchObject({ kind: 'done' });
    expect((await directory.observe([account.id], never)).gone).toEqual(new Set([account.id]));
    const update = updateAction(account, { field: 'isEnabled', isEnabled: true });
    expect(await directory.carryOut(update, never)).toMatchObject({ kind: 'skipped', code: 'WORLD_MOVED' });
    await expect(directory.setNewPassword(account.id, account.mark ?? '', never)).rejects.toMatchObject({
      code: 'ACCOUNT_GONE',
    });
  });

  it('with something below it is not deleted', async () => {
    const directory = directoryOf(server);
    await directory.carryOut(createAction('vdc-parent'), never);
    const account = await accountNamed(directory, 'vdc-parent');
    await byHand(server, (admin) => admin.add(`CN=apps,${account.dn}`, { objectClass: 'classStore' }));
    expect(await directory.carryOut(deleteAction(account), never)).toMatchObject({
      kind: 'failed',
      code: 'ACCOUNT_HAS_CHILDREN',
    });
  });

  it('that was moved or renamed by hand is the same account, and is brought back by somebody who may', async () => {
    const directory = directoryOf(server);
    await directory.carryOut(createAction('vdc-moved'), never);
    const account = await accountNamed(directory, 'vdc-moved');
    await byHand(server, (admin) => admin.modifyDN(account.dn, `CN=Moved\\, Inc,${OTHER}`));
    const { accounts, gone } = await directory.observe([account.id.toUpperCase()], never);
    expect(gone).toEqual(new Set());
    expect(accounts.find(({ id }) => id === account.id)).toEqual({
      ...account,
      dn: `CN=Moved\\, Inc,${OTHER}`,
      isInPlace: false,
    });

    const back = updateAction(account, { field: 'place' });
    const refused = await directory.carryOut(back, never);
    expect(refused).toMatchObject({ kind: 'failed', code: 'DIRECTORY_FORBIDDEN' });
    expect(refused).toHaveProperty('message', expect.stringContaining(OTHER));

    const mighty = directoryOf(server, { bindDn: ADMINISTRATOR.dn, password: ADMINISTRATOR.password });
    expect(await mighty.carryOut(back, never)).toMatchObject({ kind: 'done' });
    expect((await accountNamed(directory, 'vdc-moved')).dn).toBe(`CN=Moved\\, Inc,${TENANTS}`);
    expect(await mighty.carryOut(back, never)).toMatchObject({ kind: 'done' });
  });

  it('is found in an OU below ours, and is in its place there', async () => {
    const directory = directoryOf(server);
    await directory.carryOut(createAction('vdc-deep'), never);
    await byHand(server, async (admin) => {
      await admin.add(`OU=Big,${TENANTS}`, { objectClass: 'organizationalUnit' });
      await admin.modifyDN(`CN=vdc-deep,${TENANTS}`, `CN=vdc-deep,OU=Big,${TENANTS}`);
    });
    expect((await accountNamed(directory, 'vdc-deep')).isInPlace).toBe(true);
  });

  it('is given another address and another login name, or none', async () => {
    const directory = directoryOf(server);
    await directory.carryOut(createAction('vdc-names'), never);
    const account = await accountNamed(directory, 'vdc-names');
    const change = (to: Parameters<typeof updateAction>[1]) => directory.carryOut(updateAction(account, to), never);
    expect(await change({ field: 'email', email: 'ünï@customer.example' })).toMatchObject({ kind: 'done' });
    expect(await change({ field: 'upn', upn: 'vdc-names2@tenants.corp.example' })).toMatchObject({ kind: 'done' });
    expect(await accountNamed(directory, 'vdc-names')).toMatchObject({
      email: 'ünï@customer.example',
      upn: 'vdc-names2@tenants.corp.example',
    });
    expect(await change({ field: 'upn', upn: 'vdc-acme@tenants.corp.example' })).toMatchObject({
      kind: 'failed',
      code: 'ACCOUNT_UPN_TAKEN',
    });
    await change({ field: 'email', email: '' });
    expect(await accountNamed(directory, 'vdc-names')).not.toHaveProperty('email');
  });

  it.each(['#hash', 'a<b>', "o'neill", 'ünïcode', 'sp ace', 'semi&co', '(paren)', '-dash', 'p%41'])(
    'may be called %s',
    async (name) => {
      const directory = directoryOf(server);
      const upn = `u${Buffer.from(name).toString('hex')}@tenants.corp.example`;
      const names = { samAccountName: name.replaceAll(/[<>]/g, '_'), upn };
      const action = createAction(names.samAccountName, { names, displayName: `${name}, "quoted" \\ + Inc.` });
      expect(await directory.carryOut(action, never)).toMatchObject({ kind: 'done' });
      const account = await accountNamed(directory, names.samAccountName);
      expect(account).toMatchObject({ displayName: action.displayName, upn, isInPlace: true });
      expect(await directory.findTaken([names], never)).toEqual(new Set([names.samAccountName.toLowerCase()]));
      expect(await directory.carryOut(deleteAction(account), never)).toMatchObject({ kind: 'done' });
    },
  );

  it('shows which names are free', async () => {
    const directory = directoryOf(server);
    await byHand(server, async (admin) => {
      await admin.add(`CN=By Sam,${OTHER}`, { objectClass: 'user', sAMAccountName: 'Taken-1' });
      await admin.add(`CN=By Upn,${OTHER}`, { objectClass: 'user', userPrincipalName: 'taken-2@tenants.corp.example' });
      await admin.add(`CN=taken-3,${TENANTS}`, { objectClass: 'contact' });
      await admin.add(`CN=free-4,${OTHER}`, { objectClass: 'contact' });
    });
    const names = ['TAKEN-1', 'taken-2', 'taken-3', 'free-4', 'free*', 'free(5)', 'free\\6', ...manyNames(120)];
    const asked = names.map((samAccountName) => ({ samAccountName, upn: `${samAccountName}@tenants.corp.example` }));
    expect(await directory.findTaken(asked, never)).toEqual(new Set(['taken-1', 'taken-2', 'taken-3']));
    expect(await directory.findTaken([], never)).toEqual(new Set());
  });

  it('is not decided about where its OU is out of sight', async () => {
    const directory = directoryOf(server, { ou: `OU=Nowhere,${DOMAIN}` });
    await expect(directory.observe([], never)).rejects.toMatchObject({ code: 'DIRECTORY_OU_MISSING' });
    expect(await directory.carryOut(createAction('vdc-nowhere'), never)).toMatchObject({
      kind: 'failed',
      code: 'DIRECTORY_OBJECT_MISSING',
    });
  });
});

function manyNames(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `free-many-${index}`);
}

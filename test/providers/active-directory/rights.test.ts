import { describe, expect, it } from 'vitest';
import { LEAST_RIGHTS, without, type Right } from '../../support/peers/least-rights.ts';
import { canMeetPeers } from '../../support/peers/require-packages.ts';
import { OTHER, startSambaDirectory, TENANTS } from '../../support/peers/samba-directory.ts';
import {
  accountNamed,
  createAction,
  deleteAction,
  directoryOf,
  never,
  updateAction,
} from '../../support/directory-story.ts';

const UPN = 'renamed@tenants.corp.example';

describe.runIf(canMeetPeers('sambaDirectory'))('the rights of the service account', () => {
  it('as docs/permissions.md lists them are enough for everything, in our OU and nowhere else', async () => {
    await using server = await startSambaDirectory({ rights: LEAST_RIGHTS });
    const directory = directoryOf(server);
    expect(await directory.carryOut(createAction('vdc-least'), never)).toEqual({ kind: 'done' });
    const account = await accountNamed(directory, 'vdc-least');
    for (const change of [
      { field: 'isEnabled', isEnabled: false },
      { field: 'isEnabled', isEnabled: true },
      { field: 'email', email: 'new@customer.example' },
      { field: 'upn', upn: UPN },
    ] as const)
      expect(await directory.carryOut(updateAction(account, change), never)).toEqual({ kind: 'done' });
    await directory.setNewPassword(account.id, account.mark ?? '', never);
    expect(await directory.carryOut(deleteAction(account), never)).toEqual({ kind: 'done' });

    const abroad = directoryOf(server, { ou: OTHER });
    expect(await abroad.carryOut(createAction('vdc-abroad'), never)).toMatchObject({
      kind: 'failed',
      code: 'DIRECTORY_FORBIDDEN',
      message: expect.stringMatching(/Create user objects.*docs\/permissions\.md#active-directory/s),
    });
  });

  it.each<{ readonly right: Right; readonly says: string; readonly fails: 'create' | 'email' | 'upn' | 'disable' }>([
    { right: 'create and delete', says: 'Create user objects on the OU', fails: 'create' },
    { right: 'reset password', says: 'Reset Password on users', fails: 'create' },
    { right: 'write userAccountControl', says: 'Write userAccountControl on users', fails: 'create' },
    { right: 'write userPrincipalName', says: 'Write userPrincipalName on users', fails: 'upn' },
    { right: 'write mail', says: 'Write mail on users', fails: 'email' },
  ])('without "$right" lead to a sentence that names it', async ({ right, says, fails }) => {
    await using server = await startSambaDirectory({ rights: without(right) });
    const directory = directoryOf(server);
    const refusal = { kind: 'failed', code: 'DIRECTORY_FORBIDDEN', message: expect.stringContaining(says) };
    const made = await directory.carryOut(createAction('vdc-less'), never);
    if (fails === 'create') {
      expect(made).toMatchObject(refusal);
      // What is there by then lets nobody in.
      const { accounts } = await directory.observe([], never);
      expect(accounts.filter(({ isEnabled }) => isEnabled)).toEqual([]);
      return;
    }
    expect(made).toEqual({ kind: 'done' });
    const account = await accountNamed(directory, 'vdc-less');
    const change =
      fails === 'upn' ? ({ field: 'upn', upn: UPN } as const) : ({ field: 'email', email: 'x@y.example' } as const);
    expect(await directory.carryOut(updateAction(account, change), never)).toMatchObject(refusal);
  });

  it('do not reach an account of the OU that somebody protected from deletion', async () => {
    await using server = await startSambaDirectory();
    const directory = directoryOf(server);
    await directory.carryOut(createAction('vdc-safe'), never);
    const account = await accountNamed(directory, 'vdc-safe');
    await server.tool('dsacl', 'set', `--objectdn=${account.dn}`, '--sddl=(D;;SDDT;;;WD)');
    await server.tool('dsacl', 'set', `--objectdn=${TENANTS}`, '--sddl=(D;;DC;;;WD)');
    expect(await directory.carryOut(deleteAction(account), never)).toMatchObject({
      kind: 'failed',
      code: 'DIRECTORY_FORBIDDEN',
      message: expect.stringContaining('protected from accidental deletion'),
    });
  });
});

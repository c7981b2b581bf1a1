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
  type UpdateChange,
} from '../../support/directory-story.ts';

const UPN = 'renamed@tenants.corp.example';

describe.runIf(canMeetPeers('sambaDirectory'))('the rights of the service account', { timeout: 120_000 }, () => {
  it('as docs/permissions.md lists them are enough for everything, in our OU and nowhere else', async () => {
    await using server = await startSambaDirectory({ rights: LEAST_RIGHTS });
    const directory = directoryOf(server);
    expect(await directory.carryOut(createAction('vdc-least'), never)).toMatchObject({ kind: 'done' });
    const account = await accountNamed(directory, 'vdc-least');
    for (const change of [
      { field: 'isEnabled', isEnabled: false },
      { field: 'isEnabled', isEnabled: true },
      { field: 'email', email: 'new@customer.example' },
      { field: 'upn', upn: UPN },
    ] as const)
      expect(await directory.carryOut(updateAction(account, change), never)).toMatchObject({ kind: 'done' });
    await directory.setNewPassword(account.id, account.mark ?? '', never);
    expect(await directory.carryOut(deleteAction(account), never)).toMatchObject({ kind: 'done' });

    const abroad = directoryOf(server, { ou: OTHER });
    expect(await abroad.carryOut(createAction('vdc-abroad'), never)).toMatchObject({
      kind: 'failed',
      code: 'DIRECTORY_FORBIDDEN',
      message: expect.stringMatching(/Create user objects.*docs\/permissions\.md#active-directory/s),
    });
  });

  it.each<readonly [Right, string]>([
    ['create and delete', 'Create user objects on the OU'],
    ['reset password', 'Reset Password on users'],
    ['write userAccountControl', 'Write userAccountControl on users'],
  ])('without "%s" make no account that lets anybody in, and lead to a sentence that names it', async (right, says) => {
    await using server = await startSambaDirectory({ rights: without(right) });
    const directory = directoryOf(server);
    expect(await directory.carryOut(createAction('vdc-less'), never)).toMatchObject(refusalNaming(says));
    const { accounts } = await directory.observe([], never);
    expect(accounts.filter(({ isEnabled }) => isEnabled)).toEqual([]);
  });

  it.each<readonly [Right, string, UpdateChange]>([
    ['write userPrincipalName', 'Write userPrincipalName on users', { field: 'upn', upn: UPN }],
    ['write mail', 'Write mail on users', { field: 'email', email: 'x@y.example' }],
  ])('without "%s" lead to a sentence that names it', async (right, says, change) => {
    await using server = await startSambaDirectory({ rights: without(right) });
    const directory = directoryOf(server);
    expect(await directory.carryOut(createAction('vdc-less'), never)).toMatchObject({ kind: 'done' });
    const account = await accountNamed(directory, 'vdc-less');
    expect(await directory.carryOut(updateAction(account, change), never)).toMatchObject(refusalNaming(says));
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

function refusalNaming(right: string): object {
  return { kind: 'failed', code: 'DIRECTORY_FORBIDDEN', message: expect.stringContaining(right) };
}

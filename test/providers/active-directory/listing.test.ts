import { Client } from 'ldapts';
import { describe, expect, it } from 'vitest';
import { canMeetPeers } from '../../support/peers/require-packages.ts';
import { ADMINISTRATOR, startSambaDirectory, TENANTS } from '../../support/peers/samba-directory.ts';
import type { LdapReport } from '../../../src/providers/active-directory/client/ldap-session.ts';
import { directoryOf, never } from '../../support/directory-story.ts';

const ACCOUNTS = 1_200;
const SIDE_BY_SIDE = 100;

describe.runIf(canMeetPeers('sambaDirectory'))('an OU of more accounts than a page holds', { timeout: 120_000 }, () => {
  it('is seen whole, in as many requests as it has pages', async () => {
    await using server = await startSambaDirectory();
    const admin = new Client({ url: server.url, tlsOptions: { ca: server.ca } });
    await admin.bind(ADMINISTRATOR.dn, ADMINISTRATOR.password);
    const add = (number: number) =>
      admin.add(`CN=many-${number},${TENANTS}`, {
        objectClass: 'user',
        sAMAccountName: `many-${number}`,
        adminDescription: `vdc:test:${number}`,
      });
    for (let from = 0; from < ACCOUNTS; from += SIDE_BY_SIDE)
      await Promise.all(Array.from({ length: SIDE_BY_SIDE }, (_, index) => add(from + index)));
    await admin.unbind();
    const reports: LdapReport[] = [];
    const directory = directoryOf(server, { onRequest: (report) => reports.push(report) });
    const { accounts } = await directory.observe([], never);
    expect(accounts).toHaveLength(ACCOUNTS);
    expect(new Set(accounts.map(({ mark }) => mark)).size).toBe(ACCOUNTS);
    // The login, the OU, and the pages.
    expect(reports.map(({ operation, entries }) => [operation, entries])).toEqual([
      ['bind', 0],
      ['search', 1],
      ['search', 1_000],
      ['search', 200],
    ]);
  });
});

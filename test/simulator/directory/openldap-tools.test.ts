import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { canMeetPeers } from '../../support/peers/require-packages.ts';
import {
  GOOD_PASSWORD,
  runDomain,
  SERVICE_DN,
  SERVICE_PASSWORD,
  TENANTS,
  unicodePwd,
} from '../../support/simulated-domain.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

interface Said {
  readonly code: number;
  readonly text: string;
}

/** Runs one of OpenLDAP's tools against a fresh domain, as the service account unless the arguments say otherwise. */
async function startTools() {
  const domain = await runDomain();
  const folder = temporaryFolder();
  const ca = join(folder, 'ca.pem');
  writeFileSync(ca, domain.simulator.ca);
  // For "localhost" these tools look for the name of the machine in the certificate.
  const url = domain.url.replace('localhost', '127.0.0.1');
  const run = (
    tool: string,
    args: readonly string[],
    input = '',
    login = [SERVICE_DN, SERVICE_PASSWORD],
  ): Promise<Said> =>
    new Promise((resolve) => {
      const [who = '', password = ''] = login;
      const all = ['-x', '-H', url, '-D', who, '-w', password, '-o', 'ldif_wrap=no', ...args];
      const env = { PATH: process.env['PATH'], LDAPTLS_CACERT: ca, LDAPNOINIT: undefined };
      const child = execFile(tool, all, { env, timeout: 15_000 }, (error, stdout, stderr) =>
        resolve({ code: error === null ? 0 : Number(error.code ?? -1), text: stdout + stderr }),
      );
      child.stdin?.on('error', () => undefined).end(input);
    });
  return { domain, run };
}

const ACCOUNT = `dn: CN=Ünïcode\\, Inc.,${TENANTS}
objectClass: user
sAMAccountName: unicode
userPrincipalName: unicode@tenants.corp.example
userAccountControl: 514
displayName: Ünïcode, Inc.
`;

describe.runIf(canMeetPeers('ldapTools'))('OpenLDAP’s tools, strangers, at the simulated directory', () => {
  it('make an account, give it a password, enable it and log in as it', async () => {
    const { run } = await startTools();
    const dn = `CN=Ünïcode\\, Inc.,${TENANTS}`;
    expect(await run('ldapadd', [], ACCOUNT)).toMatchObject({ code: 0 });
    const password = unicodePwd(GOOD_PASSWORD).toString('base64');
    const changes = `dn: ${dn}
changetype: modify
replace: unicodePwd
unicodePwd:: ${password}
-
replace: userAccountControl
userAccountControl: 66048
-
add: mail
mail: a@unicode.example
`;
    expect(await run('ldapmodify', [], changes)).toMatchObject({ code: 0 });
    const login = ['unicode@tenants.corp.example', GOOD_PASSWORD];
    expect(await run('ldapwhoami', [], '', login)).toEqual({ code: 0, text: 'u:CORP\\unicode\n' });
    const found = await run('ldapsearch', [
      '-LLL',
      '-b',
      TENANTS,
      '(mail=a@unicode.example)',
      'displayName',
      'objectGUID',
    ]);
    expect(found.code).toBe(0);
    expect(found.text).toContain(`displayName:: ${Buffer.from('Ünïcode, Inc.').toString('base64')}`);
    expect(found.text).toMatch(/^objectGUID:: [A-Za-z0-9+/]{22}==$/m);
    expect(await run('ldapmodrdn', [dn, 'CN=renamed'])).toMatchObject({ code: 0 });
    expect(await run('ldapdelete', [`CN=renamed,${TENANTS}`])).toMatchObject({ code: 0 });
    expect(await run('ldapdelete', [`CN=renamed,${TENANTS}`])).toMatchObject({
      code: 32,
      text: expect.stringContaining('0000208D'),
    });
  });

  it('read in pages, and follow no reference', async () => {
    const { domain, run } = await startTools();
    const client = await domain.login();
    for (let i = 0; i < 25; i += 1)
      await client.add(`CN=c${i},${TENANTS}`, { objectClass: 'user', sAMAccountName: `c${i}` });
    domain.simulator.requests.reset();
    const args = ['-LLL', '-E', 'pr=10/noprompt', '-b', 'DC=corp,DC=example', '(sAMAccountName=c*)', 'cn'];
    const { code, text } = await run('ldapsearch', args);
    expect(code).toBe(0);
    expect(text.match(/^cn: /gm)).toHaveLength(25);
    expect(text.match(/^# refldap:/gm)).toHaveLength(3);
    expect(domain.simulator.requests.counts().byRoute['SEARCH directory']).toBe(3);
  });

  it('hear why they may not', async () => {
    const { run } = await startTools();
    expect(await run('ldapwhoami', [], '', [SERVICE_DN, 'wrong'])).toMatchObject({
      code: 49,
      text: expect.stringContaining(
        '80090308: LdapErr: DSID-0C09044E, comment: AcceptSecurityContext error, data 52e, v4563',
      ),
    });
    const elsewhere = ACCOUNT.replace(TENANTS, 'CN=Users,DC=corp,DC=example');
    expect(await run('ldapadd', [], elsewhere)).toMatchObject({
      code: 50,
      text: expect.stringContaining('INSUFF_ACCESS_RIGHTS'),
    });
    expect(await run('ldapsearch', ['-b', 'DC=other,DC=example'])).toMatchObject({ code: 10 });
    expect(await run('ldapcompare', [SERVICE_DN, 'sAMAccountName:svc-vdc'])).toMatchObject({ code: 6 });
  });
});

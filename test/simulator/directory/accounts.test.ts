import { Attribute, Change, Control } from 'ldapts';
import { describe, expect, it } from 'vitest';
import {
  accountAttributes,
  change,
  dnOf,
  GOOD_PASSWORD,
  makeAccount,
  passwordChange,
  resultOf,
  runDomain,
  TENANTS,
} from '../../support/simulated-domain.ts';

describe('an account in the simulated directory', () => {
  it('is made disabled, given a password and enabled, and then its owner can log in', async () => {
    const domain = await runDomain();
    const client = await domain.login();
    const dn = await makeAccount(client, 'acme', { mail: 'ops@acme.example', displayName: 'Acme Operations' });
    await domain.connect().bind('acme@tenants.corp.example', GOOD_PASSWORD);
    const { searchEntries } = await client.search(dn, { scope: 'base', explicitBufferAttributes: ['objectGUID'] });
    expect(searchEntries[0]).toMatchObject({
      dn,
      cn: 'acme',
      mail: 'ops@acme.example',
      userAccountControl: '66048',
      whenCreated: expect.stringMatching(/^\d{14}\.0Z$/),
      objectGUID: expect.any(Buffer),
    });
    expect(searchEntries[0]).not.toHaveProperty('unicodePwd');
    expect(domain.simulator.accountsByHand.list().find(({ upn }) => upn.startsWith('acme@'))).toMatchObject({
      isEnabled: true,
      hasPassword: true,
      isInTenantsOu: true,
    });
  });

  it('keeps its password from everybody: on the control page, in the world and in the log there is none', async () => {
    const domain = await runDomain();
    await makeAccount(await domain.login(), 'acme');
    const shown = [
      JSON.stringify(domain.simulator.world.directory.rows),
      JSON.stringify(domain.simulator.requests.recent()),
      (await domain.call('GET', '/control/accounts', undefined, { site: 'control' })).text,
      (await domain.call('GET', '/', undefined, { site: 'control' })).text,
    ];
    for (const text of shown) expect(text).not.toContain(GOOD_PASSWORD);
  });

  it('has names that nobody else in the domain has', async () => {
    const client = await (await runDomain()).login();
    await makeAccount(client, 'acme');
    const add = (cn: string, different: Readonly<Record<string, string>>): Promise<string> =>
      resultOf(client.add(dnOf(cn), accountAttributes(cn, different)));
    expect(await add('acme', { sAMAccountName: 'other' })).toMatch(/^68 00002071: UpdErr/);
    expect(await add('ACME', { sAMAccountName: 'other' })).toMatch(/^68 00002071/);
    expect(await add('b', { sAMAccountName: 'ACME' })).toMatch(/^68 00000524: UpdErr/);
    // One of the service's own, in another OU.
    expect(await add('b', { sAMAccountName: 'svc-spf' })).toMatch(/^68 00000524/);
    expect(await add('b', { userPrincipalName: 'Acme@tenants.corp.example' })).toMatch(/^19 000021C8: AtrErr/);
    await makeAccount(client, 'b');
    expect(await resultOf(client.modify(dnOf('b'), change('replace', 'sAMAccountName', 'acme')))).toMatch(
      /^68 00000524/,
    );
    expect(
      await resultOf(client.modify(dnOf('b'), change('replace', 'userPrincipalName', 'acme@tenants.corp.example'))),
    ).toMatch(/^19 000021C8/);
    // Its own name again is no conflict.
    expect(await resultOf(client.modify(dnOf('b'), change('replace', 'sAMAccountName', 'b')))).toBe('0');
  });

  it('may share a userPrincipalName where controllers are from before 2012 R2', async () => {
    const client = await (await runDomain({ 'upn-uniqueness': 'ignore' })).login();
    await makeAccount(client, 'acme');
    expect(await resultOf(makeAccount(client, 'b', { userPrincipalName: 'acme@tenants.corp.example' }))).toBe('0');
  });

  it.each([
    ['of more than 20 characters', 'a'.repeat(21)],
    ['with a bracket', 'a[b'],
    ['that ends with a dot', 'acme.'],
  ])('has no sAMAccountName %s', async (_, sAMAccountName) => {
    const client = await (await runDomain()).login();
    expect(await resultOf(client.add(dnOf('x'), accountAttributes('x', { sAMAccountName })))).toMatch(/^80 00000523/);
  });

  it.each(['53', '19'] as const)('has a password after the policy of the domain, else result %s', async (result) => {
    const client = await (await runDomain({ 'refused-password-result': result, 'password-min-length': 10 })).login();
    const dn = dnOf('acme');
    await client.add(dn, accountAttributes('acme', { displayName: 'Contoso Limited' }));
    for (const weak of ['Short-1', 'longbutplain', 'Long-with-acme-1', 'Long-Contoso-1'])
      expect(await resultOf(client.modify(dn, passwordChange('replace', weak)))).toMatch(
        new RegExp(`^${result} 0000052D: `),
      );
    await client.modify(dn, passwordChange('replace', 'Long-and-good-1'));
  });

  it('takes a password only as UTF-16 in quotes, and by default not while it is made', async () => {
    const domain = await runDomain();
    const client = await domain.login();
    const dn = dnOf('acme');
    const withPassword = { ...accountAttributes('acme'), unicodePwd: '"x"' };
    expect(await resultOf(client.add(dn, withPassword))).toMatch(/^53 0000001F: SvcErr/);
    await client.add(dn, accountAttributes('acme'));
    for (const value of [Buffer.from('Nine-green-Bottles-7'), Buffer.from('Nine-green-Bottles-7', 'utf16le')]) {
      const modification = new Attribute({ type: 'unicodePwd', values: [value] });
      const written = client.modify(dn, new Change({ operation: 'replace', modification }));
      expect(await resultOf(written)).toMatch(/^53 0000001F: SvcErr/);
    }
  });

  it('cannot be enabled without a password, but where the controller is not from Microsoft', async () => {
    const domain = await runDomain();
    const client = await domain.login();
    expect(await resultOf(client.add(dnOf('a'), accountAttributes('a', { userAccountControl: '512' })))).toMatch(
      /^53 0000052D/,
    );
    await client.add(dnOf('a'), accountAttributes('a'));
    expect(await resultOf(client.modify(dnOf('a'), change('replace', 'userAccountControl', '512')))).toMatch(
      /^53 0000052D/,
    );
    domain.simulator.knobs.set('enable-without-password', 'allow');
    expect(await resultOf(client.modify(dnOf('a'), change('replace', 'userAccountControl', '512')))).toBe('0');
  });

  it('has its password changed by its owner, who knows the old one, and by nobody else', async () => {
    const domain = await runDomain();
    const dn = await makeAccount(await domain.login(), 'acme');
    await makeAccount(await domain.login(), 'other');
    const owner = domain.connect();
    await owner.bind(dn, GOOD_PASSWORD);
    const exchange = (from: string) => [passwordChange('delete', from), passwordChange('add', 'Eight-green-Bottles-7')];
    expect(await resultOf(owner.modify(dn, exchange('wrong')))).toMatch(/^19 00000056: AtrErr/);
    expect(await resultOf(owner.modify(dn, passwordChange('replace', 'Eight-green-Bottles-7')))).toMatch(/^50/);
    expect(await resultOf(owner.modify(dnOf('other'), exchange(GOOD_PASSWORD)))).toMatch(/^50/);
    await owner.modify(dn, exchange(GOOD_PASSWORD));
    await owner.bind(dn, 'Eight-green-Bottles-7');
  });
});

describe('a change in the simulated directory', () => {
  it('adds, replaces and removes values, whole or not at all', async () => {
    const client = await (await runDomain()).login();
    const dn = await makeAccount(client, 'acme', { mail: 'a@acme.example' });
    const modify = (...changes: Change[]): Promise<string> => resultOf(client.modify(dn, changes));
    const mail = async () =>
      (await client.search(dn, { scope: 'base', attributes: ['mail'] })).searchEntries[0]?.['mail'];
    expect(await modify(change('add', 'mail', 'a@acme.example'))).toMatch(/^20 00002083: AtrErr.*ATT_OR_VALUE_EXISTS/s);
    expect(await modify(change('add', 'mail', 'b@acme.example'))).toMatch(/^19 00002081/);
    expect(await modify(change('delete', 'mail', 'b@acme.example'))).toMatch(
      /^16 00002085: AtrErr.*NO_ATTRIBUTE_OR_VAL/s,
    );
    expect(await modify(change('replace', 'mail', 'c@acme.example'), change('delete', 'info'))).toMatch(/^16/);
    expect(await mail()).toBe('a@acme.example');
    expect(await modify(change('delete', 'mail', 'a@acme.example'), change('add', 'mail', 'b@acme.example'))).toBe('0');
    expect(await mail()).toBe('b@acme.example');
    expect(await modify(change('replace', 'mail'))).toBe('0');
    expect(await mail()).toEqual([]);
    const permissive = new Control('1.2.840.113556.1.4.1413', { critical: true });
    expect(await resultOf(client.modify(dn, change('delete', 'mail'), permissive))).toBe('0');
  });

  it.each([
    ['an unknown attribute', 'favouriteColour', 'green', /^16 00000057/],
    ['the name, which has a request of its own', 'cn', 'other', /^67 00002016/],
    ['what the controller keeps', 'whenCreated', '20200101000000.0Z', /^19 0000209A/],
    ['more than fits', 'employeeID', '12345678901234567', /^19 00002082/],
    ['a value that is no number', 'userAccountControl', 'on', /^21 00000057/],
    ['nothing', 'displayName', '', /^21 00000057/],
    ['a time of the last password', 'pwdLastSet', '132000000000000000', /^53/],
    ['the right to delegate', 'userAccountControl', String(0x80200), /^50 00002098/],
    ['a computer', 'userAccountControl', String(0x1000), /^50 00002098/],
    ['a service name', 'servicePrincipalName', 'http/x', /^50 00002098/],
  ])('does not write %s', async (_, attribute, value, said) => {
    const client = await (await runDomain()).login();
    const dn = await makeAccount(client, 'acme');
    expect(await resultOf(client.modify(dn, change('replace', attribute, value)))).toMatch(said);
  });

  it('is allowed to the service account below the tenants’ OU, and nowhere else', async () => {
    const domain = await runDomain();
    const client = await domain.login();
    const dn = await makeAccount(client, 'acme');
    const former = 'OU=Former,DC=corp,DC=example';
    const administrator = 'CN=Administrator,CN=Users,DC=corp,DC=example';
    const refused = /^50 0000(2098|0005): SecErr/;
    expect(await resultOf(client.add(`CN=x,${former}`, accountAttributes('x')))).toMatch(refused);
    expect(await resultOf(client.add(`OU=x,${TENANTS}`, { objectClass: 'organizationalUnit' }))).toMatch(refused);
    expect(await resultOf(client.modify(administrator, passwordChange('replace', GOOD_PASSWORD)))).toMatch(refused);
    expect(
      await resultOf(client.modify('CN=Domain Admins,CN=Users,DC=corp,DC=example', change('add', 'member', dn))),
    ).toMatch(refused);
    expect(await resultOf(client.modify(TENANTS, change('replace', 'description', 'mine')))).toMatch(refused);
    expect(await resultOf(client.del(administrator))).toMatch(refused);
    expect(await resultOf(client.del(TENANTS))).toMatch(refused);
    expect(await resultOf(client.modifyDN(dn, `CN=acme,${former}`))).toMatch(refused);
    const other = domain.connect();
    await other.bind('nobody@corp.example', 'simulated-Passw0rd');
    expect(await resultOf(other.modify(dn, change('replace', 'mail', 'x@y.example')))).toMatch(refused);
    expect((await other.search(dn, { scope: 'base' })).searchEntries).toHaveLength(1);
  });

  it('tells what the caller may do, as doctors ask', async () => {
    const domain = await runDomain();
    const client = await domain.login();
    const dn = await makeAccount(client, 'acme');
    const ask = async (who: typeof client, base: string, attribute: string) =>
      (await who.search(base, { scope: 'base', attributes: [attribute] })).searchEntries[0]?.[attribute];
    expect(await ask(client, TENANTS, 'allowedChildClassesEffective')).toBe('user');
    expect(await ask(client, 'OU=Former,DC=corp,DC=example', 'allowedChildClassesEffective')).toEqual([]);
    expect(await ask(client, dn, 'allowedAttributesEffective')).toEqual(
      expect.arrayContaining(['mail', 'userAccountControl', 'lockoutTime']),
    );
    // The right to reset a password is no right to a property.
    expect(await ask(client, dn, 'allowedAttributesEffective')).not.toContain('unicodePwd');
  });

  it('renames, and finds by GUID what was renamed', async () => {
    const client = await (await runDomain()).login();
    const dn = await makeAccount(client, 'acme');
    await makeAccount(client, 'b');
    const { searchEntries } = await client.search(dn, { scope: 'base', explicitBufferAttributes: ['objectGUID'] });
    const guid = searchEntries[0]?.['objectGUID'] as Buffer;
    expect(await resultOf(client.modifyDN(dn, dnOf('b')))).toMatch(/^68 00002071/);
    await client.modifyDN(dn, String.raw`CN=Acme\, Inc. (old),${TENANTS}`);
    const found = await client.search(`<GUID=${guid.toString('hex')}>`, { scope: 'base', attributes: ['cn'] });
    expect(found.searchEntries).toEqual([{ dn: String.raw`CN=Acme\, Inc. (old),${TENANTS}`, cn: 'Acme, Inc. (old)' }]);
    await client.del(`<GUID=${guid.toString('hex')}>`);
    expect(await resultOf(client.del(dn))).toMatch(/^32 0000208D: NameErr.*OU=Tenants/s);
  });

  it('survives a restart with everything, logins too', async () => {
    const { temporaryFolder } = await import('../../support/temporary-folder.ts');
    const worldFile = `${temporaryFolder()}/world.json`;
    const first = await runDomain({}, { worldFile });
    await makeAccount(await first.login(), 'acme');
    const [kept] = first.simulator.accountsByHand.list().slice(-1);
    await first.simulator.stop();
    const second = await runDomain({}, { worldFile });
    expect(second.simulator.accountsByHand.list().at(-1)).toEqual(kept);
    await second.connect().bind('acme@tenants.corp.example', GOOD_PASSWORD);
  });
});

import { AndFilter, Control, EqualityFilter, NotFilter, PresenceFilter } from 'ldapts';
import { describe, expect, it } from 'vitest';
import { change, dnOf, makeAccount, resultOf, runDomain, TENANTS } from '../../support/simulated-domain.ts';

const DOMAIN = 'DC=corp,DC=example';

describe('a search in the simulated directory', () => {
  it.each([
    ['(sAMAccountName=ACME)', ['acme']],
    ['(&(objectCategory=person)(objectClass=user)(mail=*@acme.example))', ['acme']],
    ['(|(cn=acme)(cn=b))', ['acme', 'b']],
    ['(|(sAMAccountName=b)(userPrincipalName=acme@tenants.corp.example)(sAMAccountName=svc-vdc))', ['acme', 'b']],
    ['(&(sAMAccountName=acme)(mail=else@acme.example))', []],
    ['(|(sAMAccountName=acme)(displayName=Ünïcode))', ['acme', 'b']],
    ['(cn=a*m*e)', ['acme']],
    ['(cn=a*m*m*e)', []],
    ['(displayName=Ünïcode*)', ['b']],
    ['(&(objectClass=user)(!(mail=*)))', ['b']],
    // An account without the attribute matches the negation.
    ['(&(objectClass=user)(!(mail=ops@acme.example)))', ['Legacy Customer', 'b']],
    ['(&(objectClass=user)(!(favouriteColour=green)))', []],
    ['(userAccountControl:1.2.840.113556.1.4.803:=2)', ['b']],
    ['(&(objectClass=user)(!(userAccountControl:1.2.840.113556.1.4.803:=2)))', ['Legacy Customer', 'acme']],
    ['(userAccountControl:1.2.840.113556.1.4.804:=65538)', ['Legacy Customer', 'acme', 'b']],
    ['(&(objectClass=user)(userAccountControl>=66000))', ['Legacy Customer', 'acme']],
    ['(unicodePwd=*)', []],
  ])('finds by %s', async (filter, names) => {
    const client = await (await runDomain()).login();
    await makeAccount(client, 'acme', { mail: 'ops@acme.example' });
    await makeAccount(client, 'b', { displayName: 'Ünïcode' });
    await client.modify(dnOf('b'), change('replace', 'userAccountControl', '514'));
    const { searchEntries } = await client.search(TENANTS, { filter, attributes: ['cn'] });
    expect(searchEntries.map(({ cn }) => cn)).toEqual(names);
  });

  it('finds by GUID, as octets in a filter and as a base', async () => {
    const domain = await runDomain();
    const client = await domain.login();
    const dn = await makeAccount(client, 'acme');
    const { searchEntries } = await client.search(dn, { scope: 'base', explicitBufferAttributes: ['objectGUID'] });
    const value = searchEntries[0]?.['objectGUID'] as Buffer;
    const id = domain.simulator.accountsByHand.list().find(({ samAccountName }) => samAccountName === 'acme')?.id ?? '';
    const filter = new EqualityFilter({ attribute: 'objectGUID', value });
    const cn = async (base: string, options = {}) =>
      (await client.search(base, { attributes: ['cn'], ...options })).searchEntries.map((entry) => entry['cn']);
    expect(await cn(DOMAIN, { filter })).toEqual(['acme']);
    expect(await cn(`<GUID=${id}>`, { scope: 'base' })).toEqual(['acme']);
    expect(await cn(`<GUID=${value.toString('hex')}>`, { scope: 'base' })).toEqual(['acme']);
    expect(await resultOf(cn('<GUID=00000000-0000-4000-8000-000000000000>'))).toMatch(/^32 0000208D/);
  });

  it('gives what was asked for, and nothing where that is nothing', async () => {
    const client = await (await runDomain()).login();
    const dn = await makeAccount(client, 'acme');
    const look = async (...attributes: string[]) =>
      (await client.search(dn, { scope: 'base', attributes })).searchEntries[0];
    expect(await look('SAMACCOUNTNAME', 'favouriteColour', 'unicodePwd')).toEqual({
      dn,
      sAMAccountName: 'acme',
      favouriteColour: [],
      unicodePwd: [],
    });
    expect(await look('1.1')).toEqual({ dn, '1.1': [] });
    expect(await look('canonicalName')).toEqual({ dn, canonicalName: 'corp.example/Tenants/acme' });
  });

  it('says what the domain wants of a password, and who it is', async () => {
    const domain = await runDomain({ 'password-min-length': 12, 'account-lockout': 5 });
    const client = await domain.login();
    const { searchEntries } = await client.search(DOMAIN, { scope: 'base' });
    expect(searchEntries[0]).toMatchObject({
      objectClass: ['top', 'domain', 'domainDNS'],
      minPwdLength: '12',
      pwdProperties: '1',
      lockoutThreshold: '5',
    });
    const root = await domain
      .connect()
      .search('', { scope: 'base', attributes: ['defaultNamingContext', 'supportedControl'] });
    expect(root.searchEntries[0]).toMatchObject({
      defaultNamingContext: DOMAIN,
      supportedControl: expect.arrayContaining(['1.2.840.113556.1.4.319']),
    });
  });

  it('goes one level or all the way, and tells of other partitions from the domain down', async () => {
    const domain = await runDomain();
    const client = await domain.login();
    const one = await client.search(DOMAIN, { scope: 'one', attributes: ['name'] });
    expect(one.searchEntries.map(({ name }) => name)).toEqual(['Users', 'Service', 'Tenants', 'Former']);
    expect(one.searchReferences).toEqual([]);
    expect((await client.search(DOMAIN)).searchReferences).toHaveLength(3);
    const domainScope = new Control('1.2.840.113556.1.4.1339', { critical: true });
    expect((await client.search(DOMAIN, {}, domainScope)).searchReferences).toEqual([]);
    domain.simulator.knobs.set('search-referrals', 'off');
    expect((await client.search(DOMAIN)).searchReferences).toEqual([]);
  });

  it('comes in pages, and without them ends at the limit of the controller', async () => {
    const domain = await runDomain({ 'directory-page-size': 10 });
    const client = await domain.login();
    for (let i = 0; i < 24; i += 1) await makeAccount(client, `customer-${i}`);
    expect(await resultOf(client.search(TENANTS, { filter: '(objectClass=user)' }))).toMatch(/^4 00002023/);
    const { requests } = domain.simulator;
    requests.reset();
    const options = { filter: '(objectClass=user)', paged: { pageSize: 500 }, attributes: ['cn'] };
    const { searchEntries } = await client.search(TENANTS, options);
    expect(new Set(searchEntries.map(({ cn }) => cn)).size).toBe(25);
    expect(requests.counts().byRoute).toEqual({ 'SEARCH directory': 3 });
  }, 30_000);

  it('says no to what is not there, is elsewhere or is no name', async () => {
    const client = await (await runDomain()).login();
    expect(await resultOf(client.search(`OU=Gone,${TENANTS}`))).toMatch(
      /^32 0000208D: NameErr.*best match of:\s+'OU=Tenants/s,
    );
    expect(await resultOf(client.search('DC=other,DC=example'))).toMatch(/^10 0000202B: RefErr/);
    expect(await resultOf(client.search('neither DN nor anything'))).toMatch(/^34 0000208F/);
    const unknown = new Control('1.2.3.4.5', { critical: true });
    expect(await resultOf(client.search(TENANTS, {}, unknown))).toMatch(/^12 .*1\.2\.3\.4\.5/);
    const filter = new AndFilter({
      filters: [
        new PresenceFilter({ attribute: 'cn' }),
        new NotFilter({ filter: new PresenceFilter({ attribute: 'mail' }) }),
      ],
    });
    expect(await resultOf(client.search(TENANTS, { filter }))).toBe('0');
  });

  it('compares without telling', async () => {
    const client = await (await runDomain()).login();
    const dn = await makeAccount(client, 'acme');
    expect(await client.compare(dn, 'sAMAccountName', 'ACME')).toBe(true);
    expect(await client.compare(dn, 'sAMAccountName', 'b')).toBe(false);
    expect(await client.compare(dn, 'unicodePwd', '"x"')).toBe(false);
  });
});

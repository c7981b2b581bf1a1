import { describe, expect, it } from 'vitest';
import type { FaultRule } from '../../../src/simulator/faults/fault-rule.ts';
import {
  accountAttributes,
  change,
  dnOf,
  makeAccount,
  resultOf,
  runDomain,
  TENANTS,
} from '../../support/simulated-domain.ts';

const countOf = async (fault: FaultRule) => {
  const domain = await runDomain();
  const client = await domain.login();
  await makeAccount(client, 'acme');
  domain.simulator.faults.add({ count: 1, ...fault });
  return { domain, client };
};

describe('a fault of the simulated directory', () => {
  it('resets the connection before anything is done', async () => {
    const { domain, client } = await countOf({ name: 'directory-reset', route: 'ADD /*' });
    await expect(client.add(dnOf('b'), accountAttributes('b'))).rejects.toThrow(/ECONNRESET|closed/);
    const again = await domain.login();
    expect(await resultOf(again.add(dnOf('b'), accountAttributes('b')))).toBe('0');
  });

  it('loses the reply of what is done', async () => {
    const { domain, client } = await countOf({ name: 'directory-lost-reply', route: `ADD /*${TENANTS}` });
    await expect(client.add(dnOf('b'), accountAttributes('b'))).rejects.toThrow(/ECONNRESET|closed/);
    const again = await domain.login();
    expect(await resultOf(again.add(dnOf('b'), accountAttributes('b')))).toMatch(/^68 00002071/);
  });

  it('does it and says nothing', async () => {
    const { domain, client } = await countOf({ name: 'directory-silence', params: { ms: 50 } });
    await expect(client.del(dnOf('acme'))).rejects.toThrow(/ECONNRESET|closed/);
    expect(domain.simulator.accountsByHand.list().map(({ samAccountName }) => samAccountName)).toEqual(['legacy']);
  });

  it('is busy, once, whatever is asked', async () => {
    const { client } = await countOf({ name: 'directory-busy', params: { result: 52 } });
    expect(await resultOf(client.del(dnOf('acme')))).toMatch(/^52/);
    expect(await resultOf(client.del(dnOf('acme')))).toBe('0');
  });

  it('answers as it was some changes ago, and then as it is', async () => {
    const { client } = await countOf({ name: 'directory-stale', params: { steps: 1 } });
    await client.modify(dnOf('acme'), change('replace', 'mail', 'new@acme.example'));
    const mail = async () =>
      (await client.search(dnOf('acme'), { scope: 'base', attributes: ['mail'] })).searchEntries[0]?.['mail'];
    expect(await mail()).toEqual([]);
    expect(await mail()).toBe('new@acme.example');
  });

  it('finds nothing and calls that a success', async () => {
    const { client } = await countOf({ name: 'directory-empty' });
    expect((await client.search(TENANTS)).searchEntries).toEqual([]);
    expect((await client.search(TENANTS)).searchEntries).toHaveLength(3);
  });

  it('cuts a search in the middle', async () => {
    const { domain, client } = await countOf({ name: 'directory-cut-search' });
    await expect(client.search(TENANTS)).rejects.toThrow(/closed|ended|reset/i);
    expect(domain.simulator.requests.recent(1)).toMatchObject([
      { site: 'directory', status: 0, faults: ['directory-cut-search'] },
    ]);
  });

  it('is no fault of HTTP, and those are none of the directory', async () => {
    const { domain, client } = await countOf({ name: 'reset' });
    domain.simulator.faults.add({ name: 'directory-reset' });
    expect((await domain.call('GET', '/control/accounts', undefined, { site: 'control' })).status).toBe(200);
    await expect(client.search(TENANTS)).rejects.toThrow(/ECONNRESET|closed/);
    await expect(domain.call('GET', '/plans')).rejects.toThrow(/hang up|ECONNRESET/);
    expect((await domain.call('GET', '/plans')).status).toBe(200);
  });
});

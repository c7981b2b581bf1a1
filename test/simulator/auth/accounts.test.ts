import { describe, expect, it } from 'vitest';
import {
  type Account,
  findWindowsAccount,
  isAdministrator,
  readLogonName,
} from '../../../src/simulator/auth/accounts.ts';
import { readAvPairs } from '../../../src/simulator/auth/ntlm/av-pairs.ts';
import { NtlmRefused } from '../../../src/simulator/auth/ntlm/ntlm-refused.ts';
import { sameName, upcase } from '../../../src/simulator/auth/same-name.ts';
import { sampleAccounts } from '../../support/auth-site-servers.ts';

const sampleAccount = (): Account => ({
  domain: 'CORP',
  username: 'svc-vdc',
  upn: 'svc-vdc@corp.example',
  password: 'x',
  roles: [],
  failedTries: 0,
});

describe('names as Windows has them', () => {
  it('are the same in any case and in both ways to write an accent', () => {
    expect(sameName('ÜNÏ@corp.Example', 'ünï@CORP.example'.normalize('NFD'))).toBe(true);
    expect(sameName('svc', 'svc1')).toBe(false);
  });

  it('grow no letters when they are raised to upper case', () => {
    expect(upcase('straße ﬁ éя 𐐨')).toBe('STRAßE ﬁ ÉЯ 𐐨');
  });

  it('are read as domain and user, or as a UPN, or not at all', () => {
    expect(readLogonName('CORP\\svc')).toEqual({ domain: 'CORP', user: 'svc' });
    expect(readLogonName('svc@corp.example')).toEqual({ domain: '', user: 'svc@corp.example' });
    expect(['svc', '\\svc', 'A\\B\\c'].map((name) => readLogonName(name))).toEqual([undefined, undefined, undefined]);
  });

  it('find a user of another domain than that of the server, and not by its DNS name', () => {
    const branch: Account = { ...sampleAccount(), domain: 'BRANCH' };
    const accounts = [...sampleAccounts(), branch];
    const own = { netbiosDomain: 'CORP', dnsDomain: 'corp.example' };
    expect(findWindowsAccount(accounts, { domain: 'branch', user: 'SVC-vdc' }, own)).toBe(branch);
    expect(findWindowsAccount(accounts, { domain: 'branch.example', user: 'svc-vdc' }, own)).toBeUndefined();
  });
});

describe('an administrator of WAP', () => {
  it('is whoever has the role, under any case of the UPN', () => {
    expect(isAdministrator(sampleAccounts(), 'SVC-VDC@corp.example')).toBe(true);
    expect(isAdministrator(sampleAccounts(), 'john@example.net')).toBe(false);
    expect(isAdministrator(sampleAccounts(), 'nobody@example.net')).toBe(false);
  });
});

describe('a list of AV pairs', () => {
  it.each([
    ['that says a thing twice', '0600040002000000060004000000000000000000'],
    ['that does not end', '0600040002000000'],
    ['that ends too late', '06000800020000000000'],
  ])('%s is refused', (_, hex) => {
    expect(() => readAvPairs(Buffer.from(hex, 'hex'))).toThrow(NtlmRefused);
  });
});

import { describe, expect, it } from 'vitest';
import { createTokenMint, type MintMemory, type TokenMint } from '../../../src/simulator/auth/token-mint.ts';

const realm = 'http://azureservices/AdminSite';
const order = { upn: 'svc-vdc@corp.example', realm };
const hourMs = 3_600_000;

function mintAt(clock: { nowMs: number }, memory?: MintMemory): TokenMint {
  const now = () => clock.nowMs;
  return createTokenMint({
    now,
    lifetimeMs: 8 * hourMs,
    random: Math.random,
    ...(memory === undefined ? {} : { memory }),
  });
}

function claims(jwt: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString('utf8')) as Record<string, unknown>;
}

describe('a minted token', () => {
  it('says who, for whom and how long, in whole seconds', () => {
    const { jwt, notBefore, expires } = mintAt({ nowMs: 1_767_225_600_900 }).issue({
      ...order,
      groups: ['CORP\\wap-admins'],
    });
    expect(claims(jwt)).toMatchObject({
      iss: 'http://azureservices/AuthSite',
      aud: realm,
      nbf: 1_767_225_600,
      exp: 1_767_254_400,
      upn: 'svc-vdc@corp.example',
      group: ['CORP\\wap-admins'],
    });
    expect([notBefore.getTime(), expires.getTime()]).toEqual([1_767_225_600_000, 1_767_254_400_000]);
  });

  it('carries a lone group as a string where that is the custom, and no group where there is none', () => {
    const mint = mintAt({ nowMs: 0 });
    const groups = (names: readonly string[]) =>
      claims(mint.issue({ ...order, groups: names, loneGroupAsString: true }).jwt)['group'];
    expect([groups(['a']), groups(['a', 'b']), groups([])]).toEqual(['a', ['a', 'b'], undefined]);
  });

  it('is good from its first to before its last instant', () => {
    const clock = { nowMs: 1_000_000 };
    const mint = mintAt(clock);
    const { jwt } = mint.issue({ ...order, groups: ['a'], loneGroupAsString: true });
    const verdictAt = (nowMs: number) => {
      clock.nowMs = nowMs;
      const verdict = mint.verify(jwt, realm);
      return verdict.ok ? 'good' : verdict.reason;
    };
    expect(mint.verify(jwt, realm)).toEqual({
      ok: true,
      upn: order.upn,
      groups: ['a'],
      expires: new Date(1_000_000 + 8 * hourMs),
    });
    expect(verdictAt(1_000_000 - 1)).toBe('not yet valid');
    expect(verdictAt(1_000_000 + 8 * hourMs - 1)).toBe('good');
    expect(verdictAt(1_000_000 + 8 * hourMs)).toBe('expired');
  });

  it('is good for its own realm only, and only as it was written', () => {
    const mint = mintAt({ nowMs: 0 });
    const { jwt } = mint.issue(order);
    const [header = '', payload = '', signature = ''] = jwt.split('.');
    const other = Buffer.from(JSON.stringify({ ...claims(jwt), upn: 'root' })).toString('base64url');
    const none = Buffer.from(JSON.stringify({ typ: 'JWT', alg: 'none' })).toString('base64url');
    const reason = (token: string, audience = realm) => {
      const verdict = mint.verify(token, audience);
      return verdict.ok ? 'good' : verdict.reason;
    };
    expect(reason(jwt)).toBe('good');
    expect(reason(jwt, 'http://azureservices/TenantSite')).toBe('wrong audience');
    expect(reason(`${header}.${other}.${signature}`)).toBe('bad signature');
    expect(reason(`${header}.${payload}.${signature.slice(0, -2)}`)).toBe('bad signature');
    expect(reason(mintAt({ nowMs: 0 }).issue(order).jwt)).toBe('bad signature');
    for (const broken of [
      '',
      'x',
      `${header}.${payload}`,
      `${jwt}.x`,
      `${none}.${payload}.${signature}`,
      `${header}.e30.x`,
      ` ${jwt}`,
    ])
      expect(reason(broken)).toBe('malformed');
  });

  it('is never the same twice', () => {
    const mint = mintAt({ nowMs: 0 });
    expect(mint.issue(order).jwt).not.toBe(mint.issue(order).jwt);
  });
});

describe('a mint', () => {
  it('revokes everything issued so far and nothing issued later', () => {
    const mint = mintAt({ nowMs: 0 });
    const before = mint.issue(order).jwt;
    mint.expireAll();
    expect(mint.verify(before, realm)).toEqual({ ok: false, reason: 'revoked' });
    expect(mint.verify(mint.issue(order).jwt, realm)).toMatchObject({ ok: true });
  });

  it('knows its tokens again after a restart, and what it revoked', () => {
    const first = mintAt({ nowMs: 0 });
    const revoked = first.issue(order).jwt;
    first.expireAll();
    const good = first.issue(order).jwt;
    const memory = JSON.parse(JSON.stringify(first.memory())) as MintMemory;
    const second = mintAt({ nowMs: 0 }, memory);
    expect(second.verify(good, realm)).toMatchObject({ ok: true });
    expect(second.verify(revoked, realm)).toEqual({ ok: false, reason: 'revoked' });
  });
});

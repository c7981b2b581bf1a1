import { describe, expect, it } from 'vitest';
import { provenSessionKey } from '../../../src/simulator/auth/ntlm/ntlm-v2.ts';
import { md4 } from '../../../src/simulator/auth/ntlm/md4.ts';
import { expectedChannelBinding } from '../../../src/simulator/auth/ntlm/channel-binding.ts';
import { createAuthority } from '../../../src/simulator/tls/create-authority.ts';
import { X509Certificate } from 'node:crypto';
import { channelBinding } from '../../support/ntlm-test-client.ts';

describe('MD4', () => {
  it.each([
    ['', '31d6cfe0d16ae931b73c59d7e0c089c0'],
    ['a', 'bde52cb31de33e46245e05fbdbd6fb24'],
    ['abc', 'a448017aaf21d8525fc10ae87aa6729d'],
    ['message digest', 'd9130a8164549fe818874806e1c7014b'],
    ['abcdefghijklmnopqrstuvwxyz', 'd79e1c308aa5bbcdeea8ed63df412da9'],
    ['ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789', '043f8582f241db351ce627e153e7f0e4'],
    [
      '12345678901234567890123456789012345678901234567890123456789012345678901234567890',
      'e33b4ddc9c38f2199c3e7b164fcc0536',
    ],
  ])('of "%s" is the one of RFC 1320', (text, digest) => {
    expect(md4(Buffer.from(text, 'latin1')).toString('hex')).toBe(digest);
  });
});

describe('an NTLMv2 response', () => {
  // MS-NLMP 4.2.4: time 0, client challenge aa..aa, target info with domain "Domain" and server "Server".
  const blob = Buffer.from(
    '0101000000000000' +
      '0000000000000000' +
      'aaaaaaaaaaaaaaaa' +
      '00000000' +
      '02000c0044006f006d00610069006e00' +
      '01000c00530065007200760065007200' +
      '00000000' +
      '00000000',
    'hex',
  );
  const proof = Buffer.from('68cd0ab851e51c96aabc927bebef6a1c', 'hex');
  const response = { user: 'User', domain: 'Domain', proof, blob };
  const serverChallenge = Buffer.from('0123456789abcdef', 'hex');

  it('yields the session key of the specification for its example', () => {
    expect(provenSessionKey(response, serverChallenge, 'Password')?.toString('hex')).toBe(
      '8de40ccadbc14a82f15cb0ad0de95ca3',
    );
  });

  it('proves nothing with another password, challenge, user or domain, but the case of the user is free', () => {
    expect(provenSessionKey(response, serverChallenge, 'password')).toBeUndefined();
    expect(provenSessionKey(response, Buffer.alloc(8), 'Password')).toBeUndefined();
    expect(provenSessionKey({ ...response, user: 'Users' }, serverChallenge, 'Password')).toBeUndefined();
    expect(provenSessionKey({ ...response, domain: 'DOMAIN' }, serverChallenge, 'Password')).toBeUndefined();
    expect(provenSessionKey({ ...response, user: 'uSER' }, serverChallenge, 'Password')).toBeDefined();
  });
});

describe('the channel binding of a certificate', () => {
  it('is what a client makes of the same certificate', async () => {
    const { certificatePem } = await createAuthority({ now: Date.now });
    const der = new X509Certificate(certificatePem).raw;
    expect(expectedChannelBinding(der)).toEqual(channelBinding(der));
  });
});

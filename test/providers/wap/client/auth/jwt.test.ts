import { describe, expect, it } from 'vitest';
import { decodeJwt } from '../../../../../src/providers/wap/client/auth/jwt.ts';
import { unsignedJwt } from '../../../../support/sts-server.ts';

const encode = (claims: unknown): string => `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.x`;

describe('a JWT', () => {
  it('tells when it begins and ends, for whom it is and whose it is', () => {
    const token = unsignedJwt({ aud: 'realm', upn: 'a@b', notBefore: 1_000, expiresAt: 9_000 });
    expect(decodeJwt(token, 'it')).toMatchObject({
      audiences: ['realm'],
      upn: 'a@b',
      notBefore: 1_000,
      expiresAt: 9_000,
    });
  });

  it('may have many audiences, numbers as text, or say nothing at all', () => {
    expect(decodeJwt(encode({ aud: ['a', 'b', 3], exp: '60' }), 'it')).toMatchObject({
      audiences: ['a', 'b'],
      expiresAt: 60_000,
    });
    expect(decodeJwt(encode({}), 'it')).toMatchObject({ audiences: [], expiresAt: undefined, upn: undefined });
  });

  it.each([
    '',
    'secretword',
    'a.b',
    'a.b.c.d',
    'a.!.c',
    'a.bm90anNvbg.c',
    `a.${Buffer.from('[1]').toString('base64url')}.c`,
  ])('is not what is written like %j, and the error does not show it', (text) => {
    expect(() => decodeJwt(text, 'the token file /run/jwt')).toThrow(
      expect.objectContaining({
        code: 'TOKEN_MALFORMED',
        message: expect.not.stringContaining('secretword') as unknown,
      }),
    );
  });
});

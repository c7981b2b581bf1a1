import { describe, expect, it } from 'vitest';
import { decodeJwt } from '../../../../../../src/providers/wap/client/auth/jwt.ts';
import { tokenHints } from '../../../../../../src/providers/wap/client/auth/tokens/token-hints.ts';
import { tokenLife, type TokenOrigin } from '../../../../../../src/providers/wap/client/auth/tokens/token-life.ts';
import { unsignedJwt } from '../../../../../support/sts-server.ts';

const MINUTE = 60_000;
const issuedAt = Date.UTC(2026, 0, 1);

/** In minutes after the token was issued. */
function life(minutes: number, origin: TokenOrigin = 'just-issued', receivedAfter = 0) {
  const claims = decodeJwt(unsignedJwt({ notBefore: issuedAt, expiresAt: issuedAt + minutes * MINUTE }), 'it');
  const { refreshAt, expiresAt } = tokenLife(claims, issuedAt + receivedAfter * MINUTE, origin);
  return { refreshAt: (refreshAt - issuedAt) / MINUTE, expiresAt: (expiresAt - issuedAt) / MINUTE };
}

describe('the life of a token', () => {
  it.each([
    [480, 384], // 80 %
    [60, 48],
    [20, 15], // five minutes early
    [8, 4], // never before half of it
  ])('of %i minutes makes us renew it after %i', (minutes, refreshAt) => {
    expect(life(minutes)).toEqual({ refreshAt, expiresAt: minutes });
  });

  it('is counted from its arrival when our clock is hours off, so that it is not renewed at each call', () => {
    expect(life(60, 'just-issued', 180)).toEqual({ refreshAt: 180 + 48, expiresAt: 180 + 60 });
    expect(life(60, 'just-issued', -180)).toEqual({ refreshAt: -180 + 48, expiresAt: -180 + 60 });
  });

  it('is counted from its dates when it was found somewhere', () => {
    expect(life(60, 'found', 50)).toEqual({ refreshAt: 48, expiresAt: 60 });
  });

  it('has no end when the token does not say', () => {
    const claims = decodeJwt(unsignedJwt(), 'it');
    expect(tokenLife(claims, issuedAt, 'found')).toEqual({ refreshAt: Infinity, expiresAt: Infinity });
  });
});

describe('the hints about a token', () => {
  const realm = 'http://azureservices/AdminSite';
  const hintsFor = (wish: Parameters<typeof unsignedJwt>[0], now: number) =>
    tokenHints(decodeJwt(unsignedJwt(wish), 'it'), realm, now).map(({ code }) => code);
  const hour = { notBefore: issuedAt, expiresAt: issuedAt + 60 * MINUTE };

  it('are none for a good one, also when the clocks differ by seconds', () => {
    expect(hintsFor(hour, issuedAt - 30_000)).toEqual([]);
  });

  it('name a clock that is behind, an old token and a wrong realm', () => {
    expect(hintsFor(hour, issuedAt - 5 * MINUTE)).toEqual(['TOKEN_NOT_YET_VALID']);
    expect(hintsFor(hour, issuedAt + 60 * MINUTE)).toEqual(['TOKEN_EXPIRED']);
    expect(hintsFor({ ...hour, aud: 'http://azureservices/TenantSite' }, issuedAt)).toEqual(['TOKEN_OTHER_REALM']);
  });
});

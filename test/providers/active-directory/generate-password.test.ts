import { randomBytes } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { forbiddenParts } from '../../../src/providers/active-directory/password/forbidden-parts.ts';
import { generatePassword } from '../../../src/providers/active-directory/password/generate-password.ts';
import { seededRandom } from '../../support/seeded-random.ts';

const nobody = { samAccountName: 'vdc-4f2a', displayName: 'Customer' };

/** Bytes that are the same for the same seed. */
function seededBytes(seed: number): (size: number) => Uint8Array {
  const random = seededRandom(seed);
  return (size) => Uint8Array.from({ length: size }, () => Math.floor(random() * 256));
}

describe('a generated password', () => {
  it('has four kinds of characters, none that looks like another, and nothing of the names', () => {
    const names = fc.string({ unit: 'grapheme', maxLength: 40 });
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 16, max: 127 }), names, names, (seed, length, sam, display) => {
        const samAccountName = sam.slice(0, 20);
        const wish = { length, samAccountName, displayName: display, randomBytes: seededBytes(seed) };
        const password = generatePassword(wish);
        expect(password).toHaveLength(length);
        expect(password).toMatch(/^[A-Za-z][A-HJ-NP-Za-kmnp-z2-9\-+=#%]*[A-Za-z0-9]$/);
        for (const kind of [/[A-Z]/, /[a-z]/, /[2-9]/, /[-+=#%]/]) expect(password).toMatch(kind);
        for (const part of forbiddenParts(samAccountName, display)) expect(password.toLowerCase()).not.toContain(part);
      }),
    );
  });

  it('leaves out parts of the names even where they would come by chance', () => {
    // Words of three letters, so many that a third of all draws would hold one of them.
    const letters = 'abcdefghjkmnpqrstuvwxyz'.split('');
    const words = letters.flatMap((a) => letters.map((b) => `${a}${b}e`));
    const wish = { length: 16, samAccountName: 'x', displayName: words.join(' '), randomBytes };
    for (let turn = 0; turn < 200; turn += 1) {
      const password = generatePassword(wish).toLowerCase();
      expect(words.filter((word) => password.includes(word))).toEqual([]);
    }
  });

  it('is the same for the same randomness, and another one each time otherwise', () => {
    const wish = { ...nobody, length: 16 };
    expect(generatePassword({ ...wish, randomBytes: seededBytes(1) })).toBe(
      generatePassword({ ...wish, randomBytes: seededBytes(1) }),
    );
    const many = Array.from({ length: 1_000 }, () => generatePassword({ ...wish, randomBytes }));
    expect(new Set(many).size).toBe(1_000);
  });

  it('has each character as often as any other', () => {
    const seed = Math.floor(Math.random() * 2 ** 31);
    const counts = new Map<string, number>();
    const bytes = seededBytes(seed);
    const passwords = 4_000;
    for (let turn = 0; turn < passwords; turn += 1) {
      // The ends are bound to be letters, and so are left out of the count.
      for (const letter of generatePassword({ ...nobody, length: 64, randomBytes: bytes }).slice(1, -1))
        counts.set(letter, (counts.get(letter) ?? 0) + 1);
    }
    const expected = (passwords * 62) / 61;
    expect(counts.size, `seed ${seed}`).toBe(61);
    const chiSquare = [...counts.values()].reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
    // 60 degrees of freedom: beyond 120 once in a hundred thousand runs. That four kinds must be there moves it little at this length.
    expect(chiSquare, `seed ${seed}`).toBeLessThan(130);
  });

  it('is refused where nothing is random', () => {
    for (const byte of [0, 255])
      expect(() =>
        generatePassword({ ...nobody, length: 16, randomBytes: (size) => new Uint8Array(size).fill(byte) }),
      ).toThrow(/random/);
  });
});

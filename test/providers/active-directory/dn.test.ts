import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { domainOf, escapeDnValue, isBelow, splitDn } from '../../../src/providers/active-directory/dn.ts';

/** Reads a DN's value back as RFC 4514 (section 3) says, written apart from what is tested. */
function unescape(escaped: string): string {
  const bytes: number[] = [];
  for (let at = 0; at < escaped.length;) {
    const letter = String.fromCodePoint(escaped.codePointAt(at) ?? 0);
    const pair = /^\\([0-9A-Fa-f]{2})/.exec(escaped.slice(at));
    if (pair !== null) {
      bytes.push(Number.parseInt(pair[1] ?? '', 16));
      at += 3;
    } else if (letter === '\\') {
      bytes.push(...Buffer.from(escaped[at + 1] ?? ''));
      at += 2;
    } else {
      bytes.push(...Buffer.from(letter));
      at += letter.length;
    }
  }
  return Buffer.from(bytes).toString('utf8');
}

const special = fc.string({
  unit: fc.constantFrom('"', '+', ',', ';', '<', '>', '\\', '=', '#', ' ', '\0', '\n', '\r', 'a', 'é', '𝄞', '2'),
});
const values = fc.oneof(special, fc.string({ unit: 'grapheme' })).filter((value) => value !== '');

describe('a value in a DN', () => {
  it('comes back as it was', () => {
    fc.assert(
      fc.property(values, (value) => {
        expect(unescape(escapeDnValue(value))).toBe(value);
      }),
    );
  });

  it('never ends its part, nor begins another', () => {
    fc.assert(
      fc.property(values, (value) => {
        const rdn = `CN=${escapeDnValue(value)}`;
        expect(splitDn(`${rdn},OU=Tenants,DC=corp`)).toEqual({ rdn, parent: 'OU=Tenants,DC=corp' });
      }),
    );
  });

  it.each([
    ['James "Jim" Smith, III', String.raw`James \"Jim\" Smith\, III`],
    [' a ', String.raw`\ a\ `],
    [' ', String.raw`\ `],
    ['#1', String.raw`\#1`],
    ['a#1', 'a#1'],
    ['a\\', 'a\\\\'],
    ['a\0b', String.raw`a\00b`],
  ])('%j is written %s', (value, escaped) => {
    expect(escapeDnValue(value)).toBe(escaped);
  });
});

describe('a DN', () => {
  it.each([
    ['CN=a,OU=Tenants,DC=corp', true],
    ['cn=a,ou=deep,ou=tenants,dc=CORP', true],
    ['CN=a,OU=Other,DC=corp', false],
    ['OU=Tenants,DC=corp', false],
    [String.raw`CN=a\,OU=Tenants,DC=corp`, false],
    ['CN="a,OU=Tenants",DC=corp', false],
    [String.raw`CN=a\\,OU=Tenants,DC=corp`, true],
    ['CN=a,OU=My Tenants,DC=corp', false],
  ])('%s is below the OU: %s', (dn, answer) => {
    expect(isBelow(dn, 'OU=Tenants,DC=corp')).toBe(answer);
  });

  it('belongs to the domain that it ends in', () => {
    expect(domainOf(String.raw`OU=a\,DC=x,OU=b, DC=corp,DC=example`)).toBe('DC=corp,DC=example');
    expect(() => domainOf('OU=Tenants,O=corp')).toThrow(/DC parts/);
  });
});

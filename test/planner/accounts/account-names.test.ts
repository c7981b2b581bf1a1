import { describe, expect, it } from 'vitest';
import { accountMarkOf, accountNamesOf } from '../../../src/planner/accounts/account-names.ts';
import { namesOf, ownerStory, upnSuffix, vdcOf } from '../../support/owner-world.ts';
import { hashes, installation } from '../../support/planner-world.ts';
import { seededRandom } from '../../support/seeded-random.ts';

const seed = Number(process.env['VDC_TEST_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
const alphabet = Array.from('abcdefghijklmnopqrstuvwxyzABCXYZ0123456789.-_+\'&/"*[]:;|=,?<>\\ @üßéñİøЖ漢😀\u0301\t');

function addresses(count: number): readonly string[] {
  const random = seededRandom(seed);
  const word = (longest: number) =>
    Array.from({ length: Math.floor(random() * longest) }, () => alphabet[Math.floor(random() * alphabet.length)]).join(
      '',
    );
  const made = new Map<string, string>();
  while (made.size < count) {
    const one = random() < 0.95 ? `${word(24)}@${word(16)}.example` : word(80);
    made.set(one.toLowerCase(), one);
  }
  return [...made.values()];
}

const sample = addresses(10_000);

describe(`the names of an account (VDC_TEST_SEED=${seed})`, () => {
  it('fit into a directory, whatever the address: 20 characters of a to z, digits, dot and dash, no dot at an end', () => {
    const bad = sample.filter((email) => {
      const { samAccountName, upn } = namesOf(email, 1 + (email.length % 8));
      return !/^[a-z0-9](?:[a-z0-9.-]{0,18}[a-z0-9])$/.test(samAccountName) || upn !== `${samAccountName}@${upnSuffix}`;
    });
    expect(bad).toEqual([]);
  });

  it('are distinct for distinct addresses, and for each attempt', () => {
    const names = new Set(sample.map((email) => namesOf(email).samAccountName));
    // Of addresses that begin alike, as those of nothing but symbols do, six digits of a hash may meet: then the second attempt is for one.
    expect(names.size).toBeGreaterThan(sample.length - 5);
    const attempts = [1, 2, 3, 4, 5, 6, 7, 8].map((attempt) => namesOf('ops@acme.example', attempt).samAccountName);
    expect(new Set(attempts).size).toBe(8);
  });

  it('depend on installation, address and attempt and on nothing else; how the address is written does not matter', () => {
    const rules = { installation, upnSuffix };
    for (const email of sample.slice(0, 500)) {
      expect(accountNamesOf(email, 2, rules, hashes)).toEqual(accountNamesOf(email, 2, rules, hashes));
      expect(namesOf(email.toLowerCase())).toEqual(namesOf(email));
    }
    const other = { installation: '11111111-7d0a-4c39-9a53-0c0f5b1e2d11', upnSuffix };
    expect(accountNamesOf('ops@acme.example', 1, other, hashes)).not.toEqual(namesOf('ops@acme.example'));
  });

  it.each([
    ['ops@acme.example', /^ops\.acme-[0-9a-f]{6}$/],
    ['Müller@Häuser.example', /^muller\.hauser-[0-9a-f]{6}$/],
    ['jo+vdc@acme.example', /^jo\.vdc\.acme-[0-9a-f]{6}$/],
    ['a-very-long-name-of-a-department@acme.example', /^a\.very\.long\.n-[0-9a-f]{6}$/],
    ['abcdefghijkl@acme.example', /^abcdefghijkl-[0-9a-f]{6}$/],
    ['!#$%&@+++.example', /^vdc-[0-9a-f]{6}$/],
    ['"odd@local"@acme.example', /^odd\.local\.acm-[0-9a-f]{6}$/],
    ['', /^vdc-[0-9a-f]{6}$/],
  ])('of %s can be read', (email, expected) => {
    expect(namesOf(email).samAccountName).toMatch(expected);
  });

  it('carry a mark that is that of one installation and one name, however it is written', () => {
    expect(accountMarkOf('Ops.Acme-1', installation, hashes)).toBe(accountMarkOf('ops.acme-1', installation, hashes));
    expect(accountMarkOf('ops.acme-1', 'other', hashes)).not.toBe(accountMarkOf('ops.acme-1', installation, hashes));
    expect(accountMarkOf('ops.acme-2', installation, hashes)).not.toBe(
      accountMarkOf('ops.acme-1', installation, hashes),
    );
  });
});

describe('two new owners whose first names are the same', () => {
  it('never get one account', () => {
    const [a, b] = twoThatMeet();
    const story = ownerStory().declares(vdcOf(a, 'a'), vdcOf(b, 'b'));
    const created = story
      .plan()
      .vdcs.flatMap(({ actions }) => actions.flatMap((one) => (one.kind === 'account' ? [one.resource] : [])));
    expect(new Set(created).size).toBe(2);
  });
});

/** Sixteen million hashes, and owners who begin alike: after a few thousand two meet. */
function twoThatMeet(): readonly [string, string] {
  const met = new Map<string, string>();
  for (let n = 0; ; n += 1) {
    const email = `administrator@customer-${n}.example`;
    const { samAccountName } = namesOf(email);
    const before = met.get(samAccountName);
    if (before !== undefined) return [before, email];
    met.set(samAccountName, email);
  }
}

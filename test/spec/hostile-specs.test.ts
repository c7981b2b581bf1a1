import { describe, expect, it } from 'vitest';
import { desiredOf, specText } from '../support/spec-texts.ts';

const MIB = 1024 * 1024;
const fill = (part: string, size = MIB - 64) => part.repeat(Math.floor(size / part.length));

/** As many keys as fit; each of its own. */
const keys = Array.from({ length: 70_000 }, (_, index) => `k${index}: v`).join('\n');
const bomb = [
  'a: &a [x, x, x, x, x, x, x, x, x]',
  ...'bcdefghi'.split('').map((letter, index) => {
    const before = 'abcdefgh'[index];
    return `${letter}: &${letter} [${Array.from({ length: 9 }, () => `*${before}`).join(', ')}]`;
  }),
].join('\n');
const chain = [
  'a0: &a0 [x]',
  ...Array.from({ length: 1500 }, (_, index) => `a${index + 1}: &a${index + 1} [*a${index}]`),
].join('\n');
const bytes = (...parts: (string | readonly number[])[]) =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.from(part))));

const hostile: readonly (readonly [name: string, content: string | Uint8Array, code: string])[] = [
  ['a file over 1 MiB', fill('a', MIB + 10), 'FILE_TOO_LARGE'],
  ['no UTF-8', bytes('a: b\nname: ', [0xff, 0xfe, 0x41], '\n'), 'FILE_NOT_UTF8'],
  ['a cut-off character at the end', bytes('a: ', [0xe2, 0x82]), 'FILE_NOT_UTF8'],
  ['UTF-16', bytes([0xff, 0xfe], Buffer.from('a: b', 'utf16le').toString('latin1')), 'FILE_NOT_UTF8'],
  ['a NUL byte', `${specText('acme')}\0`, 'FILE_HAS_NUL'],
  ['an alias bomb', bomb, 'YAML_ALIAS_EXPANSION'],
  ['a long chain of aliases', chain, 'YAML_ALIAS_EXPANSION'],
  ['an alias to itself', 'a: &a [*a]', 'YAML_UNKNOWN_ALIAS'],
  ['a million brackets', fill('['), 'YAML_TOO_DEEP'],
  ['a million braces', fill('{a: '), 'YAML_TOO_DEEP'],
  ['nested lists', fill('- '), 'YAML_TOO_DEEP'],
  [
    'nested mappings by indentation',
    Array.from({ length: 1000 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n'),
    'YAML_TOO_DEEP',
  ],
  ['nested question marks', fill('? '), 'YAML_TOO_DEEP'],
  ['a mebibyte of keys', keys, 'YAML_TOO_LONG'],
  ['one endless list', fill('- a\n'), 'YAML_TOO_LONG'],
  ['a flow list', `[${fill('a,')}]`, 'YAML_TOO_LONG'],
  ['closing brackets', fill('}'), 'YAML_TOO_LONG'],
  ['aliases on one line', fill('*a '), 'YAML_TOO_LONG'],
  ['anchors on one line', fill('&a '), 'YAML_TOO_LONG'],
  ['tags on one line', fill('!a '), 'YAML_TOO_LONG'],
  ['empty lists side by side', fill('[]'), 'YAML_TOO_LONG'],
  ['a mebibyte of short comments', fill('#\n'), 'YAML_TOO_LONG'],
  ['a hundred thousand documents', fill('--- a\n'), 'YAML_TOO_MANY_DOCUMENTS'],
  ['names of secrets without end', fill('pass: '), 'YAML_TOO_DEEP'],
  ['lines with names of secrets', `${fill('passpasspasspass\n', 300_000)}a: b: c`, 'YAML_SYNTAX'],
  ['a directive', `%YAML 1.1\n---\n${specText('acme')}`, 'YAML_DIRECTIVE'],
  ['directives without end', fill('%YAML 1.2\n'), 'YAML_DIRECTIVE'],
  ['an open quote', `a: "${fill('b\n')}`, 'YAML_SYNTAX'],
  ['a tab as indentation', 'a:\n\tb: c\n', 'YAML_SYNTAX'],
  ['a text of a mebibyte', fill('a'), 'WRONG_TYPE'],
  ['a name of a mebibyte', specText(fill('a', MIB - 300)), 'INVALID_NAME'],
  ['an address of a mebibyte', specText('acme', { owner: `{ email: ${fill('a', MIB - 400)} }` }), 'INVALID_EMAIL'],
  ['dots in an address', specText('acme', { owner: `{ email: ${fill('a.', MIB - 400)} }` }), 'INVALID_EMAIL'],
  ['labels in a domain', specText('acme', { owner: `{ email: a@${fill('a.', MIB - 400)}! }` }), 'INVALID_EMAIL'],
  ['digits in a size', specText('acme', { ram: fill('9', MIB - 400) }), 'YAML_NUMBER_TOO_LARGE'],
  ['digits in a duration', specText('acme', { deletion: `{ grace: ${fill('9', MIB - 400)}h }` }), 'INVALID_DURATION'],
  [
    'ten thousand co-administrators',
    specText('acme', { coAdmins: `[${fill('a@b.example, ', 130_000)}]` }),
    'TOO_MANY_ENTRIES',
  ],
  [
    'five thousand labels',
    specText('acme').replace(
      'spec:',
      `  labels:\n${Array.from({ length: 5000 }, (_, index) => `    k${index}: v`).join('\n')}\nspec:`,
    ),
    'TOO_MANY_ENTRIES',
  ],
  ['__proto__ as a label', specText('acme').replace('spec:', '  labels: { __proto__: x }\nspec:'), 'YAML_RESERVED_KEY'],
  ['__proto__ in the middle', `__proto__: { spec: 1 }\n${specText('acme')}`, 'YAML_RESERVED_KEY'],
  [
    'five thousand unknown fields',
    `${specText('acme')}${Array.from({ length: 5000 }, (_, index) => `  x${index}: 1`).join('\n')}\n`,
    'TOO_MANY_PROBLEMS',
  ],
];

describe('a hostile file', () => {
  for (const [name, content, code] of hostile) {
    it(`with ${name} is ${code}, soon, and harms no other file`, () => {
      const started = performance.now();
      const desired = desiredOf({ 'a.yaml': content, 'b.yaml': specText('good') });
      // A guard against hanging, not a measurement: the worst takes 1.5 s on a machine with nothing else to do.
      expect(performance.now() - started).toBeLessThan(15_000);
      expect(desired.problems.map((problem) => problem.code)).toContain(code);
      expect(desired).toMatchObject({ isComplete: false });
      expect(desired.vdcs.map((vdc) => vdc.name)).toContain('good');
      // A problem is read by people and kept in a cache: a file must not blow it up.
      expect(JSON.stringify(desired.problems).length).toBeLessThan(2 * MIB);
    });
  }

  it('cannot steer the terminal through its excerpt or a message', () => {
    const { problems } = desiredOf({ 'a.yaml': specText('acme', { state: '"\u001b[31mred\u202e\\e[0m"' }) });
    expect(problems).toHaveLength(1);
    // oxlint-disable-next-line no-control-regex
    expect(JSON.stringify(problems)).not.toMatch(/\\u001b|[\u0000-\u001f\u202e]/);
  });

  it('never reaches the prototype of anything', () => {
    desiredOf({ 'a.yaml': '__proto__: { polluted: yes }\nconstructor: { prototype: { polluted: yes } }\n' });
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  it('in thousands of problems keeps the valid documents of the same file', () => {
    const text = `${specText('one')}---\n${fill('[', 1000)}\n`;
    const desired = desiredOf({ 'a.yaml': text });
    expect(desired.vdcs.map(({ name }) => name)).toEqual(['one']);
    expect(desired.isComplete).toBe(false);
  });
});

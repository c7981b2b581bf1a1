import { describe, expect, it } from 'vitest';
import { readYaml } from '../../src/yaml/read-yaml.ts';
import { indexLines } from '../../src/yaml/text-lines.ts';

const read = (text: string) => readYaml(indexLines(text));
const valueOf = (text: string) => read(text).documents[0]?.value;

describe('YAML', () => {
  it('means what its core schema says, and nothing of version 1.1', () => {
    expect(valueOf('a: yes\nb: on\nc: 0o17\nd: 0x10\ne: 010\nf: 1e3\ng: ~\nh: 2026-12-01\ni: 12:30\n')).toEqual({
      a: 'yes',
      b: 'on',
      c: 15,
      d: 16,
      e: 10,
      f: 1000,
      g: null,
      h: '2026-12-01',
      i: '12:30',
    });
  });

  it('has texts as keys, whatever they look like', () => {
    expect(valueOf('1: a\ntrue: b\nnull: c\n')).toEqual({ '1': 'a', true: 'b', null: 'c' });
  });

  it('takes no merge keys', () => {
    expect(valueOf('a: &a { x: 1 }\nb:\n  <<: *a\n')).toEqual({ a: { x: 1 }, b: { '<<': { x: 1 } } });
  });

  it('lets an alias name the last anchor above it', () => {
    expect(valueOf('- &a 1\n- *a\n- &a 2\n- *a\n')).toEqual([1, 1, 2, 2]);
    expect(read('- *a\n- &a 1\n').documents[0]?.problems).toMatchObject([{ code: 'YAML_UNKNOWN_ALIAS', line: 1 }]);
  });

  it('does not let anchors of one document into the next', () => {
    const { documents } = read('a: &x 1\n---\nb: *x\n');
    expect(documents[1]?.problems).toMatchObject([{ code: 'YAML_UNKNOWN_ALIAS', line: 3 }]);
  });

  it('keeps the documents around a broken one', () => {
    const { documents } = read('a: 1\n---\nb: c: d\n---\nc: 3\n');
    expect(documents.map(({ value, isBroken }) => [isBroken, isBroken ? null : value])).toEqual([
      [false, { a: 1 }],
      [true, null],
      [false, { c: 3 }],
    ]);
  });

  it('keeps the first of two values under one key, and tells', () => {
    const { documents } = read('a: 1\nb: 2\na: 3\n');
    expect(documents[0]).toMatchObject({
      value: { a: 1, b: 2 },
      isBroken: false,
      problems: [{ code: 'YAML_DUPLICATE_KEY', line: 3, column: 1 }],
    });
  });

  it('refuses directives and goes on behind them', () => {
    const { documents, problems } = read('%YAML 1.1\n%TAG ! tag:x,2000:\n---\na: yes\n');
    expect(problems.map(({ code, line }) => `${line} ${code}`)).toEqual(['1 YAML_DIRECTIVE', '2 YAML_DIRECTIVE']);
    expect(documents[0]?.value).toEqual({ a: 'yes' });
  });

  it('tells one problem a line where it is no YAML', () => {
    const { documents } = read('a: b: c: d\ne: f: g\n');
    expect(documents[0]?.problems.map(({ line }) => line)).toEqual([1, 2]);
  });
});

describe('the place of a value', () => {
  const text = `top:
  list:
    - one
    - { two: 2 }
  empty:
  block: |
    text
  alias: &x { deep: 1 }
again: *x
`;
  const lines = indexLines(text);
  const document = readYaml(lines).documents[0];
  const at = (path: readonly (string | number)[], part: 'key' | 'value' | 'whole') => {
    const span = document?.locate(path, part) ?? { start: 0, end: 0 };
    return text.slice(span.start, span.end);
  };

  it.each([
    [['top', 'list', 0], 'value', 'one'],
    [['top', 'list', 1, 'two'], 'value', '2'],
    [['top', 'list', 1, 'two'], 'key', 'two'],
    [['top', 'list', 1], 'value', '{'],
    [['top', 'list'], 'value', 'list'],
    [['top', 'empty'], 'value', 'empty'],
    [['top', 'missing'], 'value', 'top'],
    [['missing'], 'value', 'top'],
    [[], 'value', 'top'],
    [['again'], 'value', '*x'],
    [['again', 'deep'], 'value', '1'],
    [['top', 'block'], 'whole', 'block: |\n    text\n'],
  ] as const)('%j, its %s, is found', (path, part, found) => {
    expect(at(path, part)).toBe(found);
  });
});

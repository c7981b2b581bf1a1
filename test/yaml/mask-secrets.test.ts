import { describe, expect, it } from 'vitest';
import { maskSecrets } from '../../src/yaml/mask-secrets.ts';
import { excerptOf, indexLines } from '../../src/yaml/text-lines.ts';

/** The lines of the text as they would be shown. */
function shown(text: string): readonly (string | undefined)[] {
  const lines = indexLines(text);
  const problems = text.split('\n').map((line, index) => {
    const excerpt = excerptOf(line, 1, 1);
    return {
      code: 'X',
      severity: 'error' as const,
      line: index + 1,
      column: 1,
      message: 'x',
      ...(excerpt && { excerpt }),
    };
  });
  return maskSecrets(problems, lines).map(({ excerpt }) => excerpt?.text.replace(/ ?\*{8} \(.*/, ' ***'));
}

describe('a line that may hold a secret', () => {
  it.each([
    ['password: hunter2', ['password: ***']],
    ['  "dbPassword": x', ['  "dbPassword": ***']],
    ['a: { password: x, b: 1 }', ['a: ***']],
    ['url: https://user:pw@host/', ['url: ***']],
    ['password:\n  hunter2\nnext: 1', ['password:', ' ***', 'next: 1']],
    ['password: |\n  one\n\n  two: 2\nnext: 1', ['password: ***', ' ***', undefined, '  two: ***', 'next: 1']],
    ['# password=x', [' ***']],
    ['Kennwort: x', ['Kennwort: ***']],
    ['пароль: x', [' ***']],
    ['tokens:\n- x\n- y', ['tokens:', ' ***', ' ***']],
  ])('%j is hidden, its key where it can stay', (text, lines) => {
    expect(shown(text)).toEqual(lines);
  });

  it.each([
    ['password: { env: WAP_PASSWORD }'],
    ['smtp: { url: smtp://host, password: { env: SMTP_PASSWORD }, startTls: required }'],
    ['password:\n  env: WAP_PASSWORD\nnext: 1'],
    ['password: {\n  file: /run/secrets/wap\n}'],
    ['mode: token'],
    ['mode: windows # windows | adfs | membership | token'],
    ['reconcile: { interval: 5m } # not a word about passwords'],
    ['email: ops@acme.example'],
    ['url: ssh://git@host/x.git'],
  ])('is not one that says where a secret comes from, or speaks of none: %j', (text) => {
    expect(shown(text)).toEqual(text.split('\n'));
  });
});

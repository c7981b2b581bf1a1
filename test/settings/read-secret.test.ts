import { describe, expect, it } from 'vitest';
import { readSecret } from '../../src/settings/read-secret.ts';

const files: Readonly<Record<string, string>> = { '/run/a': 'hunter2\n', '/run/b': 'two\nlines\r\n', '/run/c': '\n' };
const world = {
  env: { WAP_PASSWORD: 'hunter2', EMPTY: '' },
  readFile: (path: string) => {
    const text = files[path];
    if (text === undefined) throw Object.assign(new Error('ENOENT: no such file'), { code: 'ENOENT' });
    return text;
  },
};

describe('a secret', () => {
  it('comes from the environment as it is', () => {
    expect(readSecret({ env: 'WAP_PASSWORD' }, world)).toBe('hunter2');
  });

  it('comes from a file without the one newline at its end', () => {
    expect(readSecret({ file: '/run/a' }, world)).toBe('hunter2');
    expect(readSecret({ file: '/run/b' }, world)).toBe('two\nlines');
  });

  it.each([
    [{ env: 'MISSING' }, 'SECRET_ENV_MISSING', 'MISSING'],
    [{ env: 'EMPTY' }, 'SECRET_EMPTY', 'EMPTY'],
    [{ file: '/run/none' }, 'SECRET_FILE_UNREADABLE', '/run/none'],
    [{ file: '/run/c' }, 'SECRET_EMPTY', '/run/c'],
  ] as const)('that is not there is named by its source: %j', (source, code, name) => {
    expect(() => readSecret(source, world)).toThrow(
      expect.objectContaining({ code, message: expect.stringContaining(name) as string }),
    );
  });
});

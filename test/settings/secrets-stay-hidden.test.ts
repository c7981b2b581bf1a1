import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadText, settingsText } from '../support/settings-texts.ts';

const seed = Number(process.env.VDC_TEST_SEED ?? Math.floor(Math.random() * 2 ** 31));
const SECRET = 'hunter2';

/** Ways in which people have written a password into a settings file. */
const inline: readonly string[] = [
  'password: hunter2',
  'password: "hunter2"',
  "password: 'hunter2",
  'password: *hunter2',
  'password: !hunter2',
  'password: &hunter2 x',
  'password: %hunter2',
  'password: @hunter2',
  'password: hunter2: x',
  'password: [hunter2]',
  'password: { hunter2 }',
  'password: { hunter2: x }',
  'password: { env: hunter2!x }',
  'password: { env: WAP_PASSWORD, value: hunter2 }',
  'password: { value: hunter2 }',
  'password:\n      hunter2',
  'password:\n    hunter2',
  'password: |\n      hunter2',
  'password: >-\n      hunter2\n      more',
  'password:\n      env: hunter2!',
  'password:\n      value: hunter2',
  'password:\n      - hunter2',
  'password: hunter2\n    password: hunter2',
  'passwort: hunter2',
  'pasword: hunter2',
  'secret: hunter2',
  'credentials: { user: x, hunter2: y }',
  'unheardOf: hunter2',
  'token: hunter2',
  'token: { hunter2: x }',
  'token: { command: hunter2 }',
  'Password:hunter2',
  '"password": hunter2',
  '? password\n    : hunter2',
  'password: {\n      env: hunter2!\n    }',
  'password: {\n    "hunter2"\n    }',
  'password: !!binary hunter2',
  'password: ""hunter2',
  '\tpassword: hunter2',
  'password : hunter2',
  'caFile: {password: hunter2}',
];

const expectHidden = (text: string) => {
  const { problems } = loadText(text);
  expect(JSON.stringify(problems)).not.toContain(SECRET);
  return problems;
};

describe('a password in the settings', () => {
  for (const line of inline) {
    it(`is refused and never shown: ${JSON.stringify(line)}`, () => {
      const text = settingsText({ replace: ['password: { env: WAP_PASSWORD }', line] });
      expect(expectHidden(text).length).toBeGreaterThan(0);
    });
  }

  it.each([
    ['  adminApi: https://wap.corp.example:30004', '  adminApi: https://svc:hunter2@wap.corp.example:30004'],
    ['  adminApi: https://wap.corp.example:30004', '  adminApi: http://svc:hunter2@wap.corp.example:30004'],
    ['kind: Controller', 'kind: Controller\nspecs: { git: { url: "https://hunter2@host/x.git" } }'],
    ['kind: Controller', 'kind: Controller\nmail: { smtp: { url: "smtp://x:hunter2@host" }, from: a@b.example }'],
    ['kind: Controller', 'kind: Controller\nstate: { url: "mysql://x:hunter2@host/db" }'],
    ['kind: Controller', 'kind: Controller\nstate: { url: "postgres://x:hunter2@host/db" }'],
    ['kind: Controller', 'kind: Controller\nspecs: { git: { url: "https://host/x.git", token: hunter2 } }'],
    ['kind: Controller', 'kind: Controller\nserver: { token: hunter2, listen: 5 }'],
    ['kind: Controller', 'kind: Controller\nserver: { webhookSecret: hunter2 }'],
    ['mode: windows', 'mode: windo\n    password: {x: hunter2}'],
  ])('is never shown beside other mistakes: %s → %s', (from, to) => {
    expect(expectHidden(settingsText({ replace: [from, to] })).length).toBeGreaterThan(0);
  });

  it('leaves the key readable where it stands alone', () => {
    const problems = expectHidden(settingsText({ replace: ['{ env: WAP_PASSWORD }', SECRET] }));
    expect(problems).toMatchObject([
      {
        code: 'SECRET_INLINE',
        line: 11,
        column: 15,
        excerpt: { text: '    password: ******** (not shown: it may hold a secret)' },
      },
    ]);
  });

  it(`stays hidden wherever the file is broken besides (seed ${seed})`, () => {
    const piece = fc.constantFrom(
      '\n',
      ': ',
      '{',
      '}',
      '[',
      ']',
      '"',
      "'",
      '*',
      '&',
      '!',
      '|',
      '\t',
      '- ',
      '#',
      '@',
      '%',
      ',',
      '? ',
      'x',
    );
    const line = fc.constantFrom(...inline.filter((one) => /pass|token/i.test(one)));
    const property = fc.property(
      line,
      fc.nat(),
      fc.nat(8),
      fc.array(piece, { maxLength: 4 }),
      (written, at, length, parts) => {
        const text = settingsText({ replace: ['password: { env: WAP_PASSWORD }', written] });
        // Only what stands before the line is broken: a secret under a name that nobody can guess is beyond all care.
        const start = at % text.indexOf('username');
        const end = Math.min(start + length, text.indexOf('username'));
        return !JSON.stringify(loadText(text.slice(0, start) + parts.join('') + text.slice(end)).problems).includes(
          SECRET,
        );
      },
    );
    expect(fc.check(property, { seed, numRuns: 500 })).toMatchObject({ failed: false });
  });
});

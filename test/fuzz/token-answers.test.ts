import { readdirSync, readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeJwt } from '../../src/providers/wap/client/auth/jwt.ts';
import { tokenFromAnswer } from '../../src/providers/wap/client/auth/ws-trust/token-from-answer.ts';
import { ControllerError } from '../../src/model/controller-error.ts';
import { fuzzSeed, mutated, mutatedJson, readSoon, runs, tagPieces } from '../support/fuzz.ts';

const folder = new URL('../fixtures/ws-trust/', import.meta.url);
const answers = readdirSync(folder)
  .filter((name) => /^(rstr|fault)-/.test(name))
  .map((name) => readFileSync(new URL(name, folder), 'utf8'));
const pieces = [
  tagPieces,
  [
    '&#65;',
    '&#x110000;',
    '&x;',
    '<!DOCTYPE a [<!ENTITY x "y">]>',
    'xmlns:a="b" ',
    'constructor:',
    '__proto__',
    'xmlns="" ',
  ],
  ['<Subcode><Value>', 'Envelope', 'Fault', ' ', '\n', '"', "'", '=', 'eyJ', '\0', '\ufeff'],
].flat();
const password = 'pass phrase of ours';
const service = {
  mode: 'adfs',
  purpose: 'AD FS (`windowsAuthEndpoint`)',
  endpoint: 'https://adfs.example/adfs/services/trust/13/usernamemixed',
  realm: 'http://azureservices/AdminSite',
  account: 'CORP\\svc-vdc',
} as const;

describe(`what a token service answers (VDC_TEST_SEED=${fuzzSeed})`, () => {
  it('is a token or an error in our words, which never repeats the password', () => {
    fc.assert(
      fc.property(
        mutated(answers, [...pieces, password]),
        fc.constantFrom(200, 302, 400, 401, 404, 500, 503, 999),
        fc.oneof(fc.constant('Tue, 24 Nov 2026 10:04:11 GMT'), fc.string()),
        (body, status, date) => {
          const answer = { status, headers: { date, 'content-type': 'application/soap+xml' }, body };
          const said = readSoon(() => tokenFromAnswer(answer, { service, now: 0, secret: password }));
          expect(badlySaid(said)).toBeUndefined();
        },
      ),
      runs(200),
    );
  });

  it('may hold any claims', () => {
    const claims = [{ aud: 'x', exp: 1, nbf: '2', iat: 3, iss: 'x', upn: 'a@b' }, { aud: ['a', 'b'] }];
    fc.assert(
      fc.property(mutatedJson(claims), (value) => {
        const token = `e30.${Buffer.from(textOf(value)).toString('base64url')}.x`;
        expect(readSoon(() => decodeJwt(token, 'a test'))).toBeTypeOf('object');
      }),
      runs(120),
    );
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(readSoon(() => decodeJwt(text, 'a test'))).toBeTypeOf('object');
      }),
      runs(120),
    );
  });
});

/** What is wrong with a token, or with how it is told that there is none. */
function badlySaid(said: string | ControllerError): string | undefined {
  if (!(said instanceof ControllerError)) return /^[\w-]+\.[\w-]+\.[\w-]*$/.test(said) ? undefined : 'it is no token';
  if (said.message.includes(password)) return 'it repeats the password';
  if (/\p{Cc}/u.test(said.message)) return 'it holds control characters';
  return said.message.length + JSON.stringify(said.details).length > 3_000 ? 'it is long' : undefined;
}

/** Too deep to be written is written as nothing. */
function textOf(value: unknown): string {
  try {
    return JSON.stringify(value);
  } catch {
    return '';
  }
}

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ControllerError } from '../../src/model/controller-error.ts';
import { readAuthenticationOffers } from '../../src/providers/wap/client/auth/login/authentication-offers.ts';
import { ntlmWithinSpnego } from '../../src/providers/wap/client/auth/login/spnego.ts';
import { authenticateMessage } from '../../src/providers/wap/client/auth/ntlm/authenticate-message.ts';
import { readChallengeMessage } from '../../src/providers/wap/client/auth/ntlm/challenge-message.ts';
import { certificateSignatureHash } from '../../src/providers/wap/client/auth/ntlm/certificate-signature-hash.ts';
import { negotiateMessage } from '../../src/providers/wap/client/auth/ntlm/negotiate-message.ts';
import { fuzzSeed, mutated, mutatedBytes, readSoon, runs } from '../support/fuzz.ts';
import { selfSignedCertificate } from '../support/self-signed-certificate.ts';
import { laterSpnegoToken } from '../support/spnego-wrapping.ts';

/** MS-NLMP 4.2.4: the challenge of the specification. */
const challenge = Buffer.from(
  '4e544c4d53535000020000000c000c003800000033828ae20123456789abcdef00000000000000002400240044000000060070170000000f' +
    '53006500720076006500720002000c0044006f006d00610069006e0001000c0053006500720076006500720000000000',
  'hex',
);
const password = 'Password of ours';

function answerTo(bytes: Buffer, servicePrincipal = 'HTTP/wap'): Buffer {
  return authenticateMessage({
    credentials: { domain: 'CORP', username: 'svc-vdc', password },
    negotiate: negotiateMessage(),
    challenge: readChallengeMessage(bytes),
    servicePrincipal,
    channelBinding: Buffer.alloc(16),
    clientChallenge: Buffer.alloc(8),
    now: 0,
  });
}

/** The same challenge, with one pair of so many bytes as all that it says of the server. */
function longChallenge(size: number): Buffer {
  const head = Buffer.from(challenge.subarray(0, 0x38));
  head.writeUInt16LE(size + 8, 40);
  head.writeUInt16LE(size + 8, 42);
  head.writeUInt32LE(head.length, 44);
  const pair = Buffer.alloc(size + 8);
  pair.writeUInt16LE(1, 0);
  pair.writeUInt16LE(size, 2);
  return Buffer.concat([head, pair]);
}

describe(`what is answered to a login (VDC_TEST_SEED=${fuzzSeed})`, () => {
  it('as a challenge is answered or refused, and the password is in no answer', () => {
    fc.assert(
      fc.property(mutatedBytes([challenge]), (bytes) => {
        const answer = readSoon(() => answerTo(bytes));
        if (answer instanceof ControllerError) return;
        expect(answer.includes(Buffer.from(password, 'utf16le'))).toBe(false);
        // It quotes the challenge, which has a length of its own.
        expect(answer.length).toBeLessThan(bytes.length + 1_000);
      }),
      runs(1500),
    );
  });

  it('as a challenge of any length is answered whole or refused', () => {
    // What it says of the server is quoted in our answer, beside what we add, in a field of 64 KB.
    const length = fc.oneof(fc.integer({ min: 65_000, max: 65_535 - 8 }), fc.nat(65_000));
    fc.assert(
      fc.property(length, fc.constantFrom('HTTP/wap', `HTTP/${'w'.repeat(253)}`), (size, servicePrincipal) => {
        const answer = readSoon(() => answerTo(longChallenge(size), servicePrincipal));
        const isRefused = answer instanceof ControllerError && answer.code === 'NTLM_ANSWER_INVALID';
        expect(isRefused || (answer instanceof Buffer && answer.readUInt16LE(20) > size)).toBe(true);
      }),
      runs(200),
    );
  });

  it('in SPNEGO, in certificates, in DER of any kind', () => {
    const { certificate } = selfSignedCertificate(Date.now());
    const der = Buffer.from(certificate.replaceAll(/-----.*?-----|\s/g, ''), 'base64');
    fc.assert(
      fc.property(mutatedBytes([laterSpnegoToken(challenge), der]), (bytes) => {
        readSoon(() => ntlmWithinSpnego(bytes));
        expect(readSoon(() => certificateSignatureHash(bytes)) ?? 'none').toMatch(/^(?:sha\d+|none)$/);
      }),
      runs(1500),
    );
  });

  it('in headers', () => {
    const pieces = [
      'NTLM',
      'Negotiate ',
      ', ',
      ',',
      ' ',
      '=',
      'realm="x"',
      'a',
      '/',
      '\t',
      'TlRMTVNTUAAC',
      '"',
      '\u00e9',
    ];
    // No server can send more than 16 KiB of headers: Node does not take it.
    const header = mutated(['Negotiate, NTLM TlRMTVNTUAAC', 'Basic realm="x", NTLM'], pieces).map((text) =>
      text.slice(0, 16_384),
    );
    fc.assert(
      fc.property(fc.array(header, { maxLength: 3 }), (lines) => {
        expect(readSoon(() => readAuthenticationOffers(lines))).toBeInstanceOf(Map);
      }),
      runs(100),
    );
  });
});

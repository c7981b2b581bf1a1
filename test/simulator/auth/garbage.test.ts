import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createNtlmAcceptor, type NtlmAcceptor } from '../../../src/simulator/auth/ntlm/create-ntlm-acceptor.ts';
import { readTokenRequest } from '../../../src/simulator/auth/ws-trust/read-token-request.ts';
import { readXml, XmlRefused } from '../../../src/simulator/auth/ws-trust/read-xml.ts';
import { SoapFault } from '../../../src/simulator/auth/ws-trust/soap-fault.ts';
import { X509Certificate } from 'node:crypto';
import { createAuthority } from '../../../src/simulator/tls/create-authority.ts';
import { sampleAccounts, startOfWorldMs } from '../../support/auth-site-servers.ts';
import { authenticateMessage, negotiateMessage } from '../../support/ntlm-test-client.ts';
import { firstSpnegoToken, laterSpnegoToken, mechanism } from '../../support/spnego-wrapping.ts';
import { tokenRequestEnvelope } from '../../support/token-request-envelope.ts';
import { serviceLogin } from '../../support/windows-login.ts';

// fast-check prints seed and path of whatever fails here.
const runs = { numRuns: 2000 };

async function newAcceptor(): Promise<NtlmAcceptor> {
  const { certificatePem } = await createAuthority({ now: Date.now });
  return createNtlmAcceptor({
    accounts: sampleAccounts(),
    names: {
      netbiosDomain: 'CORP',
      netbiosComputer: 'WAP',
      dnsDomain: 'corp.example',
      dnsComputer: 'wap.corp.example',
    },
    now: () => startOfWorldMs,
    random: Math.random,
    certificateDer: new X509Certificate(certificatePem).raw,
    extendedProtection: () => 'allow',
    lockoutAfter: () => 0,
  });
}

/** How to spoil a message: bits to turn, and perhaps a length to cut it to. Places are shares of its length. */
interface Spoil {
  readonly turns: readonly (readonly [place: number, bits: number])[];
  readonly cut: number | undefined;
}

const place = fc.double({ min: 0, max: 0.999_999, noNaN: true });
const spoil: fc.Arbitrary<Spoil> = fc.record({
  turns: fc.array(fc.tuple(place, fc.integer({ min: 1, max: 255 })), { minLength: 1, maxLength: 4 }),
  cut: fc.option(place, { nil: undefined }),
});

function spoiled(bytes: Buffer, { turns, cut }: Spoil): Buffer {
  const copy = Buffer.from(bytes);
  for (const [place, bits] of turns) {
    const at = Math.floor(place * copy.length);
    copy.writeUInt8(copy.readUInt8(at) ^ bits, at);
  }
  return cut === undefined ? copy : copy.subarray(0, Math.floor(cut * copy.length));
}

describe('the NTLM acceptor', () => {
  it.each([false, true])('lets in no last message that was spoiled (inside SPNEGO: %s)', async (isWrapped) => {
    const acceptor = await newAcceptor();
    const connection = {};
    const negotiate = negotiateMessage();
    const first = isWrapped ? firstSpnegoToken([mechanism.ntlm], negotiate) : negotiate;
    const last = (): Buffer => {
      const answer = acceptor.receive(connection, 'Negotiate', first);
      if (answer.kind !== 'challenge') throw new Error('no challenge');
      const challenge = answer.token.subarray(answer.token.indexOf('NTLMSSP\0'));
      return authenticateMessage(negotiate, challenge, { ...serviceLogin, mic: true }).message;
    };
    const send = (message: Buffer) =>
      acceptor.receive(connection, 'Negotiate', isWrapped ? laterSpnegoToken(message) : message).kind;
    expect(send(last())).toBe('accepted');
    fc.assert(
      fc.property(spoil, (how) => {
        const good = last();
        const bad = spoiled(good, how);
        // Two turns may undo each other.
        fc.pre(!bad.equals(good));
        expect(send(bad)).not.toBe('accepted');
      }),
      runs,
    );
  });

  it('answers any bytes at all with a challenge or a refusal', async () => {
    const acceptor = await newAcceptor();
    const wrapped = firstSpnegoToken([mechanism.ntlm], negotiateMessage());
    const bytes = fc.uint8Array({ maxLength: 200 }).map((array) => Buffer.from(array));
    fc.assert(
      fc.property(
        fc.oneof(
          bytes,
          spoil.map((how) => spoiled(wrapped, how)),
        ),
        (token) => {
          expect(['challenge', 'refused']).toContain(acceptor.receive({}, 'Negotiate', token).kind);
        },
      ),
      runs,
    );
  });
});

describe('the reader of token requests', () => {
  const url = 'https://sts.corp.example/adfs/services/trust/13/usernamemixed';
  const good = tokenRequestEnvelope({ to: url, realm: 'urn:realm', username: 'ünï@corp.example', password: 'a<b' });
  const read = (text: string) =>
    readTokenRequest(readXml(text), { url, login: 'username', nowMs: startOfWorldMs, clockSkewMs: 0 });

  it('understands a spoiled one or says what is wrong, and never stumbles', () => {
    expect(read(good).realm).toBe('urn:realm');
    fc.assert(
      fc.property(spoil, (how) => {
        try {
          expect(typeof read(spoiled(Buffer.from(good), how).toString('utf8')).realm).toBe('string');
        } catch (error) {
          if (!(error instanceof XmlRefused || error instanceof SoapFault)) throw error;
        }
      }),
      { numRuns: 500 },
    );
  });

  it('reads any user name and password back as they were written', () => {
    const text = fc.string({ unit: 'grapheme', minLength: 1 }).filter((value) => !/[\p{Cc}\ufffe\uffff]/u.test(value));
    fc.assert(
      fc.property(text, text, (username, password) => {
        const envelope = tokenRequestEnvelope({ to: url, realm: 'urn:realm', username, password });
        expect(read(envelope).credentials).toEqual({ username, password });
      }),
      { numRuns: 300 },
    );
  });
});

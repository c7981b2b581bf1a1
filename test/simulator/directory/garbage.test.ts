import { once } from 'node:events';
import { connect } from 'node:tls';
import { describe, expect, it } from 'vitest';
import * as fc from 'fast-check';
import { formatDn } from '../../../src/simulator/directory/dn/format-dn.ts';
import { parseDn } from '../../../src/simulator/directory/dn/parse-dn.ts';
import { seededRandom } from '../../support/seeded-random.ts';
import { resultOf, runDomain, TENANTS } from '../../support/simulated-domain.ts';

/** A bind and a search of the rootDSE, as a client of 1997 would send them. */
const BIND = Buffer.from('300c020101600702010304008000', 'hex');
const SEARCH = Buffer.from('3025020102632004000a01000a0100020100020100010100870b6f626a656374436c6173733000', 'hex');

async function say(url: string, ca: string, bytes: Buffer): Promise<Buffer> {
  const socket = connect({ host: 'localhost', port: Number(new URL(url).port), ca });
  const pieces: Buffer[] = [];
  socket.on('error', () => undefined);
  socket.on('data', (piece: Buffer) => pieces.push(piece));
  await once(socket, 'secureConnect');
  socket.end(bytes);
  if (!socket.closed) await once(socket, 'close');
  return Buffer.concat(pieces);
}

describe('the simulated directory and what is no LDAP', () => {
  it('answers what is, byte by byte', async () => {
    const { url, simulator } = await runDomain();
    const answer = await say(url, simulator.ca, Buffer.concat([BIND, SEARCH]));
    expect(answer.subarray(0, 14).toString('hex')).toBe('300c02010161070a010004000400');
    expect(answer.toString('latin1')).toContain('defaultNamingContext');
  });

  it('says goodbye to what is none, and serves everybody else', async () => {
    const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000);
    const random = seededRandom(seed);
    const domain = await runDomain();
    const client = await domain.login();
    const { url, simulator } = domain;
    for (let i = 0; i < 60; i += 1) {
      const bytes = Buffer.concat([BIND, SEARCH]);
      // Some octets of a good conversation become others, or the end is missing.
      for (let n = 0; n < 1 + random() * 4; n += 1)
        bytes[Math.floor(random() * bytes.length)] = Math.floor(random() * 256);
      const cut = random() < 0.2 ? Math.floor(random() * bytes.length) : bytes.length;
      await say(url, simulator.ca, bytes.subarray(0, cut));
      expect(await resultOf(client.search(TENANTS, { sizeLimit: 10 })), `SEED=${seed}`).toBe('0');
    }
    const defects = simulator.requests.recent().filter(({ site, status }) => site === 'directory' && status === 80);
    expect(defects, `SEED=${seed}`).toEqual([]);
  }, 30_000);

  it('reads back every name that it writes', () => {
    const rdn = fc.record({
      type: fc.constantFrom('CN', 'OU', 'DC'),
      value: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }),
    });
    fc.assert(
      fc.property(fc.array(rdn, { minLength: 1, maxLength: 5 }), (rdns) => {
        expect(parseDn(formatDn(rdns))).toEqual(rdns);
      }),
    );
  });
});

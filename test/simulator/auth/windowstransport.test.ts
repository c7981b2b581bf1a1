import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { adminRealm } from '../../../src/simulator/auth/token-services.ts';
import { type AuthSiteServers, startAuthSites } from '../../support/auth-site-servers.ts';
import { type Connection, jwtOf, openConnection } from '../../support/https-exchange.ts';
import {
  authenticateMessage,
  channelBinding,
  negotiateMessage,
  type FinishedLogin,
  type NtlmLogin,
  ntlmV1Message,
} from '../../support/ntlm-test-client.ts';
import { tokenRequestEnvelope } from '../../support/token-request-envelope.ts';
import { beginNtlm, loginByNtlm, postToWindows, serviceLogin } from '../../support/windows-login.ts';

let sites: AuthSiteServers;
let connection: Connection;
beforeAll(async () => {
  sites = await startAuthSites();
});
beforeEach(() => {
  sites.freshen();
  connection = openConnection(sites.ca);
});
afterEach(() => connection.close());
afterAll(async () => sites.close());

const reasons = () => sites.events.map(({ reason, outcome }) => reason ?? outcome);

describe('the windows site', () => {
  it('asks whoever comes without credentials for Windows ones', async () => {
    const { status, challenges, headers } = await postToWindows(sites, connection);
    expect([status, headers['content-type']]).toEqual([401, 'text/html; charset=utf-8']);
    expect(challenges).toEqual(['Negotiate', 'NTLM']);
  });

  it.each([
    ['NTLM', {}],
    ['Negotiate', {}],
    ['NTLM', { mic: true }],
    ['NTLM', { user: 'SVC-VDC', domain: 'corp' }],
    ['NTLM', { domain: 'Corp.Example' }],
    ['NTLM', { user: 'svc-vdc@corp.example', domain: '' }],
    ['NTLM', { domain: '' }],
    ['NTLM', { charset: 'oem' }],
    ['NTLM', { user: 'ünï', password: 'pässwörd€𝄞', mic: true }],
    ['NTLM', { user: 'ünï', password: 'pässwörd€𝄞', charset: 'oem' }],
  ] as const)('lets the right password in by %s with %o', async (scheme, different) => {
    const login: NtlmLogin = { ...serviceLogin, ...different };
    const { status, text } = await loginByNtlm(sites, connection, login, undefined, scheme);
    expect(status).toBe(200);
    expect(sites.mint.verify(jwtOf(text) ?? '', adminRealm)).toMatchObject({ ok: true });
    expect(reasons()).toEqual(['handshake', 'issued']);
  });

  it('keeps a login with its connection: the next request needs no credentials, one elsewhere does', async () => {
    await loginByNtlm(sites, connection);
    expect((await postToWindows(sites, connection)).status).toBe(200);
    const other = openConnection(sites.ca);
    expect((await postToWindows(sites, other)).status).toBe(401);
    other.close();
    expect(reasons()).toEqual(['handshake', 'issued', 'issued', 'no credentials']);
  });

  it('refuses the last message of a handshake that began on another connection', async () => {
    const challenge = (await beginNtlm(sites, connection)) ?? Buffer.alloc(0);
    const { message } = authenticateMessage(negotiateMessage(), challenge, serviceLogin);
    const other = openConnection(sites.ca);
    const authorization = `NTLM ${message.toString('base64')}`;
    expect((await postToWindows(sites, other, authorization)).status).toBe(401);
    other.close();
    expect(reasons()).toEqual(['handshake', 'message out of order']);
  });

  it('asks each challenge once: a repeated last message is refused and ends the login', async () => {
    let last = '';
    await loginByNtlm(sites, connection, serviceLogin, ({ message }) => {
      last = `NTLM ${message.toString('base64')}`;
    });
    expect((await postToWindows(sites, connection, last)).status).toBe(401);
    expect((await postToWindows(sites, connection)).status).toBe(401);
    expect(reasons()).toEqual(['handshake', 'issued', 'message out of order', 'no credentials']);
  });

  it('refuses a last message under the other scheme', async () => {
    const challenge = (await beginNtlm(sites, connection)) ?? Buffer.alloc(0);
    const { message } = authenticateMessage(negotiateMessage(), challenge, serviceLogin);
    expect((await postToWindows(sites, connection, `Negotiate ${message.toString('base64')}`)).status).toBe(401);
  });

  it('offers and takes only the schemes of its knob', async () => {
    sites.knobs.windows.schemes = ['NTLM'];
    expect((await postToWindows(sites, connection)).challenges).toEqual(['NTLM']);
    expect(await beginNtlm(sites, connection, negotiateMessage(), 'Negotiate')).toBeUndefined();
    expect((await loginByNtlm(sites, connection)).status).toBe(200);
  });

  it.each([
    ['a wrong password', { password: 'P&ss<w0rd>' }, 'wrong password'],
    ['an unknown user', { user: 'nobody' }, 'unknown user'],
    ['another domain', { domain: 'OTHER' }, 'unknown user'],
    ['a user of the tenant site', { user: 'john@example.net', domain: '', password: ' Secret-1 ' }, 'unknown user'],
  ])('answers %s with 401 and offers to begin again', async (_, different, reason) => {
    const { status, challenges } = await loginByNtlm(sites, connection, { ...serviceLogin, ...different });
    expect([status, challenges]).toEqual([401, ['Negotiate', 'NTLM']]);
    expect(reasons()).toEqual(['handshake', reason]);
    expect((await loginByNtlm(sites, connection)).status).toBe(200);
  });

  it('refuses a disabled account, and a locked one even with the right password', async () => {
    for (const account of sites.accounts) account.disabled = true;
    expect((await loginByNtlm(sites, connection)).status).toBe(401);
    sites.freshen();
    sites.knobs.lockoutAfter = 3;
    for (let tries = 0; tries < 3; tries += 1)
      await loginByNtlm(sites, connection, { ...serviceLogin, password: 'wrong' });
    expect(sites.accounts[0]?.failedTries).toBe(3);
    expect((await loginByNtlm(sites, connection)).status).toBe(401);
    expect(reasons().at(-1)).toBe('locked');
  });

  it('forgets wrong tries after a right one', async () => {
    await loginByNtlm(sites, connection, { ...serviceLogin, password: 'wrong' });
    expect(sites.accounts[0]?.failedTries).toBe(1);
    await loginByNtlm(sites, connection);
    expect(sites.accounts[0]?.failedTries).toBe(0);
  });

  it('forgets a handshake when a request without credentials comes between', async () => {
    const challenge = (await beginNtlm(sites, connection)) ?? Buffer.alloc(0);
    await postToWindows(sites, connection);
    const { message } = authenticateMessage(negotiateMessage(), challenge, serviceLogin);
    expect((await postToWindows(sites, connection, `NTLM ${message.toString('base64')}`)).status).toBe(401);
    expect(reasons()).toEqual(['handshake', 'no credentials', 'message out of order']);
  });

  it('does not understand a Security header, and says so where it must', async () => {
    await loginByNtlm(sites, connection);
    const to = `${sites.url.windows}/wstrust/issue/windowstransport`;
    const headers = { 'Content-Type': 'application/soap+xml' };
    const body = tokenRequestEnvelope({ to, realm: adminRealm, username: 'svc-vdc', password: 'x' });
    const { status, text } = await connection.exchange(to, { method: 'POST', headers }, body);
    expect(status).toBe(500);
    expect(text).toContain('<s:Value>s:MustUnderstand</s:Value>');
  });

  it('does not issue for the tenant realm', async () => {
    await loginByNtlm(sites, connection);
    const to = `${sites.url.windows}/wstrust/issue/windowstransport`;

    const headers = { 'Content-Type': 'application/soap+xml' };
    const body = tokenRequestEnvelope({ to, realm: 'http://azureservices/TenantSite' });
    const { status, text } = await connection.exchange(to, { method: 'POST', headers }, body);
    expect(status).toBe(500);
    expect(text).toContain('ID3082');
  });
});

type Spoil = (finished: FinishedLogin) => void;
type Place = (finished: FinishedLogin) => number;

function flip(place: Place, bits = 0x10): Spoil {
  return (finished) => {
    const at = place(finished);
    finished.message.writeUInt8(finished.message.readUInt8(at) ^ bits, at);
  };
}

const inProof: Place = ({ proofAt }) => proofAt + 5;
const inMic: Place = ({ micAt }) => micAt + 5;
const inAvFlags: Place = ({ message, blobAt }) => message.indexOf(Buffer.from([6, 0, 4, 0, 2]), blobAt) + 4;
const renameUser: Spoil = ({ message }) => void Buffer.from('ünï', 'utf16le').copy(message, message.readUInt32LE(40));

describe('a login that was tampered with', () => {
  const micLogin: NtlmLogin = { ...serviceLogin, mic: true };
  const keyExchange: NtlmLogin = { ...serviceLogin, extraFlags: 0x4000_0000 };

  it.each<[string, NtlmLogin, Spoil, string]>([
    ['one bit of the proof', serviceLogin, flip(inProof), 'wrong password'],
    ['one bit of the MIC', micLogin, flip(inMic), 'wrong MIC'],
    ['the MIC set to zeros', micLogin, ({ message }) => void message.fill(0, 72, 88), 'wrong MIC'],
    ['a flag of the message under a MIC', micLogin, flip(() => 63, 0x20), 'wrong MIC'],
    ['the time in the blob', serviceLogin, flip(({ blobAt }) => blobAt + 9), 'wrong password'],
    ['the promise of a MIC', micLogin, flip(inAvFlags, 2), 'wrong password'],
    ['another user name', serviceLogin, renameUser, 'unknown user'],
    ['a key exchange that was not agreed', keyExchange, () => {}, 'key exchange not negotiated'],
    [
      'a name out of bounds',
      serviceLogin,
      ({ message }) => void message.writeUInt32LE(60_000, 40),
      'malformed message',
    ],
    [
      'a response in the header',
      serviceLogin,
      ({ message }) => void message.writeUInt32LE(10, 24),
      'malformed message',
    ],
    ['a name in the header', serviceLogin, ({ message }) => void message.writeUInt32LE(12, 40), 'malformed message'],
    ['another version of the blob', serviceLogin, flip(({ blobAt }) => blobAt, 3), 'malformed message'],
    ['another signature', serviceLogin, flip(() => 0), 'malformed message'],
  ])('is refused: %s', async (_, login, spoil, reason) => {
    expect((await loginByNtlm(sites, connection, login, spoil)).status).toBe(401);
    expect(reasons()).toEqual(['handshake', reason]);
    expect((await postToWindows(sites, connection)).status).toBe(401);
  });

  it('counts as a try only when the password was not proven', async () => {
    await loginByNtlm(sites, connection, micLogin, flip(inMic));
    expect(sites.accounts[0]?.failedTries).toBe(0);
    await loginByNtlm(sites, connection, serviceLogin, flip(inProof));
    expect(sites.accounts[0]?.failedTries).toBe(1);
  });

  it('is refused when it falls back to NTLMv1 or to nobody', async () => {
    const challenge = (await beginNtlm(sites, connection)) ?? Buffer.alloc(0);
    await postToWindows(sites, connection, `NTLM ${ntlmV1Message(challenge, 'svc-vdc', 'CORP').toString('base64')}`);
    await loginByNtlm(sites, connection, { ...serviceLogin, extraFlags: 0x800 });
    expect(reasons()).toEqual(['handshake', 'NTLMv1 or LM response', 'handshake', 'anonymous']);
  });

  it.each([
    ['Basic c3ZjOnB3', 'scheme not offered'],
    ['NTLM', 'scheme not offered'],
    ['NTLM !!!', 'scheme not offered'],
    ['NTLM AAAA', 'malformed message'],
    [`NTLM ${negotiateMessage('unicode', 0x200).toString('base64')}`, 'NTLM not offered by the client'],
    [`NTLM ${negotiateMessage('unicode', 1).toString('base64')}`, 'no common character set'],
    [`NTLM ${negotiateMessage().subarray(0, 16).toString('base64')}`, 'malformed message'],
  ])('never gets a challenge with "%s"', async (authorization, reason) => {
    const { status, challenges } = await postToWindows(sites, connection, authorization);
    expect([status, challenges]).toEqual([401, ['Negotiate', 'NTLM']]);
    expect(reasons()).toEqual([reason]);
  });
});

describe('extended protection', () => {
  const right = () => channelBinding(sites.certificateDer);
  const wrong = () => channelBinding(Buffer.from('the certificate of somebody in the middle'));
  const bindings = { right, wrong, zeros: () => Buffer.alloc(16), absent: () => undefined };

  it.each([
    ['off', 'right', 200],
    ['off', 'wrong', 200],
    ['off', 'zeros', 200],
    ['off', 'absent', 200],
    ['allow', 'right', 200],
    ['allow', 'wrong', 401],
    ['allow', 'zeros', 200],
    ['allow', 'absent', 200],
    ['require', 'right', 200],
    ['require', 'wrong', 401],
    ['require', 'zeros', 401],
    ['require', 'absent', 401],
  ] as const)('"%s" answers a login whose binding is %s with %i', async (knob, which, status) => {
    sites.knobs.windows.extendedProtection = knob;
    const binding = bindings[which]();
    const login = { ...serviceLogin, mic: true, ...(binding === undefined ? {} : { binding }) };
    expect((await loginByNtlm(sites, connection, login)).status).toBe(status);
    expect(sites.accounts[0]?.failedTries).toBe(0);
  });
});

import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createConnectionLogin,
  type ConnectionLogin,
} from '../../../../../src/providers/wap/client/auth/connection-login.ts';
import { createTokenSource } from '../../../../../src/providers/wap/client/auth/token-source.ts';
import {
  issueCertificate,
  makeAuthority,
  type Authority,
  type ServerCertificate,
} from '../../../../support/peers/certificates.ts';
import {
  startNtlmAuthAcceptor,
  type AcceptorBehaviour,
  type NtlmAuthAcceptor,
} from '../../../../support/peers/ntlm-auth-acceptor.ts';
import { canMeetPeers } from '../../../../support/peers/require-packages.ts';
import { DOMAIN_USERS, startSambaDomain } from '../../../../support/peers/samba-domain.ts';
import { makeScratchFolder } from '../../../../support/peers/scratch-folder.ts';
import { flipBit, MIC_OFFSET } from '../../../../support/raw-ntlm-login.ts';
import { issuedEnvelope, unsignedJwt } from '../../../../support/sts-server.ts';

const signal = new AbortController().signal;
const [service, unicode] = DOMAIN_USERS;
const peers = new AsyncDisposableStack();

describe.runIf(canMeetPeers('samba'))('the NTLM login against Samba', () => {
  let authority: Authority;
  let tls: ServerCertificate;
  let ntlmAuth: readonly string[];

  beforeAll(async () => {
    const scratch = peers.use(await makeScratchFolder('ntlm'));
    authority = await makeAuthority(scratch.path);
    tls = await issueCertificate(authority);
    ({ ntlmAuth } = peers.use(await startSambaDomain()));
  }, 120_000);

  afterAll(() => peers.disposeAsync());

  const acceptor = async (behaviour: AcceptorBehaviour = {}): Promise<NtlmAuthAcceptor> =>
    peers.use(await startNtlmAuthAcceptor(tls, ntlmAuth, behaviour));

  function login(url: string, as: { domain?: string; username: string; password: string }): ConnectionLogin {
    const peer = { url, purpose: 'the admin auth site', ca: authority.ca };
    const opened = createConnectionLogin({ ...peer, ...as, now: Date.now, random: randomBytes });
    peers.defer(() => opened.close());
    return opened;
  }

  const corp = { domain: 'CORP', ...service };
  const issue = { method: 'POST', path: '/issue', headers: { 'content-type': 'text/plain' }, body: '<rst/>' } as const;
  const hello = { status: 200, body: String.raw`hello CORP\svc-vdc: POST /issue <rst/>` };

  it('logs in with domain, user name and password, and sends the body with the last leg only', async () => {
    const { url } = await acceptor();
    await expect(login(url, corp).request(issue, signal)).resolves.toMatchObject(hello);
  });

  it('logs in with DOMAIN\\user and with a UPN', async () => {
    const { url } = await acceptor();
    for (const username of [String.raw`corp\svc-vdc`, 'svc-vdc@corp.example']) {
      const answer = await login(url, { ...service, username }).request(issue, signal);
      expect({ username, status: answer.status }).toEqual({ username, status: 200 });
    }
  });

  it('logs in with a name and a password beyond ASCII', async () => {
    const { url } = await acceptor();
    await expect(login(url, { domain: 'CORP', ...unicode }).request(issue, signal)).resolves.toMatchObject({
      status: 200,
    });
  });

  it('puts NTLM under Negotiate where nothing else is offered', async () => {
    const { url, connections } = await acceptor({ schemes: ['Negotiate'] });
    await expect(login(url, corp).request(issue, signal)).resolves.toMatchObject(hello);
    expect(connections()).toBe(1);
  });

  it('asks a hundred times on one connection after one login', async () => {
    const { url, connections } = await acceptor();
    const opened = login(url, corp);
    const answers = Array.from({ length: 100 }, () => opened.request(issue, signal));
    for (const answer of await Promise.all(answers)) expect(answer).toMatchObject(hello);
    expect(connections()).toBe(1);
  });

  it('logs in again when the server has closed the connection', async () => {
    const { url, connections, cutConnections } = await acceptor();
    const opened = login(url, corp);
    await opened.request(issue, signal);
    cutConnections();
    const second = opened.request(issue, signal).catch(() => opened.request(issue, signal)); // the cut may be seen only by the first try
    await expect(second).resolves.toMatchObject(hello);
    expect(connections()).toBe(2);
  });

  it('logs in for each request where the site forgets the login', async () => {
    const { url, connections } = await acceptor({ forgetful: true });
    const opened = login(url, corp);
    for (let i = 0; i < 3; i++) await expect(opened.request(issue, signal)).resolves.toMatchObject(hello);
    expect(connections()).toBe(1);
  });

  it('keeps two logins on two connections apart', async () => {
    const { url, connections } = await acceptor();
    const both = [login(url, corp), login(url, { domain: 'CORP', ...unicode })];
    const answers = await Promise.all(both.map((opened) => opened.request(issue, signal)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(connections()).toBe(2);
  });

  it.each([
    ['a wrong password', { ...corp, password: 'not-it' }],
    ['an unknown user', { ...corp, username: 'nobody' }],
    ['a wrong domain', { ...corp, domain: 'ELSEWHERE' }],
  ])('says what may be wrong with %s, once, and never tries it again', async (_, as) => {
    const { url, connections } = await acceptor();
    const opened = login(url, as);
    const first = await opened.request(issue, signal).catch((error: unknown) => error);
    expect(first).toMatchObject({ code: 'LOGIN_REFUSED', retry: 'never' });
    expect(String(first)).not.toContain(as.password);
    await expect(opened.request(issue, signal)).rejects.toBe(first);
    expect(connections()).toBe(1);
  });

  it.each([
    ['the integrity code', MIC_OFFSET],
    ['the flags', 60],
  ])('is refused when one bit of %s was changed on the way', async (_, offset) => {
    const { url } = await acceptor({ tamper: (message) => flipBit(message, offset) });
    await expect(login(url, corp).request(issue, signal)).rejects.toMatchObject({ code: 'LOGIN_REFUSED' });
  });

  it('names the proxy when the connection is cut between the legs, and does not send the proof elsewhere', async () => {
    const { url, connections } = await acceptor({ cutAfterChallenge: true });
    const opened = login(url, corp);
    await expect(opened.request(issue, signal)).rejects.toMatchObject({
      code: 'NTLM_CONNECTION_CHANGED',
      retry: 'later',
    });
    expect(connections()).toBe(1);
  });

  it('brings a token from an auth site, and a wrong password is sent there once', async () => {
    const jwt = unsignedJwt({ expiresAt: Date.now() + 3_600_000 });
    const { url, connections } = await acceptor({ reply: issuedEnvelope(jwt) });
    const windows = {
      mode: 'windows',
      endpoint: url,
      ca: authority.ca,
      ...corp,
      now: Date.now,
      random: randomBytes,
    } as const;
    await expect(createTokenSource(windows).token(signal)).resolves.toBe(jwt);
    const mistaken = createTokenSource({ ...windows, password: 'not-it' });
    for (let i = 0; i < 3; i++) await expect(mistaken.token(signal)).rejects.toMatchObject({ code: 'LOGIN_REFUSED' });
    expect(connections()).toBe(2);
  });
});

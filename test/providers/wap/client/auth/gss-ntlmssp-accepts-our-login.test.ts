import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createConnectionLogin } from '../../../../../src/providers/wap/client/auth/connection-login.ts';
import { startApacheAcceptor } from '../../../../support/peers/apache-acceptor.ts';
import { issueCertificate, makeAuthority } from '../../../../support/peers/certificates.ts';
import { startEpaAcceptor } from '../../../../support/peers/epa-acceptor.ts';
import { FILE_USERS } from '../../../../support/peers/ntlm-user-file.ts';
import { canMeetPeers } from '../../../../support/peers/require-packages.ts';
import { makeScratchFolder } from '../../../../support/peers/scratch-folder.ts';
import { flipBit, MIC_OFFSET, rawNtlmLogin } from '../../../../support/raw-ntlm-login.ts';

const signal = new AbortController().signal;
const [alice, unicode] = FILE_USERS;
const get = { method: 'GET', path: '/', headers: {} } as const;

describe.runIf(canMeetPeers('epa'))('the NTLM login against a server that checks channel binding', () => {
  const peers = new AsyncDisposableStack();
  let url: string;
  let ca: string;

  beforeAll(async () => {
    const scratch = peers.use(await makeScratchFolder('epa'));
    const authority = await makeAuthority(scratch.path);
    ({ ca } = authority);
    ({ url } = peers.use(await startEpaAcceptor(scratch.path, await issueCertificate(authority))));
  });
  afterAll(() => peers.disposeAsync());

  it('is accepted, again and again on one connection', async () => {
    const opened = createConnectionLogin({
      url,
      ca,
      purpose: 'SPF',
      domain: 'CORP',
      ...alice,
      now: Date.now,
      random: randomBytes,
    });
    peers.defer(() => opened.close());
    for (let i = 0; i < 100; i++) {
      await expect(opened.request(get, signal)).resolves.toMatchObject({
        status: 200,
        body: String.raw`hello CORP\alice`,
      });
    }
  });

  it('is accepted for a name and a password beyond ASCII', async () => {
    const opened = createConnectionLogin({
      url,
      ca,
      purpose: 'SPF',
      domain: 'CORP',
      ...unicode,
      now: Date.now,
      random: randomBytes,
    });
    peers.defer(() => opened.close());
    await expect(opened.request(get, signal)).resolves.toMatchObject({ status: 200, body: String.raw`hello CORP\ünï` });
  });

  it('is accepted with the binding of this certificate, and refused with the binding of another', async () => {
    await expect(rawNtlmLogin({ url, ca, ...alice })).resolves.toMatchObject({ status: 200 });
    const bind = (right: Buffer | undefined): Buffer => Buffer.alloc(16, right?.reverse());
    await expect(rawNtlmLogin({ url, ca, ...alice, bind })).resolves.toMatchObject({ status: 401 });
  });

  it('is refused when one bit of its integrity code was changed', async () => {
    const tamper = (message: Buffer): void => flipBit(message, MIC_OFFSET + 5);
    await expect(rawNtlmLogin({ url, ca, ...alice, tamper })).resolves.toMatchObject({ status: 401 });
  });
});

describe.runIf(canMeetPeers('apache'))('the NTLM login against Apache', () => {
  const peers = new AsyncDisposableStack();
  let url: string;
  let ca: string;

  beforeAll(async () => {
    const scratch = peers.use(await makeScratchFolder('apache'));
    const authority = await makeAuthority(scratch.path);
    ({ ca } = authority);
    ({ url } = peers.use(await startApacheAcceptor(scratch.path, await issueCertificate(authority))));
  });
  afterAll(() => peers.disposeAsync());

  const login = (password: string) => {
    const account = { domain: 'CORP', username: alice.username, password };
    const opened = createConnectionLogin({ url, ca, purpose: 'SPF', ...account, now: Date.now, random: randomBytes });
    peers.defer(() => opened.close());
    return opened;
  };

  it('is accepted, again and again on one connection', async () => {
    const opened = login(alice.password);
    for (let i = 0; i < 100; i++) {
      const answer = await opened.request({ ...get, path: '/ntlm/' }, signal);
      expect(answer).toMatchObject({ status: 200, body: 'hello ntlm\n' });
      expect(answer.headers['x-user']).toBe(String.raw`CORP\alice`);
    }
  });

  it('is refused with a wrong password', async () => {
    const opened = login('not-it');
    await expect(opened.request({ ...get, path: '/ntlm/' }, signal)).rejects.toMatchObject({ code: 'LOGIN_REFUSED' });
  });

  it('is refused when one bit of its integrity code was changed', async () => {
    const tamper = (message: Buffer): void => flipBit(message, MIC_OFFSET);
    await expect(rawNtlmLogin({ url, ca, ...alice, tamper })).resolves.toMatchObject({ status: 401 });
  });

  it('does not log in where nobody asks for it', async () => {
    const answer = await login('not-it').request({ ...get, path: '/elsewhere' }, signal);
    expect(answer.status).toBe(404);
  });
});

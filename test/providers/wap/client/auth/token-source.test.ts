import { randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createTokenSource, type TokenSource } from '../../../../../src/providers/wap/client/auth/token-source.ts';
import type { TokenSourceOptions } from '../../../../../src/providers/wap/client/auth/token-source-options.ts';
import { issueCertificate, makeAuthority, type ServerCertificate } from '../../../../support/peers/certificates.ts';
import { canMeetPeers } from '../../../../support/peers/require-packages.ts';
import { makeScratchFolder } from '../../../../support/peers/scratch-folder.ts';
import {
  issuedEnvelope,
  startStsServer,
  unsignedJwt,
  wsTrustFixture,
  type StsAnswer,
  type StsServer,
} from '../../../../support/sts-server.ts';

const MINUTE = 60_000;
const start = Date.UTC(2026, 0, 1);
const signal = new AbortController().signal;
const badCredentials: StsAnswer = { status: 500, body: wsTrustFixture('fault-bad-credentials') };
const outage: StsAnswer = { status: 503 };

describe.runIf(canMeetPeers('certificates'))('a source of tokens from AD FS', () => {
  const suite = new AsyncDisposableStack();
  let each = new AsyncDisposableStack();
  let ca: string;
  let tls: ServerCertificate;
  let time = start;
  let serial = 0;

  beforeAll(async () => {
    const scratch = suite.use(await makeScratchFolder('tokens'));
    const authority = await makeAuthority(scratch.path);
    ({ ca } = authority);
    tls = await issueCertificate(authority);
  });
  afterEach(async () => {
    await each.disposeAsync();
    each = new AsyncDisposableStack();
    time = start;
  });
  afterAll(() => suite.disposeAsync());

  const issue = (): StsAnswer => {
    const jwt = unsignedJwt({ notBefore: time, expiresAt: time + 60 * MINUTE, serial: ++serial });
    return { status: 200, body: issuedEnvelope(jwt) };
  };
  const server = async (answer: () => StsAnswer | Promise<StsAnswer> = issue): Promise<StsServer> =>
    each.use(await startStsServer(tls, answer));

  function source(sts: StsServer, more: Partial<TokenSourceOptions> = {}): TokenSource {
    const opened = createTokenSource({
      mode: 'adfs',
      endpoint: sts.url,
      domain: 'CORP',
      username: 'svc-vdc',
      password: 'S3cret&<>',
      ca,
      now: () => time,
      random: randomBytes,
      ...more,
    });
    each.defer(() => opened.close());
    return opened;
  }

  it('asks the endpoint of its mode for its realm, with the escaped password', async () => {
    const sts = await server();
    await source(sts).token(signal);
    expect(sts.requests).toHaveLength(1);
    expect(sts.requests[0]).toMatchObject({ method: 'POST', path: '/adfs/services/trust/13/usernamemixed' });
    expect(sts.requests[0]?.headers['content-type']).toBe('application/soap+xml; charset=utf-8');
    const body = sts.requests[0]?.body;
    expect(body).toContain(String.raw`<wsse:Username>CORP\svc-vdc<`);
    expect(body).toContain('>S3cret&amp;&lt;&gt;<');
    expect(body).toContain('<adr:Address>http://azureservices/AdminSite<');
    expect(body).toContain(`>${sts.url}/adfs/services/trust/13/usernamemixed</adr:To>`);
  });

  it.each([
    [{ username: 'svc@corp.example' }, '/adfs/services/trust/13/usernamemixed', 'svc@corp.example', 'AdminSite'],
    [{ username: String.raw`OTHER\svc` }, '/adfs/services/trust/13/usernamemixed', String.raw`OTHER\svc`, 'AdminSite'],
    [{ mode: 'membership', domain: undefined, username: 'jo@x' }, '/wstrust/issue/usernamemixed', 'jo@x', 'TenantSite'],
    [{ path: '/my/sts', realm: 'urn:mine' }, '/my/sts', String.raw`CORP\svc-vdc`, 'urn:mine'],
  ] as const)('follows the settings %j', async (more, path, username, realm) => {
    const sts = await server();
    const opened = source(sts, more);
    await opened.token(signal);
    expect(sts.requests[0]?.path).toBe(path);
    expect(sts.requests[0]?.body).toContain(`<wsse:Username>${username}<`);
    expect(sts.requests[0]?.body).toContain(`${realm}</adr:Address>`);
    expect(opened.principal).toBe(username);
  });

  it('logs in once for a hundred callers and keeps the token until it nears its end', async () => {
    const sts = await server();
    const opened = source(sts);
    const tokens = await Promise.all(Array.from({ length: 100 }, () => opened.token(signal)));
    expect(new Set(tokens).size).toBe(1);
    time += 47 * MINUTE;
    expect(await opened.token(signal)).toBe(tokens[0]);
    time += 2 * MINUTE;
    expect(await opened.token(signal)).not.toBe(tokens[0]);
    expect(sts.requests).toHaveLength(2);
  });

  it('renews a refused token once for all who were refused', async () => {
    const sts = await server();
    const opened = source(sts);
    const first = await opened.token(signal);
    time += MINUTE;
    const renewed = await Promise.all(Array.from({ length: 10 }, () => opened.renew(first, signal)));
    expect(new Set(renewed).size).toBe(1);
    expect(renewed[0]).not.toBe(first);
    expect(await opened.renew(first, signal)).toBe(renewed[0]); // somebody who comes late
    expect(sts.requests).toHaveLength(2);
  });

  it('does not go round in circles when the API refuses even fresh tokens', async () => {
    const sts = await server();
    const opened = source(sts);
    const renewed = await opened.renew(await opened.token(signal), signal);
    await expect(opened.renew(renewed, signal)).rejects.toMatchObject({ code: 'TOKEN_REFUSED', retry: 'later' });
    expect(sts.requests).toHaveLength(2);
    time += 2 * MINUTE;
    await expect(opened.renew(renewed, signal)).resolves.toEqual(expect.any(String));
  });

  it('tries wrong credentials exactly once, whoever asks and however often', async () => {
    const sts = await server(() => badCredentials);
    const opened = source(sts);
    const errors = await Promise.all(
      Array.from({ length: 5 }, () => opened.token(signal).catch((error: unknown) => error)),
    );
    time += 600 * MINUTE;
    errors.push(await opened.token(signal).catch((error: unknown) => error));
    errors.push(await opened.renew('x', signal).catch((error: unknown) => error));
    expect(errors[0]).toMatchObject({ code: 'STS_CREDENTIALS_REFUSED', retry: 'never' });
    expect(new Set(errors).size).toBe(1);
    expect(String(errors[0])).not.toContain('S3cret');
    expect(sts.requests).toHaveLength(1);
  });

  it('remembers refused credentials although nobody waited for the answer', async () => {
    const arrived = Promise.withResolvers<void>();
    const held = Promise.withResolvers<StsAnswer>();
    const sts = await server(() => {
      arrived.resolve();
      return held.promise;
    });
    const opened = source(sts);
    const impatient = new AbortController();
    const first = opened.token(impatient.signal);
    await arrived.promise;
    impatient.abort();
    await expect(first).rejects.toMatchObject({ code: 'CALL_ABANDONED' });
    const second = opened.token(signal);
    held.resolve(badCredentials);
    await expect(second).rejects.toMatchObject({ code: 'STS_CREDENTIALS_REFUSED' });
    expect(sts.requests).toHaveLength(1);
  });

  it('stops for ever when the password is changed while it holds a token', async () => {
    let answer = issue;
    const opened = source(await server(() => answer()));
    await opened.token(signal);
    answer = () => badCredentials;
    time += 50 * MINUTE;
    await expect(opened.token(signal)).rejects.toMatchObject({ code: 'STS_CREDENTIALS_REFUSED' });
  });

  it('lives through an outage of the token service as long as its token lasts, and asks it seldom', async () => {
    let answer = issue;
    const sts = await server(() => answer());
    const opened = source(sts);
    const first = await opened.token(signal);
    answer = () => outage;
    time += 50 * MINUTE;
    for (let i = 0; i < 10; i++) expect(await opened.token(signal)).toBe(first);
    expect(sts.requests).toHaveLength(2);
    time += MINUTE;
    await opened.token(signal);
    expect(sts.requests).toHaveLength(3);
    time += 10 * MINUTE;
    await expect(opened.token(signal)).rejects.toMatchObject({ code: 'STS_UNAVAILABLE', retry: 'later' });
    answer = issue;
    await expect(opened.token(signal)).resolves.toEqual(expect.any(String));
  });

  it('is not driven mad by a clock that is hours off', async () => {
    const sts = await server();
    const opened = source(sts, { now: () => time + 300 * MINUTE });
    for (let i = 0; i < 10; i++) await opened.token(signal);
    expect(sts.requests).toHaveLength(1);
  });

  it('answers nobody after it was closed', async () => {
    const opened = source(await server(() => new Promise<StsAnswer>(() => undefined)));
    const waiting = opened.token(signal);
    opened.close();
    await expect(waiting).rejects.toMatchObject({ code: 'CALL_ABANDONED' });
    await expect(opened.token(signal)).rejects.toMatchObject({ code: 'CALL_ABANDONED' });
  });

  it('says at once which setting is missing', () => {
    const options = { mode: 'adfs', now: () => time, random: randomBytes } as const;
    expect(() => createTokenSource(options)).toThrow(expect.objectContaining({ code: 'AUTH_SETTINGS_INCOMPLETE' }));
    expect(() => createTokenSource({ ...options, mode: 'token' })).toThrow(/wap\.auth\.token is missing/u);
  });

  it('sends no password over plain HTTP', async () => {
    const sts = await server();
    const opened = source(sts, { endpoint: sts.url.replace('https:', 'http:') });
    await expect(opened.token(signal)).rejects.toMatchObject({ code: 'URL_NOT_HTTPS' });
  });
});

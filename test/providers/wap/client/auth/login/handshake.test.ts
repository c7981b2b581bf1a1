import { randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createConnectionLogin } from '../../../../../../src/providers/wap/client/auth/connection-login.ts';
import { spnegoAround } from '../../../../../../src/providers/wap/client/auth/login/spnego.ts';
import { issueCertificate, makeAuthority, type ServerCertificate } from '../../../../../support/peers/certificates.ts';
import { canMeetPeers } from '../../../../../support/peers/require-packages.ts';
import { makeScratchFolder } from '../../../../../support/peers/scratch-folder.ts';
import { startStsServer, type StsAnswer, type StsRequest, type StsServer } from '../../../../../support/sts-server.ts';

const signal = new AbortController().signal;
const post = { method: 'POST', path: '/issue', headers: {}, body: 'the body' } as const;

/** The challenge of MS-NLMP 4.2.4.3, in which the server tells no time. */
const CHALLENGE = Buffer.from(
  '4e544c4d53535000020000000c000c003800000033828ae20123456789abcdef00000000000000002400240044000000060070170000000f' +
    '53006500720076006500720002000c0044006f006d00610069006e0001000c0053006500720076006500720000000000',
  'hex',
);

describe.runIf(canMeetPeers('certificates'))('the login handshake', () => {
  const suite = new AsyncDisposableStack();
  let each = new AsyncDisposableStack();
  let ca: string;
  let tls: ServerCertificate;

  beforeAll(async () => {
    const scratch = suite.use(await makeScratchFolder('login'));
    const authority = await makeAuthority(scratch.path);
    ({ ca } = authority);
    tls = await issueCertificate(authority);
  });
  afterEach(async () => {
    await each.disposeAsync();
    each = new AsyncDisposableStack();
  });
  afterAll(() => suite.disposeAsync());

  async function server(answer: (request: StsRequest) => StsAnswer | Promise<StsAnswer>): Promise<StsServer> {
    return each.use(await startStsServer(tls, answer));
  }

  function login(url: string) {
    const account = { domain: 'CORP', username: 'svc', password: 'pw' };
    const opened = createConnectionLogin({ url, ca, purpose: 'SPF', ...account, now: Date.now, random: randomBytes });
    each.defer(() => opened.close());
    return opened;
  }

  const offer = (...offers: string[]): StsAnswer => ({ status: 401, headers: { 'www-authenticate': offers } });
  const tokenOf = (request: StsRequest): Buffer =>
    Buffer.from(/ (\S+)$/u.exec(String(request.headers.authorization))?.[1] ?? '', 'base64');

  it('sends an empty body first and the whole one last, and repeats nothing', async () => {
    const { url, requests } = await server((request) =>
      tokenOf(request).readUInt32LE(8) === 1
        ? offer(`NTLM ${CHALLENGE.toString('base64')}`)
        : { status: 200, body: 'in' },
    );
    await expect(login(url).request(post, signal)).resolves.toMatchObject({ status: 200, body: 'in' });
    expect(requests.map(({ body, headers }) => [body, headers['content-length']])).toEqual([
      ['', '0'],
      ['the body', '8'],
    ]);
  });

  it('wraps its answer in SPNEGO where the server wrapped its challenge', async () => {
    const wrapped = spnegoAround(CHALLENGE).toString('base64');
    const { url, requests } = await server((request) => {
      if (String(request.headers.authorization).startsWith('NTLM')) return offer('Negotiate');
      return tokenOf(request).subarray(0, 7).toString() === 'NTLMSSP' ? offer(`Negotiate ${wrapped}`) : { status: 200 };
    });
    await expect(login(url).request(post, signal)).resolves.toMatchObject({ status: 200 });
    const proof = tokenOf(requests.at(-1) ?? { method: '', path: '', headers: {}, body: '' });
    expect(proof.readUInt8(0)).toBe(0xa1);
    expect(proof.includes('NTLMSSP')).toBe(true);
  });

  it.each([
    ['only Basic', ['Basic realm="a, b"'], 'LOGIN_SCHEME_UNKNOWN', 'basic'],
    ['nothing', [], 'LOGIN_SCHEME_UNKNOWN', 'none'],
    ['Kerberos without a token', ['Negotiate'], 'LOGIN_KERBEROS_ONLY', 'mode adfs'],
    [
      'Kerberos with a token of its own',
      ['Negotiate oRQwEqADCgEBoQsGCSqGSIb3EgECAg=='],
      'LOGIN_KERBEROS_ONLY',
      'mode adfs',
    ],
    ['NTLM without a challenge', ['Negotiate', 'NTLM'], 'NTLM_BROKEN_OFF', 'challenge'],
    ['a list in one header', ['Negotiate, NTLM'], 'NTLM_BROKEN_OFF', 'challenge'],
    [
      'NTLM with half a challenge',
      [`NTLM ${CHALLENGE.subarray(0, 50).toString('base64')}`],
      'NTLM_ANSWER_INVALID',
      'challenge',
    ],
  ])('explains a server that offers %s, and sends it neither proof nor body', async (_, offers, code, words) => {
    const { url, requests } = await server(() => offer(...offers));
    const error = await login(url)
      .request(post, signal)
      .catch((caught: unknown) => caught);
    expect(error).toMatchObject({ code, message: expect.stringContaining(words) as unknown });
    expect(requests.map(({ body }) => body).join('')).toBe('');
    expect(requests.every((request) => tokenOf(request).readUInt32LE(8) === 1)).toBe(true);
  });

  it('asks without a login where none is wanted, and hands over whatever the server says', async () => {
    const { url, requests } = await server(({ body }) => ({
      status: body === '' ? 400 : 302,
      headers: { location: '/portal' },
    }));
    await expect(login(url).request(post, signal)).resolves.toMatchObject({
      status: 302,
      headers: { location: '/portal' },
    });
    expect(requests.at(-1)?.headers.authorization).toBeUndefined();
  });

  it('gives up waiting when told to, also while another request is under way', async () => {
    const { url } = await server(() => new Promise(() => undefined));
    const opened = login(url);
    const giveUp = new AbortController();
    const both = [opened.request(post, giveUp.signal), opened.request(post, giveUp.signal)];
    giveUp.abort();
    for (const request of both) await expect(request).rejects.toMatchObject({ code: 'CALL_ABANDONED' });
  });

  it('explains a connection that cannot be opened', async () => {
    const closed = await startStsServer(tls, () => ({ status: 200 }));
    await closed[Symbol.asyncDispose]();
    await expect(login(closed.url).request(post, signal)).rejects.toMatchObject({
      code: 'CONNECTION_REFUSED',
      retry: 'at-once',
    });
  });

  it('refuses to log in without TLS', () => {
    expect(() => login('http://localhost:1')).toThrow(expect.objectContaining({ code: 'URL_NOT_HTTPS' }));
  });
});

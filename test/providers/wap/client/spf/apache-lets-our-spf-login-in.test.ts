import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { RequestReport, WapRequest } from '../../../../../src/providers/wap/client/http/transport.ts';
import type { SpfTransportOptions } from '../../../../../src/providers/wap/client/spf/create-spf-transport.ts';
import { openBreakableWire } from '../../../../support/breakable-wire.ts';
import { answerJson, type CannedAnswer } from '../../../../support/canned-server.ts';
import { startApacheBeforeSpf, type ApacheBeforeSpf } from '../../../../support/peers/apache-before-spf.ts';
import { issueCertificate, makeAuthority, type ServerCertificate } from '../../../../support/peers/certificates.ts';
import { FILE_USERS } from '../../../../support/peers/ntlm-user-file.ts';
import { canMeetPeers } from '../../../../support/peers/require-packages.ts';
import { makeScratchFolder } from '../../../../support/peers/scratch-folder.ts';
import { stillClock } from '../../../../support/wap-transport.ts';
import { openSpf } from '../../../../support/spf-transport.ts';

const signal = new AbortController().signal;
const GET: WapRequest = { method: 'GET', path: '/SC2012R2/VMM/Jobs', repeat: 'safe', signal };
const MERGE: WapRequest = { ...GET, method: 'MERGE', body: { Operation: 'Shutdown', Name: 'jörg' }, repeat: 'never' };

const echo: CannedAnswer = ({ method, url, headers, body }, response) =>
  answerJson(response, { method, url, body, user: headers['x-user'] });

describe.runIf(canMeetPeers('apache'))('SPF behind Apache', () => {
  const suite = new AsyncDisposableStack();
  let ca: string;
  let tls: ServerCertificate;

  beforeAll(async () => {
    const scratch = suite.use(await makeScratchFolder('spf'));
    const authority = await makeAuthority(scratch.path);
    ({ ca } = authority);
    tls = await issueCertificate(authority);
  });
  const open: AsyncDisposable[] = [];
  // A test that takes too long never comes to the end of its `await using`.
  afterEach(async () => {
    for (const each of open.splice(0)) await each[Symbol.asyncDispose]();
  });
  afterAll(() => suite.disposeAsync());

  interface Met extends AsyncDisposable {
    readonly apache: ApacheBeforeSpf;
    readonly spf: (options?: Partial<SpfTransportOptions>) => ReturnType<typeof openSpf>;
  }

  async function meet(scheme: 'ntlm' | 'basic', answer = echo, requestsPerConnection = 0): Promise<Met> {
    const each = new AsyncDisposableStack();
    open.push(each);
    const scratch = each.use(await makeScratchFolder(scheme));
    const apache = each.use(await startApacheBeforeSpf(scratch.path, tls, scheme, answer, requestsPerConnection));
    return {
      apache,
      spf: (options) => each.use(openSpf({ url: apache.url, ca }, options)),
      [Symbol.asyncDispose]: () => each.disposeAsync(),
    };
  }

  /** Answers only when `count` requests have come, so that they must have been on their way side by side. */
  function togetherOnly(count: number): CannedAnswer {
    const waiting: (() => void)[] = [];
    return (request, response, index) => {
      if (index === 0) return echo(request, response, index);
      waiting.push(() => echo(request, response, index));
      if (waiting.length === count) for (const answer of waiting.splice(0)) answer();
    };
  }

  describe.each(['ntlm', 'basic'] as const)('by %s', (scheme) => {
    it('lets a read and a write with a body in, as the account', async () => {
      await using met = await meet(scheme);
      const spf = met.spf();
      const user = String.raw`CORP\alice`;
      expect((await spf.request(GET)).json).toMatchObject({ method: 'GET', url: '/SC2012R2/VMM/Jobs', user });
      expect((await spf.request(MERGE)).json).toMatchObject({
        method: 'MERGE',
        user,
        body: '{"Operation":"Shutdown","Name":"jörg"}',
      });
      expect(met.apache.behind.requests.map(({ method }) => method)).toEqual(['GET', 'MERGE']);
    });

    it('lets a write that comes first in, and carries it out once', async () => {
      await using met = await meet(scheme);
      expect((await met.spf().request(MERGE)).json).toMatchObject({ body: expect.stringContaining('Shutdown') });
      expect(met.apache.behind.requests).toHaveLength(1);
    });

    it('lets requests run side by side, each connection logged in for itself', async () => {
      await using met = await meet(scheme, togetherOnly(4));
      const spf = met.spf();
      await spf.request(GET);
      await Promise.all(Array.from({ length: 4 }, () => spf.request(GET)));
      await Promise.all(Array.from({ length: 4 }, () => spf.request(GET)));
      const seen = await met.apache.seen(9);
      const ports = (status: number) =>
        new Set(seen.filter((one) => one.status === status).map((one) => one.connection));
      expect(ports(200).size).toBe(4);
      // Asked once without credentials; after that NTLM costs one more 401 a connection, and Basic none.
      expect(seen.filter(({ status }) => status === 401)).toHaveLength(scheme === 'ntlm' ? 5 : 1);
    });

    it('sees a wrong password once, however many requests there are', async () => {
      await using met = await meet(scheme);
      const reports: RequestReport[] = [];
      const spf = met.spf({ password: 'not-it', onRequest: (report) => reports.push(report) });
      const errors = await Promise.all(
        Array.from({ length: 12 }, () => spf.request(MERGE).then(String, (error: unknown) => error)),
      );
      expect(new Set(errors).size).toBe(1);
      expect(errors[0]).toMatchObject({
        code: 'LOGIN_REFUSED',
        retry: 'never',
        message: expect.stringMatching(/^SPF \(https:\/\/localhost:\d+\) refused the .*CORP\\alice/),
      });
      expect(String(errors[0])).not.toMatch(/not-it|adfs|MgmtSvc/);
      await expect(spf.request(GET)).rejects.toBe(errors[0]);
      expect(reports.map(({ status }) => status)).toEqual([401]);
      const steps = scheme === 'ntlm' ? 3 : 2;
      expect((await met.apache.seen(steps)).map(({ status }) => status)).toEqual(Array(steps).fill(401));
      expect(met.apache.behind.requests).toEqual([]);
    });

    it('logs in again when the connection breaks in the midst of a request, and repeats what is safe only', async () => {
      await using met = await meet(scheme, (request, response, index) => {
        // The second and the third are never answered.
        if (index !== 1 && index !== 2) echo(request, response, index);
      });
      await using wire = await openBreakableWire(met.apache.url);
      const spf = met.spf({ url: wire.url });
      await spf.request(GET);

      const read = spf.request(GET);
      await met.apache.behind.arrived(2);
      const write = spf.request({ ...MERGE, repeat: 'look-first' }).catch((error: unknown) => error);
      await met.apache.behind.arrived(3);
      wire.cut();
      expect((await read).status).toBe(200);
      expect(await write).toMatchObject({ code: 'WAP_OUTCOME_UNKNOWN', details: { mayHaveHappened: true } });
      expect(met.apache.behind.requests.map(({ method }) => method)).toEqual(['GET', 'GET', 'MERGE', 'GET']);
    });

    it('logs in again when the server closes the connection', async () => {
      await using met = await meet(scheme, echo, 4);
      const spf = met.spf();
      for (let count = 0; count < 10; count += 1) {
        expect((await spf.request({ ...MERGE, body: { count } })).json).toMatchObject({ body: `{"count":${count}}` });
      }
      expect(met.apache.behind.requests).toHaveLength(10);
      const seen = await met.apache.seen(11);
      expect(new Set(seen.map(({ connection }) => connection)).size).toBeGreaterThan(2);
    });
  });

  it('logs in on no more connections than are needed', async () => {
    await using met = await meet('ntlm');
    const spf = met.spf();
    for (let count = 0; count < 10; count += 1) await spf.request(GET);
    const seen = await met.apache.seen(11);
    expect(new Set(seen.filter(({ status }) => status === 200).map(({ connection }) => connection)).size).toBe(1);
  });

  it('knows a name and a password beyond ASCII by Basic too', async () => {
    await using met = await meet('basic');
    const [, { username, password }] = FILE_USERS;
    const spf = met.spf({ username: `CORP\\${username}`, password });
    expect((await spf.request(GET)).status).toBe(200);
  });

  it('sends a password that was right and is right no more once, however many connections log in again', async () => {
    await using met = await meet('ntlm', togetherOnly(4), 2);
    const clock = stillClock();
    const spf = met.spf(clock);
    // Two requests log a connection in, and then Apache closes it.
    await spf.request(GET);
    await Promise.all(Array.from({ length: 4 }, () => spf.request(GET)));
    const before = (await met.apache.seen(11)).length;
    expect(before).toBe(11);
    await met.apache.forgetUsers();
    clock.advance(60_000);
    const errors = await Promise.all(Array.from({ length: 4 }, () => spf.request(GET).catch((e: unknown) => e)));
    for (const error of errors) expect(error).toMatchObject({ code: 'LOGIN_REFUSED' });
    const seen = (await met.apache.seen(before + 2)).slice(before);
    expect(seen.map(({ status }) => status)).toEqual([401, 401]);
    expect(new Set(seen.map(({ connection }) => connection)).size).toBe(1);
  });

  it('takes a 401 in the midst of Basic as a refusal', async () => {
    await using met = await meet('basic');
    const spf = met.spf();
    await spf.request(GET);
    await met.apache.forgetUsers();
    await expect(spf.request(GET)).rejects.toMatchObject({ code: 'LOGIN_REFUSED' });
    await expect(spf.request(GET)).rejects.toMatchObject({ code: 'LOGIN_REFUSED' });
    expect(await met.apache.seen(3)).toHaveLength(3);
  });
});

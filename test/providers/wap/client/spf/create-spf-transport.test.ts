import type { ServerResponse } from 'node:http';
import { describe, expect, it } from 'vitest';
import type { RequestReport, WapRequest } from '../../../../../src/providers/wap/client/http/transport.ts';
import type { SpfTransportOptions } from '../../../../../src/providers/wap/client/spf/create-spf-transport.ts';
import {
  answerJson,
  startCannedServer,
  type CannedAnswer,
  type CannedServer,
} from '../../../../support/canned-server.ts';
import { openSpf } from '../../../../support/spf-transport.ts';
import { stillClock } from '../../../../support/wap-transport.ts';

const signal = new AbortController().signal;
const GET: WapRequest = { method: 'GET', path: '/VirtualMachines', repeat: 'safe', signal };
const PUT: WapRequest = {
  ...GET,
  method: 'PUT',
  route: '/VirtualMachines({id})',
  body: { a: 1 },
  repeat: 'look-first',
};

/** The challenge of MS-NLMP 4.2.4.3. */
const CHALLENGE = Buffer.from(
  '4e544c4d53535000020000000c000c003800000033828ae20123456789abcdef00000000000000002400240044000000060070170000000f' +
    '53006500720076006500720002000c0044006f006d00610069006e0001000c0053006500720076006500720000000000',
  'hex',
).toString('base64');

interface Met extends AsyncDisposable {
  readonly server: CannedServer;
  readonly spf: ReturnType<typeof openSpf>;
  readonly reports: readonly RequestReport[];
}

async function meet(
  answer: CannedAnswer,
  options: Partial<SpfTransportOptions> & { path?: string } = {},
): Promise<Met> {
  const all = new AsyncDisposableStack();
  const server = all.use(await startCannedServer(answer));
  const reports: RequestReport[] = [];
  const { path = '', ...rest } = options;
  const url = `${server.url}${path}`;
  const spf = all.use(openSpf({ url, ca: server.ca }, { onRequest: (report) => reports.push(report), ...rest }));
  return { server, spf, reports, [Symbol.asyncDispose]: () => all.disposeAsync() };
}

function refuse(response: ServerResponse, ...offers: string[]): void {
  response.writeHead(401, { 'www-authenticate': offers }).end('<html>401 - Unauthorized</html>');
}

/** Lets in whoever comes with Basic, and answers that one as told. */
function basic(answer: CannedAnswer): CannedAnswer {
  return (request, response, index) =>
    request.headers.authorization === undefined
      ? refuse(response, 'Basic realm="spf"')
      : answer(request, response, index);
}

const well: CannedAnswer = (_, response) => answerJson(response, { ok: true });

/** Takes any NTLM login, once a connection, and answers whoever is in as told; `index` counts those. */
function ntlm(answer: CannedAnswer): CannedAnswer {
  const known = new WeakSet<object>();
  let count = 0;
  return (request, response) => {
    const { socket } = response;
    const message = / (\S+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '';
    if (message.startsWith('TlRMTVNTUAAB')) return refuse(response, `NTLM ${CHALLENGE}`);
    if (message.startsWith('TlRMTVNTUAAD') && socket !== null) known.add(socket);
    if (socket === null || !known.has(socket)) return refuse(response, 'NTLM');
    answer(request, response, count++);
  };
}

describe('the way in to SPF', () => {
  it('is asked for without credentials, and kept', async () => {
    await using met = await meet(basic(well));
    await met.spf.request(GET);
    await met.spf.request(GET);
    const sent = met.server.requests.map(({ headers }) => headers.authorization?.split(' ')[0]);
    expect(sent).toEqual([undefined, 'Basic', 'Basic']);
    expect(met.reports).toMatchObject([
      { status: 200, attempt: 1 },
      { status: 200, attempt: 1 },
    ]);
  });

  it('is asked for once by many requests', async () => {
    await using met = await meet(basic(well));
    await Promise.all(Array.from({ length: 10 }, () => met.spf.request(GET)));
    expect(met.server.requests.filter(({ headers }) => headers.authorization === undefined)).toHaveLength(1);
  });

  it('is asked for again by the next when the first gave up', async () => {
    await using met = await meet((request, response, index) => {
      if (index > 0) basic(well)(request, response, index);
    });
    const impatient = new AbortController();
    const first = met.spf.request({ ...GET, signal: impatient.signal });
    await met.server.arrived(1);
    const second = met.spf.request(GET);
    impatient.abort(new Error('enough'));
    await expect(first).rejects.toThrow('enough');
    expect((await second).status).toBe(200);
  });

  it('carries the password in UTF-8', async () => {
    await using met = await meet(basic(well), { username: 'CORP\\ünï', password: 'pä:ss€' });
    await met.spf.request(GET);
    const [, sent = ''] = met.server.requests[1]?.headers.authorization?.split(' ') ?? [];
    expect(Buffer.from(sent, 'base64').toString()).toBe('CORP\\ünï:pä:ss€');
  });

  it('prefers NTLM, and does not give away by Basic what NTLM found wrong', async () => {
    await using met = await meet((request, response) => {
      const isFirstStep = request.headers.authorization?.startsWith('NTLM TlRMTVNTUAAB') === true;
      refuse(response, 'Basic realm="x"', isFirstStep ? `NTLM ${CHALLENGE}` : 'NTLM');
    });
    await expect(met.spf.request(GET)).rejects.toMatchObject({ code: 'LOGIN_REFUSED' });
    await expect(met.spf.request(PUT)).rejects.toMatchObject({ code: 'LOGIN_REFUSED' });
    const sent = met.server.requests.map(({ headers }) => headers.authorization?.split(' ')[0]);
    expect(sent).toEqual([undefined, 'NTLM', 'NTLM']);
  });

  it('is Basic where NTLM is offered and does not work', async () => {
    await using met = await meet((request, response, index) =>
      request.headers.authorization?.startsWith('Basic') === true
        ? well(request, response, index)
        : refuse(response, 'Negotiate', 'Basic realm="x"'),
    );
    await met.spf.request(GET);
    await met.spf.request(GET);
    const sent = met.server.requests.map(({ headers }) => headers.authorization?.split(' ')[0]);
    expect(sent).toEqual([undefined, 'NTLM', 'Negotiate', 'Basic', 'Basic']);
  });

  it('is none where nothing is offered that we speak, and the error says what to switch on', async () => {
    await using met = await meet((_, response) => refuse(response, 'Digest realm="x"', 'Bearer'));
    await expect(met.spf.request(PUT)).rejects.toMatchObject({
      code: 'LOGIN_SCHEME_UNKNOWN',
      message: expect.stringMatching(/offered: digest, bearer.*Switch on .*IIS on the SPF machine/),
    });
    expect(met.server.requests).toHaveLength(1);
  });

  it('needs no credentials where nobody asks for any', async () => {
    await using met = await meet(well);
    expect((await met.spf.request(PUT)).json).toEqual({ ok: true });
    expect(met.server.requests.map(({ headers }) => headers.authorization)).toEqual([undefined]);
  });
});

describe('a connection that NTLM has proven', () => {
  it('is asked without a login from then on', async () => {
    await using met = await meet(ntlm(well));
    for (let count = 0; count < 3; count += 1) await met.spf.request(GET);
    const sent = met.server.requests.map(({ headers }) => headers.authorization?.split(' ')[0]);
    expect(sent).toEqual([undefined, 'NTLM', 'NTLM', undefined, undefined]);
  });

  it('is given up when it stays silent, and the next request logs in anew', async () => {
    await using met = await meet(
      ntlm((request, response, index) => {
        if (index !== 1) well(request, response, index);
      }),
      { timeoutMs: 300 },
    );
    await met.spf.request(GET);
    await expect(met.spf.request(PUT)).rejects.toMatchObject({
      code: 'WAP_OUTCOME_UNKNOWN',
      message: expect.stringContaining('CALL_TIMED_OUT'),
    });
    expect((await met.spf.request(GET)).json).toEqual({ ok: true });
  });

  it('leaves no doubt about what was not sent, since nobody listens any more', async () => {
    const clock = stillClock();
    await using met = await meet(ntlm(well), clock);
    await met.spf.request(GET);
    await met.server[Symbol.asyncDispose]();
    await expect(met.spf.request(GET)).rejects.toMatchObject({ code: 'WAP_UNREACHABLE' });
    clock.advance(5_000);
    await expect(met.spf.request(PUT)).rejects.toMatchObject({
      code: 'WAP_UNREACHABLE',
      message: expect.stringMatching(/^SPF cannot be reached.*Nothing listens for SPF/),
    });
  });

  it('reads no more than is wanted, and is replaced after that', async () => {
    await using met = await meet(ntlm((_, response) => response.end(`"${'x'.repeat(300_000)}"`)));
    const greedy = met.spf.request({ ...GET, maxBytes: 1_000 });
    await expect(greedy).rejects.toMatchObject({ code: 'WAP_ANSWER_TOO_LARGE', details: { status: 200 } });
    expect((await met.spf.request(GET)).json).toHaveLength(300_000);
    expect(met.reports.at(-1)).toMatchObject({ status: 200, bytes: 300_002 });
  });

  it('is held to the number of requests at once', async () => {
    await using met = await meet(ntlm(well), { concurrency: 2 });
    await Promise.all(Array.from({ length: 20 }, () => met.spf.request(GET)));
    expect(met.server.busiest()).toBeLessThanOrEqual(2);
    expect(met.reports).toHaveLength(20);
  });
});

describe('a request to SPF', () => {
  it('goes below the path of the address, in the name of the account', async () => {
    await using met = await meet(basic(well), { path: '/spf/' });
    await met.spf.request({ ...PUT, query: { RunAsynchronously: 1 } });
    expect(met.server.requests[1]).toMatchObject({
      url: '/spf/VirtualMachines?RunAsynchronously=1',
      headers: { 'x-ms-principal-id': String.raw`CORP\alice`, accept: 'application/json' },
    });
  });

  it('is repeated as its kind allows', async () => {
    await using met = await meet(basic((_, response, index) => answerJson(response, {}, index < 3 ? 503 : 200)));
    await met.spf.request(GET);
    expect(met.reports.map(({ status }) => status)).toEqual([503, 503, 200]);
    await using busy = await meet(basic((_, response) => answerJson(response, {}, 503)));
    await expect(busy.spf.request(PUT)).rejects.toMatchObject({
      code: 'WAP_OUTCOME_UNKNOWN',
      details: { mayHaveHappened: true },
    });
    expect(busy.reports).toHaveLength(1);
  });

  it('takes XML where it may, and no more than it wants', async () => {
    await using met = await meet(basic((_, response) => response.end(`<feed>${'x'.repeat(5_000)}</feed>`)));
    expect((await met.spf.request({ ...GET, accepts: 'xml-too' })).text).toHaveLength(5_013);
    await expect(met.spf.request({ ...GET, maxBytes: 1_000 })).rejects.toMatchObject({ code: 'WAP_ANSWER_TOO_LARGE' });
  });

  it('with 403 says that the account must be in SPF_VMM, and nothing of the Admin API', async () => {
    await using met = await meet(basic((_, response) => response.writeHead(403).end('<html>Forbidden</html>')));
    const error: unknown = await met.spf.request(GET).catch((e: unknown) => e);
    expect(error).toMatchObject({
      code: 'WAP_FORBIDDEN',
      message: expect.stringMatching(
        /GET \/VirtualMachines on SPF .*CORP\\alice is right, .*local group SPF_VMM of the SPF machine/,
      ),
    });
    expect(String(error)).not.toMatch(/MgmtSvc|Admin API/);
  });

  it('with 403 before any login says nothing of the password', async () => {
    await using met = await meet((_, response) => response.writeHead(403).end());
    await expect(met.spf.request(GET)).rejects.toMatchObject({
      code: 'WAP_FORBIDDEN',
      message: expect.stringMatching(/^SPF .* before any login\. Look at /),
    });
  });

  it('shows no secret, though the server repeats what it was sent', async () => {
    await using met = await meet(
      basic((request, response) => answerJson(response, { Message: `bad ${request.headers.authorization}` }, 400)),
    );
    const error: unknown = await met.spf.request(PUT).catch((e: unknown) => e);
    const secret = Buffer.from('CORP\\alice:S3cure-Pass-001').toString('base64');
    expect(String(error)).toContain('[hidden]');
    expect(JSON.stringify([error, String(error)])).not.toMatch(new RegExp(`${secret}|S3cure`));
  });

  it('gives up when nobody is there, and was not sent', async () => {
    await using met = await meet(well);
    await met.server[Symbol.asyncDispose]();
    await expect(met.spf.request(PUT)).rejects.toMatchObject({
      code: 'WAP_UNREACHABLE',
      retry: 'later',
      message: expect.stringMatching(/^SPF cannot be reached/),
    });
    expect(met.reports.length).toBeGreaterThan(1);
  });

  it('is over when the transport is closed', async () => {
    await using met = await meet(() => undefined);
    const ended = met.spf.request(GET).catch((error: unknown) => error);
    await met.server.arrived(1);
    await met.spf.close();
    expect(await ended).toMatchObject({ code: 'CALL_ABANDONED', message: expect.stringContaining('SPF') });
  });

  it('needs an https address', () => {
    expect(() => openSpf({ url: 'http://spf:8090', ca: '' }, stillClock())).toThrow(
      expect.objectContaining({ code: 'WAP_BAD_URL', message: expect.stringContaining('SPF') }),
    );
  });
});

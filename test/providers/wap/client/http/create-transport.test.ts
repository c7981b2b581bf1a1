import { describe, expect, it } from 'vitest';
import { createTransport } from '../../../../../src/providers/wap/client/http/create-transport.ts';
import type { Tokens } from '../../../../../src/providers/wap/client/http/tokens.ts';
import type { RequestReport, WapRequest } from '../../../../../src/providers/wap/client/http/transport.ts';
import { answerJson } from '../../../../support/canned-server.ts';
import { startWapTransport, stillClock } from '../../../../support/wap-transport.ts';

const signal = new AbortController().signal;
const GET: WapRequest = { method: 'GET', path: '/plans', repeat: 'safe', signal };
const PUT: WapRequest = { method: 'PUT', path: '/plans/a', route: '/plans/{id}', body: {}, repeat: 'safe', signal };

function issueTokens(): Tokens & { readonly refused: string[] } {
  const refused: string[] = [];
  return {
    refused,
    principal: 'CORP\\svc-vdc',
    token: async () => `eyJ0.first.${refused.length}`,
    renew: async (old) => {
      refused.push(old);
      return 'eyJ0.second';
    },
  };
}

describe('a request', () => {
  it('returns status, parsed body and headers', async () => {
    await using wap = await startWapTransport((_, response) => {
      response.setHeader('x-ms-request-id', 'r1');
      answerJson(response, [{ Id: 'a' }], 202);
    });
    const answer = await wap.transport.request(GET);
    expect(answer).toMatchObject({ status: 202, json: [{ Id: 'a' }], headers: { 'x-ms-request-id': 'r1' } });
  });

  it('carries the headers that WAP expects', async () => {
    await using wap = await startWapTransport((_, response) => answerJson(response, {}), { tokens: issueTokens() });
    await wap.transport.request({ method: 'POST', path: '/users', body: { Name: 'ü' }, repeat: 'safe', signal });
    expect(wap.server.requests[0]).toMatchObject({
      body: '{"Name":"ü"}',
      headers: {
        authorization: 'Bearer eyJ0.first.0',
        accept: 'application/json',
        'x-ms-principal-id': 'CORP\\svc-vdc',
        'content-type': 'application/json; charset=utf-8',
        'content-length': '13',
        'x-ms-client-request-id': 'vdc-80000000800000008000000080000000',
      },
    });
  });

  it('without a body says that it has none', async () => {
    await using wap = await startWapTransport((_, response) => answerJson(response, {}));
    await wap.transport.request({ method: 'PUT', path: '/x', repeat: 'safe', signal });
    expect(wap.server.requests[0]?.headers).toMatchObject({ 'content-length': '0' });
    expect(wap.server.requests[0]?.headers['content-type']).toBeUndefined();
  });

  it('can act in the name of another', async () => {
    await using wap = await startWapTransport((_, response) => answerJson(response, {}), { tokens: issueTokens() });
    await wap.transport.request({ ...GET, principal: 'jörg+1@tenants.example' });
    expect(wap.server.requests[0]?.headers['x-ms-principal-id']).toBe('j%C3%B6rg%2B1%40tenants.example');
  });

  it('goes below the path of the base address, with its query encoded', async () => {
    await using wap = await startWapTransport((_, response) => answerJson(response, {}));
    const clock = stillClock();
    const { url, ca } = wap.server;
    const transport = createTransport({
      baseUrl: `${url}/wap/admin/`,
      ca,
      concurrency: 1,
      requestsPerSecond: 10,
      random: () => 0,
      ...clock,
    });
    await transport.request({ ...GET, query: { filter: 'a b&c', skip: 0, planId: undefined } });
    await transport.close();
    expect(wap.server.requests[0]?.url).toBe('/wap/admin/plans?filter=a%20b%26c&skip=0');
  });

  it('is answered with nothing where nothing is to be said', async () => {
    await using wap = await startWapTransport((_, response) => response.writeHead(202).end());
    const answer = await wap.transport.request({ method: 'DELETE', path: '/x', repeat: 'safe', signal });
    expect(answer).toMatchObject({ status: 202, json: undefined });
  });

  it('takes a body that begins with a byte order mark', async () => {
    await using wap = await startWapTransport((_, response) => response.end('\uFEFF\r\n{"a":1}'));
    expect((await wap.transport.request(GET)).json).toEqual({ a: 1 });
  });

  it('reports each attempt, without ids, bodies and tokens', async () => {
    const reports: RequestReport[] = [];
    await using wap = await startWapTransport(
      (_, response, index) => answerJson(response, { secret: 'x' }, index === 0 ? 503 : 200),
      { onRequest: (report) => reports.push(report), tokens: issueTokens() },
    );
    await wap.transport.request(PUT);
    expect(reports).toMatchObject([
      { method: 'PUT', route: '/plans/{id}', status: 503, attempt: 1, bytes: 14 },
      { method: 'PUT', route: '/plans/{id}', status: 200, attempt: 2 },
    ]);
  });
});

describe('a refusal', () => {
  it.each([
    [400, 'WAP_REFUSED', 'never'],
    [403, 'WAP_FORBIDDEN', 'never'],
    [404, 'WAP_NOT_FOUND', 'never'],
    [406, 'WAP_REFUSED', 'never'],
    [409, 'WAP_CONFLICT', 'never'],
    [429, 'WAP_BUSY', 'later'],
    [500, 'WAP_FAILED', 'later'],
    [501, 'WAP_FAILED', 'later'],
    [503, 'WAP_FAILED', 'later'],
  ])('with status %i is %s', async (status, code, retry) => {
    await using wap = await startWapTransport((_, response) =>
      answerJson(response, { Code: 'SomeCode', Message: 'Plan x is odd.', Details: null }, status),
    );
    await expect(wap.transport.request(PUT)).rejects.toMatchObject({
      code,
      retry,
      message: expect.stringContaining('Plan x is odd.'),
      details: { status, method: 'PUT', route: '/plans/{id}', wapCode: 'SomeCode' },
    });
  });

  it('with 403 is not repeated', async () => {
    await using wap = await startWapTransport((_, response) => answerJson(response, {}, 403), {
      tokens: issueTokens(),
    });
    await expect(wap.transport.request(GET)).rejects.toMatchObject({ code: 'WAP_FORBIDDEN' });
    expect(wap.server.requests).toHaveLength(1);
  });

  it.each([
    ['HTML', '<html><head><title>404 - File not found</title></head></html>'],
    ['plain text', 'default backend - 404'],
    ['the JSON of a gateway', '{"message":"no Route matched with those values"}'],
  ])('with 404 and %s does not prove that anything is gone', async (_, body) => {
    await using wap = await startWapTransport((_request, response) => response.writeHead(404).end(body));
    await expect(wap.transport.request(GET)).rejects.toMatchObject({ code: 'WAP_NOT_JSON', retry: 'later' });
  });

  it.each([
    ['nothing', ''],
    [
      'XML of WAP',
      '<Error xmlns="http://schemas.microsoft.com/windowsazure"><Code>NotFound</Code><Message>gone</Message></Error>',
    ],
    ['lower-case JSON', '{"code":"NotFound","message":"gone","details":null}'],
    ['JSON of .NET', '{"Message":"gone"}'],
    ['an OData error', '{"odata.error":{"code":"","message":{"lang":"en-US","value":"gone"}}}'],
  ])('with 404 and %s says that it is not there', async (_, body) => {
    await using wap = await startWapTransport((_request, response) => response.writeHead(404).end(body));
    await expect(wap.transport.request(GET)).rejects.toMatchObject({ code: 'WAP_NOT_FOUND' });
  });

  it('with HTML shows its words without its markup', async () => {
    const html = '<html><script>var a = "x";</script><body><h1>Service\nUnavailable</h1></body></html>';
    await using wap = await startWapTransport((_, response) => response.writeHead(503).end(html));
    await expect(wap.transport.request(PUT)).rejects.toMatchObject({
      code: 'WAP_FAILED',
      message: expect.stringContaining('was answered 503: Service Unavailable. '),
    });
  });

  it('by redirect is never followed', async () => {
    await using wap = await startWapTransport((_, response) =>
      response.writeHead(302, { location: 'https://sts.corp.example/login' }).end('<html>Object moved</html>'),
    );
    await expect(wap.transport.request(GET)).rejects.toMatchObject({
      code: 'WAP_REDIRECTED',
      details: { status: 302 },
    });
    expect(wap.server.requests).toHaveLength(1);
  });

  it('shows neither token nor body', async () => {
    await using wap = await startWapTransport(
      (request, response) =>
        answerJson(response, { Message: `bad ${request.headers.authorization} ${request.body}` }, 400),
      { tokens: issueTokens() },
    );
    const error: unknown = await wap.transport
      .request({ ...PUT, body: { password: 'hunter2' } })
      .catch((e: unknown) => e);
    expect(JSON.stringify([error, String(error)])).not.toMatch(/hunter2|eyJ0/);
  });
});

describe('an answer that is no answer of WAP', () => {
  it.each([
    ['HTML', '<!DOCTYPE html><html><body>Sign in</body></html>'],
    ['XML', '<?xml version="1.0"?><Plans/>'],
    ['text', 'OK'],
    ['nothing', ''],
  ])('as %s is refused although it says 200', async (_, body) => {
    await using wap = await startWapTransport((_request, response) => response.end(body));
    await expect(wap.transport.request(GET)).rejects.toMatchObject({ code: 'WAP_NOT_JSON', details: { status: 200 } });
    expect(wap.server.requests).toHaveLength(1);
  });

  it('as JSON that breaks off is asked for again', async () => {
    await using wap = await startWapTransport((_, response, index) =>
      response.end(index === 0 ? '[{"Id":"a"},{"I' : '[]'),
    );
    expect((await wap.transport.request(GET)).json).toEqual([]);
  });

  it('after a write leaves open whether it was done', async () => {
    await using wap = await startWapTransport((_, response) => response.end('<html></html>'));
    await expect(wap.transport.request(PUT)).rejects.toMatchObject({
      code: 'WAP_NOT_JSON',
      details: { mayHaveHappened: true },
    });
  });

  it('as XML is returned to whoever takes it', async () => {
    await using wap = await startWapTransport((_, response) => response.end('<feed/>'));
    expect(await wap.transport.request({ ...GET, accepts: 'xml-too' })).toMatchObject({
      json: undefined,
      text: '<feed/>',
    });
  });

  it('of more bytes than wanted is not read', async () => {
    await using wap = await startWapTransport((_, response) => response.end(`"${'x'.repeat(300_000)}"`));
    const request = wap.transport.request({ ...GET, maxBytes: 100_000 });
    await expect(request).rejects.toMatchObject({ code: 'WAP_ANSWER_TOO_LARGE', retry: 'never' });
    expect((await wap.transport.request(GET)).status).toBe(200);
  });
});

describe('a refused token', () => {
  it('is renewed once, whatever the method', async () => {
    const tokens = issueTokens();
    await using wap = await startWapTransport(
      (request, response) =>
        answerJson(response, {}, request.headers.authorization === 'Bearer eyJ0.second' ? 200 : 401),
      { tokens },
    );
    await wap.transport.request({ ...PUT, repeat: 'never' });
    expect(wap.server.requests).toHaveLength(2);
    expect(tokens.refused).toEqual(['eyJ0.first.0']);
  });

  it('is named with its cures when the new one is refused too', async () => {
    await using wap = await startWapTransport((_, response) => response.writeHead(401).end(), {
      tokens: issueTokens(),
    });
    await expect(wap.transport.request(GET)).rejects.toMatchObject({
      code: 'WAP_TOKEN_REFUSED',
      retry: 'never',
      message: expect.stringMatching(/CORP\\svc-vdc.*Add-MgmtSvcAdminUser.*signing certificate/),
    });
    expect(wap.server.requests).toHaveLength(2);
  });
});

describe('the address of an endpoint', () => {
  it.each(['http://wap:30004', 'wap', 'https://u:p@wap', 'https://wap?x=1'])('must be plain https: %s', (baseUrl) => {
    const options = { baseUrl, concurrency: 1, requestsPerSecond: 1, random: () => 0, ...stillClock() };
    expect(() => createTransport(options)).toThrow(expect.objectContaining({ code: 'WAP_BAD_URL' }));
  });
});

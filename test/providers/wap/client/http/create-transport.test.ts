import { describe, expect, it } from 'vitest';
import { answerJson } from '../../../../support/canned-server.ts';
import { startWapTransport } from '../../../../support/wap-transport.ts';

const signal = new AbortController().signal;

describe('the transport', () => {
  it('returns the parsed answer of a GET', async () => {
    await using wap = await startWapTransport((_, response) => answerJson(response, [{ Id: 'a' }]));
    const answer = await wap.transport.request({ method: 'GET', path: '/plans', repeat: 'safe', signal });
    expect(answer.json).toEqual([{ Id: 'a' }]);
    expect(answer.status).toBe(200);
  });

  it('sends what WAP expects in its headers', async () => {
    const tokens = { token: async () => 'first', renew: async () => 'second', principal: 'CORP\\svc-vdc' };
    await using wap = await startWapTransport((_, response) => answerJson(response, {}), { tokens });
    await wap.transport.request({ method: 'POST', path: '/users', body: { Name: 'ü' }, repeat: 'safe', signal });
    expect(wap.server.requests[0]).toMatchObject({
      body: '{"Name":"ü"}',
      headers: {
        authorization: 'Bearer first',
        accept: 'application/json',
        'x-ms-principal-id': 'CORP\\svc-vdc',
        'content-type': 'application/json; charset=utf-8',
        'x-ms-client-request-id': 'vdc-80000000800000008000000080000000',
      },
    });
  });
});

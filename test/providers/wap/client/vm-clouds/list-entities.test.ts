import { expect, it } from 'vitest';
import { listEntities } from '../../../../../src/providers/wap/client/vm-clouds/list-entities.ts';
import { answerJson } from '../../../../support/canned-server.ts';
import { startWapTransport } from '../../../../support/wap-transport.ts';

const { signal } = new AbortController();

/** A feed of which each page is followed by these, one after the other; the last goes on for ever. */
async function feedOf(...links: readonly string[]) {
  const wap = await startWapTransport((_, response, index) =>
    answerJson(response, { value: [{ page: index }], 'odata.nextLink': links[Math.min(index, links.length - 1)] }),
  );
  const list = () =>
    listEntities({ transport: wap.transport, path: '/Machines', route: '/Machines', query: { $select: 'ID' }, signal });
  return { list, requests: wap.server.requests, [Symbol.asyncDispose]: () => wap[Symbol.asyncDispose]() };
}

it.each([
  ['to itself', ['Machines?$select=ID&$skiptoken=2'], 2],
  ['to the question that was asked first', ['http://spf:8090/x.svc/Machines?$select=ID'], 1],
  ['with nothing in it, twice', ['Machines'], 2],
  ['round a corner', ['M?$skiptoken=1&a=b', 'M?$skiptoken=2&a=b', 'M?a=b&$skiptoken=1'], 3],
])('a link to the rest that leads back %s is followed once, and the list is no list', async (_, links, requests) => {
  await using feed = await feedOf(...links);
  await expect(feed.list()).rejects.toMatchObject({
    code: 'WAP_BAD_OBJECT',
    message: expect.stringContaining('leads back') as string,
  });
  expect(feed.requests).toHaveLength(requests);
});

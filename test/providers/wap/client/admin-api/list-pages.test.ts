import { describe, expect, it } from 'vitest';
import { listAll } from '../../../../../src/providers/wap/client/admin-api/list-all.ts';
import { listSubscriptions } from '../../../../../src/providers/wap/client/admin-api/subscriptions.ts';
import { answerJson, type CannedAnswer } from '../../../../support/canned-server.ts';
import { guidOf, wireSubscription } from '../../../../support/wap-rows.ts';
import { startWapTransport } from '../../../../support/wap-transport.ts';

const signal = new AbortController().signal;

interface Shelf {
  /** The index of each row, in the order of the server. */
  readonly rows: readonly number[];
  readonly mostRows?: number;
  readonly counts?: Readonly<Record<string, unknown>>;
  readonly reorder?: (rows: readonly number[], request: number) => readonly number[];
}

/** A server that pages through `rows`, as WAP does. */
function pagesOf({ rows, mostRows = Infinity, counts, reorder = (same) => same }: Shelf): CannedAnswer {
  return (request, response, index) => {
    const query = new URL(request.url, 'https://wap').searchParams;
    const skip = Number(query.get('skip'));
    const take = Math.min(Number(query.get('take')), mostRows);
    const items = reorder(rows, index)
      .slice(skip, skip + take)
      .map((row) => wireSubscription(row));
    answerJson(response, { items, ...(counts ?? { filteredTotalCount: rows.length, totalCount: rows.length }) });
  };
}

async function list(shelf: Shelf, take: number) {
  await using wap = await startWapTransport(pagesOf(shelf));
  const listing = await listSubscriptions(wap.transport, {}, { signal, take });
  return { ...listing, requests: wap.server.requests.map(({ url }) => url) };
}

const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

describe('listing page by page', () => {
  it.each([
    [0, 1],
    [1, 1],
    [99, 1],
    [100, 1],
    [101, 2],
    [250, 3],
    [1000, 10],
    [2500, 25],
  ])('asks as few times as %i rows need at 100 a page: %i', async (count, requests) => {
    const listing = await list({ rows: upTo(count) }, 100);
    expect(listing.requests).toHaveLength(requests);
    expect(listing.pages).toBe(requests);
    expect(listing.rows.map(({ subscriptionId }) => subscriptionId)).toEqual(upTo(count).map(guidOf));
    expect(listing).toMatchObject({ missing: 0, surplus: 0, duplicates: 0, counts: { total: count, filtered: count } });
  });

  it('follows a server that gives fewer rows than asked for', async () => {
    const listing = await list({ rows: upTo(95), mostRows: 20 }, 100);
    expect(listing.rows).toHaveLength(95);
    expect(listing.requests).toHaveLength(5);
    expect(listing.missing).toBe(0);
  });

  it('takes all from a server that knows no pages', async () => {
    await using wap = await startWapTransport((_, response) =>
      answerJson(response, {
        items: upTo(70).map((row) => wireSubscription(row)),
        filteredTotalCount: 70,
        totalCount: 70,
      }),
    );
    const listing = await listSubscriptions(wap.transport, {}, { signal, take: 25 });
    expect(listing).toMatchObject({ pages: 1, missing: 0, duplicates: 0 });
    expect(listing.rows).toHaveLength(70);
  });

  it('goes on to the empty page where nothing is counted', async () => {
    const listing = await list({ rows: upTo(50), counts: { filteredTotalCount: null, totalCount: null } }, 20);
    expect(listing.rows).toHaveLength(50);
    expect(listing.requests).toHaveLength(4);
    expect(listing.counts).toEqual({ total: null, filtered: null });
  });

  it('comes to an end on a server that neither counts nor skips', async () => {
    await using wap = await startWapTransport((_, response) =>
      answerJson(response, { items: upTo(10).map((row) => wireSubscription(row)) }),
    );
    const listing = await listSubscriptions(wap.transport, {}, { signal, take: 10 });
    expect(listing).toMatchObject({ pages: 2, duplicates: 10 });
  });

  it('says how many rows are missing when WAP counts more than it shows', async () => {
    const listing = await list({ rows: upTo(30), counts: { filteredTotalCount: 45, totalCount: 45 } }, 10);
    expect(listing).toMatchObject({ missing: 15, surplus: 0 });
  });

  it('says so when the first page is empty although rows are counted', async () => {
    const listing = await list({ rows: [], counts: { filteredTotalCount: 9, totalCount: 9 } }, 10);
    expect(listing).toMatchObject({ missing: 9, rows: [] });
  });

  it('says how many rows came that WAP does not count', async () => {
    const listing = await list({ rows: upTo(8), counts: { filteredTotalCount: 5, totalCount: 5 } }, 10);
    expect(listing).toMatchObject({ missing: 0, surplus: 3 });
  });

  it('asks for everything at once when the order moved under it', async () => {
    const shuffled = (rows: readonly number[], request: number): readonly number[] => [
      ...rows.slice((request * 7) % rows.length),
      ...rows.slice(0, (request * 7) % rows.length),
    ];
    const listing = await list({ rows: upTo(40), reorder: shuffled }, 10);
    expect(listing.missing).toBe(0);
    expect(new Set(listing.rows.map(({ subscriptionId }) => subscriptionId)).size).toBe(40);
    expect(listing.rows).toHaveLength(40);
    expect(listing.duplicates).toBeGreaterThan(0);
  });

  it('takes GUIDs that differ in case for the same row', async () => {
    await using wap = await startWapTransport((_, response) =>
      answerJson(response, {
        items: [wireSubscription(171), wireSubscription(171, { SubscriptionID: guidOf(171).toUpperCase() })],
        filteredTotalCount: 2,
      }),
    );
    const listing = await listSubscriptions(wap.transport, {}, { signal });
    expect(listing.rows).toHaveLength(1);
    expect(listing).toMatchObject({ duplicates: 1, missing: 1 });
  });

  it('fails as a whole when one page fails', async () => {
    const pages = pagesOf({ rows: upTo(100) });
    await using wap = await startWapTransport((request, response, index) => {
      if (request.url.includes('skip=60')) answerJson(response, { Code: 'BadRequest', Message: 'no' }, 400);
      else pages(request, response, index);
    });
    await expect(listSubscriptions(wap.transport, {}, { signal, take: 20 })).rejects.toMatchObject({
      code: 'WAP_REFUSED',
    });
  });

  it.each([
    ['an object without items', {}],
    ['a bare list', []],
    ['null items', { items: null, filteredTotalCount: 0 }],
    ['nothing', null],
    ['a row that is no subscription', { items: [{ Name: 'x' }], filteredTotalCount: 1 }],
    ['a row that is null', { items: [null], filteredTotalCount: 1 }],
  ])('takes %s for no list of WAP', async (_, body) => {
    await using wap = await startWapTransport((_request, response) => answerJson(response, body));
    await expect(listSubscriptions(wap.transport, {}, { signal })).rejects.toMatchObject({ code: 'WAP_BAD_OBJECT' });
  });

  it('hands the filter to WAP', async () => {
    await using wap = await startWapTransport(pagesOf({ rows: [] }));
    await listSubscriptions(wap.transport, { planId: 'a b&c' }, { signal });
    expect(wap.server.requests[0]?.url).toBe('/subscriptions?planId=a%20b%26c&skip=0&take=1000');
  });

  it('fetches pages side by side once it knows how many there are', async () => {
    const pages = pagesOf({ rows: upTo(90) });
    const held: (() => void)[] = [];
    await using wap = await startWapTransport((request, response, index) => {
      if (index === 0) pages(request, response, index);
      else {
        held.push(() => pages(request, response, index));
        // All eight of them are here before the first is answered.
        if (held.length === 8) for (const answer of held.reverse()) answer();
      }
    });
    const question = { transport: wap.transport, path: '/subscriptions', kind: 'rows', take: 10, signal };
    const listing = await listAll({
      ...question,
      fromWire: (wire) => wire as { SubscriptionName: string },
      keyOf: (row) => row.SubscriptionName,
    });
    expect(wap.server.busiest()).toBe(8);
    expect(listing.rows.map((row) => row.SubscriptionName)).toEqual(upTo(90).map((row) => `vdc-${row}`));
  });
});

import { isBadRequest } from '../http/recognise-error.ts';
import type { Transport } from '../http/transport.ts';
import { readEnvelope, type RowCounts } from './read-envelope.ts';

/** WAP's default and maximum are not established; when it gives fewer or refuses, the pages are as large as the first one was. */
const TAKE = 1_000;
const PAGES_AT_ONCE = 8;
/** When each page is drawn anew, a round meets about two thirds of what is still missing: so many are enough for 100,000 rows. */
const MOST_ROUNDS = 16;
const MOST_BYTES = 256 * 1024 * 1024;

export interface PagedQuestion<Row> {
  readonly transport: Transport;
  readonly path: string;
  /** What the rows are, for errors. */
  readonly kind: string;
  readonly query?: Readonly<Record<string, string | undefined>>;
  readonly fromWire: (wire: unknown) => Row;
  /** Rows with the same key are the same row. */
  readonly keyOf: (row: Row) => string;
  readonly take?: number;
  readonly signal: AbortSignal;
}

export interface ListingEnd {
  /** As the last page had them. */
  readonly counts: RowCounts;
  readonly pages: number;
  /** Rows that came again on their way through the pages, and were dropped. */
  readonly duplicates: number;
  /** How many rows WAP counts that never came. Above 0 the list is not whole, and what it lacks must not be taken for gone. */
  readonly missing: number;
  /** How many rows came that WAP does not count. */
  readonly surplus: number;
}

interface Page<Row> {
  readonly rows: readonly Row[];
  readonly counts: RowCounts;
}

/**
 * Reads a paged list, handing out each page's rows as soon as they are there, each row once; at the end says whether that
 * was all. A page that fails fails the list.
 *
 * Once the first page has told how many there are, the others are fetched side by side: for `n` rows that is exactly one
 * request a page. Whether WAP's order is stable is not established, so when rows came twice and others not at all, one
 * more request asks for everything at once; and where so large a page is not given, all pages are read again and again,
 * some rounds at most, until the rows that move have all been met.
 */
export async function* listPages<Row>(question: PagedQuestion<Row>): AsyncGenerator<readonly Row[], ListingEnd> {
  const { keyOf, take = TAKE } = question;
  const seen = new Set<string>();
  let counts: RowCounts = { total: null, filtered: null };
  let pages = 0;
  let came = 0;
  let duplicates = 0;

  function accept(page: Page<Row>): readonly Row[] {
    pages += 1;
    came += page.rows.length;
    counts = { total: page.counts.total ?? counts.total, filtered: page.counts.filtered ?? counts.filtered };
    const fresh: Row[] = [];
    for (const row of page.rows) {
      const key = keyOf(row);
      if (!seen.has(key)) {
        seen.add(key);
        fresh.push(row);
      }
    }
    return fresh;
  }
  const missing = (): number => Math.max(0, (counts.filtered ?? 0) - seen.size);

  const { first, taken } = await fetchFirst(question, take);
  yield accept(first);
  const step = first.rows.length;
  if (step > 0 && counts.filtered !== null) {
    const rowCount = (): number => counts.filtered ?? 0;
    for await (const page of fetchAhead(question, { from: step, step, rowCount })) yield accept(page);
    duplicates = came - seen.size;
    const hasMoved = (): boolean => pages > 1 && duplicates > 0 && missing() > 0;
    if (hasMoved() && taken === take) yield accept(await fetchPage(question, 0, counts.filtered));
    for (let round = 1; hasMoved() && round < MOST_ROUNDS; round += 1)
      for await (const page of fetchAhead(question, { from: 0, step, rowCount })) yield accept(page);
    duplicates = came - seen.size;
  } else if (step > 0) {
    for (;;) {
      const page = await fetchPage(question, came, taken);
      const fresh = accept(page);
      // Without counts only an empty page, or a server that does not skip, ends the list.
      if (fresh.length === 0) break;
      yield fresh;
    }
    duplicates = came - seen.size;
  }
  return {
    counts,
    pages,
    duplicates,
    missing: missing(),
    surplus: counts.filtered === null ? 0 : Math.max(0, seen.size - counts.filtered),
  };
}

/** What is asked for instead of a page that is refused for its size. */
const SMALLER = [100, 10, 1];

/** The first page, and with how many rows it was asked for. A WAP that refuses large pages is asked for smaller ones. */
async function fetchFirst<Row>(
  question: PagedQuestion<Row>,
  take: number,
): Promise<{ readonly first: Page<Row>; readonly taken: number }> {
  try {
    return { first: await fetchPage(question, 0, take), taken: take };
  } catch (error) {
    const smaller = SMALLER.find((size) => size < take);
    if (smaller === undefined || !isBadRequest(error)) throw error;
    return fetchFirst(question, smaller);
  }
}

interface PagesAhead {
  /** The first row. */
  readonly from: number;
  readonly step: number;
  /** May grow while they come. */
  readonly rowCount: () => number;
}

/** Pages in order, several under way at once. */
async function* fetchAhead<Row>(
  question: PagedQuestion<Row>,
  { from, step, rowCount }: PagesAhead,
): AsyncGenerator<Page<Row>> {
  const stop = new AbortController();
  const ahead = { ...question, signal: AbortSignal.any([question.signal, stop.signal]) };
  const underWay: Promise<Page<Row>>[] = [];
  let skip = from;
  try {
    for (;;) {
      for (; underWay.length < PAGES_AT_ONCE && skip < rowCount(); skip += step) {
        const page = fetchPage(ahead, skip, step);
        // Whoever fails while an earlier one is awaited is heard of when its turn comes.
        page.catch(() => undefined);
        underWay.push(page);
      }
      const next = underWay.shift();
      if (next === undefined) return;
      yield await next;
    }
  } finally {
    if (underWay.length > 0) stop.abort();
  }
}

/** One page, its rows already typed: the raw answer weighs many times more and is gone when this returns. */
async function fetchPage<Row>(question: PagedQuestion<Row>, skip: number, take: number): Promise<Page<Row>> {
  const { transport, path, query, fromWire, kind, signal } = question;
  const { json } = await transport.request({
    method: 'GET',
    path,
    query: { ...query, skip, take },
    repeat: 'safe',
    maxBytes: MOST_BYTES,
    signal,
  });
  const { items, counts } = readEnvelope(json, kind);
  const rows: Row[] = [];
  for (const item of items) rows.push(fromWire(item));
  return { rows, counts };
}

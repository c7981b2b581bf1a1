import type { Attempt } from '../../../src/providers/wap/client/http/exchange.ts';
import type { FalseView, ViewFault } from '../story.ts';

/** A read as it came, and what somebody between WAP and us makes of it. */
export interface Read {
  readonly path: string;
  readonly attempt: Attempt;
  /** Which look it belongs to, and whether this is the first list of its kind in it. */
  readonly look: number;
  readonly isFirst: boolean;
}

type Row = Readonly<Record<string, unknown>>;
interface Page {
  readonly items: readonly Row[];
  readonly filteredTotalCount: number | null;
  readonly totalCount: number | null;
}
type List = 'subscriptions' | 'plans' | 'users';

const listOf = (path: string): List | undefined =>
  /^\/(subscriptions|plans|users)(\?|$)/.exec(path)?.[1] as List | undefined;
const isLaterPage = (path: string): boolean => /[?&]skip=[1-9]/.test(path);

/** What a look shows under a fault; what is stale comes from the world's own journal, and is not made here. */
export function editAnswer({ path, attempt, look, isFirst }: Read, fault: ViewFault | undefined): Attempt {
  if (fault === undefined || attempt.kind !== 'answer') return attempt;
  const list = listOf(path);
  if (fault.how === 'false-404' && list === undefined && /^\/subscriptions\/[^/]+$/.test(path))
    return answerOf(attempt, 404, '{"Code":"NotFound","Message":"There is no such subscription."}');
  if (list === undefined) return attempt;
  if (fault.how === 'not-understood')
    return {
      ...answerOf(attempt, 200, '<html><body>Please log in</body></html>'),
      headers: { 'content-type': 'text/html' },
    };
  const read: unknown = JSON.parse(attempt.text);
  // Plans come in one answer, which counts nothing.
  const page = Array.isArray(read) ? pageOf(read as readonly Row[]) : (read as Page);
  const shown = showInstead({ list, page, look, isFirst, isLater: isLaterPage(path) }, fault.how);
  if (shown === page) return attempt;
  return answerOf(attempt, attempt.status, JSON.stringify(Array.isArray(read) ? shown.items : shown));
}

function answerOf(before: Extract<Attempt, { kind: 'answer' }>, status: number, text: string) {
  return { ...before, status, text, bytes: Buffer.byteLength(text) };
}

interface Shown {
  readonly list: List;
  readonly page: Page;
  readonly look: number;
  readonly isFirst: boolean;
  readonly isLater: boolean;
}

const without = (list: List) => (shown: Shown) => (shown.list === list ? pageOf([]) : shown.page);

/** What is stale comes from the world itself, and what moves from its order; other views are not about lists. */
const editors: Partial<Record<FalseView, (shown: Shown) => Page>> = {
  empty: () => pageOf([]),
  'no-subscriptions': without('subscriptions'),
  'no-plans': without('plans'),
  'no-users': without('users'),
  'wrong-counts': ({ page }) => ({
    ...page,
    filteredTotalCount: page.items.length + 1,
    totalCount: page.items.length + 1,
  }),
  'missing-page': ({ page, isLater, look }) => (isLater || look % 2 === 0 ? { ...page, items: [] } : page),
  'missing-rows': ({ page: { items } }) => pageOf(items.slice(0, Math.floor(items.length / 2))),
  'doubled-page': ({ page: { items } }) => pageOf([...items, ...items]),
  'missing-row': ({ page: { items }, look }) =>
    pageOf(items.filter((_, index) => index !== look % Math.max(1, items.length))),
  // A row that one list lacks, and that its own address denies: the next list has it.
  'false-404': ({ list, page, isFirst }) =>
    list === 'subscriptions' && isFirst
      ? pageOf(page.items.filter(({ SubscriptionName }) => SubscriptionName !== 'acme'))
      : page,
  'other-installation': ({ list, page }) => (list === 'subscriptions' ? pageOf(page.items.map(asAnothers)) : page),
};

function showInstead(shown: Shown, how: FalseView): Page {
  return editors[how]?.(shown) ?? shown.page;
}

function asAnothers(one: Row, index: number): Row {
  const SubscriptionID = `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`;
  return { ...one, SubscriptionID, SubscriptionName: `theirs-${index}` };
}

/** The counts agree with the rows: a lie that does not contradict itself, where all rows are on one page. */
function pageOf(items: readonly Row[]): Page {
  return { items, filteredTotalCount: items.length, totalCount: items.length };
}

/** A page of one list, by place. */
export interface ViewPage<T> {
  readonly skip: number;
  readonly take: number;
  readonly total: number;
  readonly items: readonly T[];
}

export interface PageWish {
  readonly skip: number;
  readonly take: number;
  /** Text that a row must contain; '' for all. */
  readonly find: string;
}

/** Only the rows of the page are looked at closely; a search looks at the text of all. */
export function pageOf<R, T>(
  rows: readonly R[],
  wish: PageWish,
  textOf: (row: R) => string,
  view: (row: R) => T,
): ViewPage<T> {
  const find = wish.find.trim().toLowerCase();
  const found = find === '' ? rows : rows.filter((row) => textOf(row).toLowerCase().includes(find));
  const items = found.slice(wish.skip, wish.skip + wish.take).map(view);
  return { skip: wish.skip, take: wish.take, total: found.length, items };
}

const LARGEST_TAKE = 1000;

/** Anything that is no number counts as absent: this is a page for people. */
export function readWish(query: ReadonlyMap<string, string>, prefix = '', defaultTake = 25): PageWish {
  const read = (name: string, fallback: number): number => {
    const text = query.get(prefix + name) ?? '';
    return /^\d{1,9}$/.test(text) ? Number(text) : fallback;
  };
  return {
    skip: read('skip', 0),
    take: Math.min(LARGEST_TAKE, Math.max(1, read('take', defaultTake))),
    find: query.get('find') ?? '',
  };
}

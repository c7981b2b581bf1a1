import { listPages, type ListingEnd, type PagedQuestion } from './list-pages.ts';

export interface Listing<Row> extends ListingEnd {
  readonly rows: readonly Row[];
}

/** All pages of a list together. Look at `missing` before anything is taken for gone. */
export async function listAll<Row>(question: PagedQuestion<Row>): Promise<Listing<Row>> {
  const rows: Row[] = [];
  const pages = listPages(question);
  for (;;) {
    const next = await pages.next();
    if (next.done === true) return { rows, ...next.value };
    for (const row of next.value) rows.push(row);
  }
}

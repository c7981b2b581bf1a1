/** Anything with a place in the order of creation. */
export interface Ordered {
  readonly seq: number;
}

/** Rows stay sorted by `seq`, so a page is a slice by index and putting back what was removed restores its place. */
export function placeRow<T extends Ordered>(rows: T[], row: T): void {
  const last = rows.at(-1);
  if (last === undefined || last.seq < row.seq) {
    rows.push(row);
    return;
  }
  const at = findPlace(rows, row.seq);
  rows.splice(at, rows[at]?.seq === row.seq ? 1 : 0, row);
}

export function dropRow(rows: Ordered[], seq: number): void {
  const at = findPlace(rows, seq);
  if (rows[at]?.seq === seq) rows.splice(at, 1);
}

function findPlace(rows: readonly Ordered[], seq: number): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((rows[middle]?.seq ?? Infinity) < seq) low = middle + 1;
    else high = middle;
  }
  return low;
}

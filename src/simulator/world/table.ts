import { dropRow, placeRow, type Ordered } from './ordered-rows.ts';

/** Records by key and by index. Keys are compared without regard to case, as WAP's database does. */
export interface Table<T extends Ordered, I extends string> {
  readonly size: number;
  /** In order of creation; not to be kept across changes. */
  readonly rows: readonly T[];
  get(key: string): T | undefined;
  /** Inserts, or replaces the record of the same key. */
  put(record: T): void;
  remove(key: string): void;
  /** Empties it; no journal can bring that back. */
  clear(): void;
  /** The records of one index value, in order of creation. */
  where(index: I, value: string): readonly T[];
}

export interface TableOptions<T, I extends string> {
  readonly keyOf: (record: T) => string;
  readonly indexes: Readonly<Record<I, (record: T) => string>>;
  /** Told of every change with the record that was there before, for the journal. */
  readonly onChange: (key: string, before: T | undefined, after: T | undefined) => void;
}

const NONE: readonly never[] = [];

export function createTable<T extends Ordered, I extends string>(options: TableOptions<T, I>): Table<T, I> {
  const { keyOf, onChange } = options;
  const byKey = new Map<string, T>();
  const rows: T[] = [];
  const indexes = (Object.keys(options.indexes) as I[]).map((name) => createIndex(name, options.indexes[name]));

  const replace = (key: string, before: T | undefined, after: T | undefined): void => {
    if (after === undefined) byKey.delete(key);
    else byKey.set(key, after);
    if (before !== undefined && before.seq !== after?.seq) dropRow(rows, before.seq);
    if (after !== undefined) placeRow(rows, after);
    for (const index of indexes) index.replace(before, after);
    onChange(key, before, after);
  };
  return {
    get size() {
      return byKey.size;
    },
    rows,
    get: (key) => byKey.get(fold(key)),
    put(record) {
      const key = fold(keyOf(record));
      replace(key, byKey.get(key), record);
    },
    remove(key) {
      const before = byKey.get(fold(key));
      if (before !== undefined) replace(fold(key), before, undefined);
    },
    clear() {
      byKey.clear();
      rows.length = 0;
      for (const index of indexes) index.clear();
    },
    where: (name, value) => indexes.find((index) => index.name === name)?.rowsOf(fold(value)) ?? NONE,
  };
}

function createIndex<T extends Ordered, I extends string>(name: I, valueOf: (record: T) => string) {
  const groups = new Map<string, T[]>();
  return {
    name,
    clear: () => groups.clear(),
    rowsOf: (value: string): readonly T[] => groups.get(value) ?? NONE,
    replace(before: T | undefined, after: T | undefined): void {
      const left = before === undefined ? undefined : fold(valueOf(before));
      const joined = after === undefined ? undefined : fold(valueOf(after));
      if (before !== undefined && left !== undefined && (left !== joined || before.seq !== after?.seq)) {
        const group = groups.get(left);
        if (group !== undefined) dropRow(group, before.seq);
        if (group?.length === 0) groups.delete(left);
      }
      if (after === undefined || joined === undefined) return;
      const group = groups.get(joined);
      if (group === undefined) groups.set(joined, [after]);
      else placeRow(group, after);
    },
  };
}

export function fold(text: string): string {
  return text.toLowerCase();
}

/** One query of one database, compiled ahead of time: to build it anew would cost ten times what it takes to run. */
export interface Query<Slots = never, Row = unknown> {
  readonly sql: string;
  /** What stands at each of its placeholders. */
  readonly slots: readonly string[];
  /** Nothing ever has these members; they carry the types. */
  readonly takes?: (slots: Slots) => void;
  readonly gives?: Row;
}

/** Of a query into which no value goes. */
export type NoSlots = Readonly<Record<string, never>>;

/** A query with its values: plain data that a database runs when it gets to it. */
export interface Statement<Row = unknown> {
  readonly query: Query<never, Row>;
  readonly values: readonly (string | number)[];
  /** Looks at how many rows were changed; when it throws, the write it belongs to is undone. */
  readonly check?: (changes: number) => void;
}

export function statement<Slots extends Readonly<Record<string, string | number>>, Row>(
  query: Query<Slots, Row>,
  slots: Slots,
  check?: (changes: number) => void,
): Statement<Row> {
  // A slot that has no value cannot pass the compiler; the values of a row are asked for in the order of the text.
  const values = query.slots.map((name) => slots[name] as string | number);
  return check === undefined ? { query, values } : { query, values, check };
}

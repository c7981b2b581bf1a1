import type { StorePlace } from './records/parse-record.ts';
import type { Statement } from './statement.ts';

/** What one caller wants written: all of it or nothing, in this order. */
export type Write = readonly Statement[];

/** How one write of a group ended: how many rows each of its statements changed, or why it was undone. */
export type Written = { readonly changes: readonly number[] } | { readonly error: unknown };

export type RowsOf<Statements extends readonly Statement[]> = {
  readonly [Index in keyof Statements]: Statements[Index] extends Statement<infer Row> ? readonly Row[] : never;
};

/** A database in which a state store lives: it runs statements, and knows nothing of what they mean. */
export interface SqlDatabase {
  readonly place: StorePlace;
  readonly isOpen: boolean;
  /** All of them see one moment, though others may write in between. */
  read<const Statements extends readonly Statement[]>(statements: Statements): Promise<RowsOf<Statements>>;
  /**
   * Carries out the writes of a group in one transaction, durable when this resolves; a write that fails is undone alone.
   * Throws when nothing of the group was written, or when nobody can know (STATE_UNCERTAIN). Never called twice at a time.
   */
  commit(group: readonly Write[]): Promise<readonly Written[]>;
  /** What came from the driver, in words for an operator. */
  explain(cause: unknown): unknown;
  close(): Promise<void>;
}

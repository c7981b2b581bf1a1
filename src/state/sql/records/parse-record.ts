import { ControllerError } from '../../../model/controller-error.ts';
import type { ShapeOf } from './shape.ts';

/** Which store it is, in the words of errors. */
export interface StorePlace {
  /** `state file /var/lib/vdc/vdc.db`. */
  readonly name: string;
  /** With what an operator would mend a row. */
  readonly tool: string;
  readonly details: Readonly<Record<string, string>>;
}

/** Where a record stands, for the error that names it. */
export interface RecordPlace {
  readonly store: StorePlace;
  readonly table: string;
  readonly row: string | number;
}

/**
 * The record that was written as JSON. Throws STATE_ROW_UNREADABLE, naming the row, when the text has another shape:
 * a row that was dropped silently would look like a VDC that does not exist.
 */
export function parseRecord<T>(text: unknown, shape: ShapeOf<T>, place: RecordPlace): T {
  const value = readJson(text, place);
  const problem = shape(value);
  if (problem !== undefined) throw unreadable(place, `its record does not have the expected shape (${problem.trim()})`);
  return value as T; // checked by `shape` just above
}

function readJson(text: unknown, place: RecordPlace): unknown {
  if (typeof text !== 'string') throw unreadable(place, 'its record is no text');
  try {
    return JSON.parse(text);
  } catch {
    // The parser's own message quotes the record, which is not for logs.
    throw unreadable(place, 'its record is no JSON');
  }
}

function unreadable({ store, table, row }: RecordPlace, what: string): ControllerError {
  return new ControllerError(
    'STATE_ROW_UNREADABLE',
    `In the ${store.name}, table ${table}, row "${row}" cannot be understood: ${what}. ` +
      `Nothing is done, since what cannot be read must not look like what does not exist. ` +
      `Restore it from a backup, or mend that row with ${store.tool}.`,
    { details: { ...store.details, table, row } },
  );
}

import { ControllerError } from '../../model/controller-error.ts';
import type { Ending, HistoryRecord, Intent } from '../state-store.ts';
import type { Queries } from './build-queries.ts';
import { putEntry } from './put-entry.ts';
import type { StorePlace } from './records/parse-record.ts';
import type { Write } from './sql-database.ts';
import { type Statement, statement } from './statement.ts';

/** How long destructions are kept: longer than needed, so that a clock that is set back for a while finds what it counts. */
const keptMs = 7 * 24 * 60 * 60 * 1000;

/** Fails with STATE_INTENT_EXISTS for an id that is open already. */
export function beginWrite(queries: Queries, intent: Intent): Write {
  const { journal, memory } = queries;
  const { id, vdc, atMs, entry } = intent;
  const write: Statement[] = [
    statement(journal.openIntent, { id, vdc, intent: JSON.stringify(intent) }, (changes) => {
      if (changes === 0) throw exists(intent);
    }),
  ];
  if (entry !== undefined) write.push(putEntry(queries, entry));
  for (const name of intent.createsUsers) write.push(statement(memory.putUser, { name, atMs }));
  const subject = entry?.subscriptionId ?? vdc;
  for (const kind of intent.destructions)
    write.push(
      statement(memory.forgetDestructions, { beforeMs: atMs - keptMs }),
      statement(memory.addDestruction, { atMs, kind, subject }),
    );
  return write;
}

export interface EndingPlace {
  readonly store: StorePlace;
  readonly historyLimit: number;
}

/** Fails with STATE_INTENT_UNKNOWN when the VDC has no such open intent: an ending must never be counted twice. */
export function endWrite(queries: Queries, ending: Ending, { store, historyLimit }: EndingPlace): Write {
  const { journal, memory, inventory } = queries;
  const { intentId: id, vdc, entry } = ending;
  const write: Statement[] = [
    statement(journal.closeIntent, { id, vdc }, (changes) => {
      if (changes === 0) throw unknown(ending, store);
    }),
  ];
  if (entry !== 'keep') {
    if (!('forget' in entry)) write.push(putEntry(queries, entry));
    else {
      // What stays is the generation, unless it was never used, for a VDC that is declared again under the same name.
      if (entry.isUnused !== true) write.push(statement(inventory.keepGeneration, { name: vdc }));
      write.push(statement(inventory.forget, { name: vdc }));
    }
  }
  for (const name of ending.forgetUsers) write.push(statement(memory.forgetUser, { name }));
  for (const record of ending.history) write.push(...historyWrite(queries, record));
  if (ending.history.length > 0) write.push(statement(journal.pruneHistory, { limit: historyLimit }));
  return write;
}

function historyWrite({ journal }: Queries, given: HistoryRecord): readonly Statement[] {
  const { atMs, fingerprint, count: _, firstAtMs: __, ...rest } = given;
  // In the order of their names, so that two equal records are equal texts whoever has put them together.
  const record = JSON.stringify(Object.fromEntries(Object.entries(rest).sort(([a], [b]) => (a < b ? -1 : 1))));
  const written = { vdc: rest.vdc, resource: rest.resource, atMs, fingerprint, record };
  return [statement(journal.countRecord, written), statement(journal.addRecord, written)];
}

function exists({ id, vdc }: Intent): ControllerError {
  return new ControllerError(
    'STATE_INTENT_EXISTS',
    `Intent ${id} of VDC "${vdc}" has been begun already. Nothing is called for it, because two ` +
      `intents of one id could not be told apart after a crash. Run the command again; a second time is a bug to report.`,
    { details: { intent: id, vdc } },
  );
}

function unknown({ intentId, vdc }: Ending, store: StorePlace): ControllerError {
  return new ControllerError(
    'STATE_INTENT_UNKNOWN',
    `VDC "${vdc}" has no open intent ${intentId} in the ${store.name}: it was ended before, or the store was exchanged in ` +
      `between. Its ending is not written a second time. See \`vdc history ${vdc}\`; the next pass observes what is there.`,
    { details: { intent: intentId, vdc } },
  );
}

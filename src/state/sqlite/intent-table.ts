import type { DatabaseSync } from 'node:sqlite';
import { ControllerError } from '../../model/controller-error.ts';
import type { Intent } from '../state-store.ts';
import { intentShape } from './records/intent-shape.ts';
import { parseRecord } from './records/parse-record.ts';

/** The journal: intents that were begun and not yet ended. */
export interface IntentTable {
  /** In the order in which they were begun. */
  readAll(): readonly Intent[];
  /** Throws STATE_INTENT_EXISTS for an id that is open already. */
  open(intent: Intent): void;
  /** Throws STATE_INTENT_UNKNOWN when the VDC has no such open intent: an ending must never be counted twice. */
  close(id: string, vdc: string): void;
}

export function intentTable(database: DatabaseSync, file: string): IntentTable {
  const readAll = database.prepare('SELECT id, intent FROM intent ORDER BY rowid');
  const open = database.prepare('INSERT INTO intent (id, vdc, intent) VALUES (?, ?, ?) ON CONFLICT DO NOTHING');
  const close = database.prepare('DELETE FROM intent WHERE id = ? AND vdc = ?');
  return {
    readAll: () =>
      readAll
        .all()
        .map((row) => parseRecord(row['intent'], intentShape, { file, table: 'intent', row: String(row['id']) })),
    open(intent) {
      if (open.run(intent.id, intent.vdc, JSON.stringify(intent)).changes === 0) throw exists(intent);
    },
    close(id, vdc) {
      if (close.run(id, vdc).changes === 0) throw unknown(id, vdc);
    },
  };
}

function exists(intent: Intent): ControllerError {
  return new ControllerError(
    'STATE_INTENT_EXISTS',
    `Intent ${intent.id} of VDC "${intent.vdc}" has been begun already. Nothing is called for it, because two ` +
      `intents of one id could not be told apart after a crash. Run the command again; a second time is a bug to report.`,
    { details: { intent: intent.id, vdc: intent.vdc } },
  );
}

function unknown(id: string, vdc: string): ControllerError {
  return new ControllerError(
    'STATE_INTENT_UNKNOWN',
    `VDC "${vdc}" has no open intent ${id}: it was ended before, or the state file was exchanged in between. ` +
      `Its ending is not written a second time. See \`vdc history ${vdc}\`; the next pass observes what is there.`,
    { details: { intent: id, vdc } },
  );
}

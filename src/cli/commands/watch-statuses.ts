import { ControllerError } from '../../model/controller-error.ts';
import type { StateStore, VdcStatus } from '../../state/state-store.ts';
import type { CliDoors } from '../doors.ts';
import type { Look } from '../faces/look.ts';
import {
  findStatusChanges,
  formatStatusChange,
  formatStatusChangeJson,
  formatStatusScreen,
} from '../faces/watched-status.ts';
import { lookOf } from '../look-of.ts';
import { vdcUnknown } from '../vdc-unknown.ts';

export interface WatchOptions {
  readonly name: string | undefined;
  readonly output: string;
  readonly hasColor: boolean;
}

const LOOK_EVERY_MS = 1_000;

/**
 * `vdc get --watch`: reads the state store once a second, so that it needs no daemon. On a terminal the table is drawn in
 * place; elsewhere each change is a line. Ends well when somebody ends it.
 */
export async function watchStatuses(store: StateStore, options: WatchOptions, doors: CliDoors): Promise<void> {
  const { name, output } = options;
  const names = name === undefined ? undefined : [name];
  let before = await store.readStatuses(names);
  if (name !== undefined && before.length === 0) throw vdcUnknown(name);
  const { rows }: Terminal = doors.out.stream;
  // A terminal that does not know its size (0 rows) cannot be drawn upon.
  const isScreen = output !== 'json' && doors.out.isTerminal && doors.env['TERM'] !== 'dumb' && rows !== 0;
  const shown = isScreen ? await openScreen(options, doors) : openLines(options, doors);
  shown.show([], before);
  try {
    while (!doors.signal.aborted) {
      await doors.sleep(LOOK_EVERY_MS, doors.signal).catch(() => undefined);
      if (doors.signal.aborted) break;
      const after = await store.readStatuses(names).catch(whenAway);
      if (after === undefined) continue;
      shown.show(before, after);
      before = after;
    }
  } finally {
    shown.close();
  }
}

/** A store that is busy, or away for a moment, is looked at again: who watches wants to see the end of it. */
function whenAway(error: unknown): undefined {
  if (error instanceof ControllerError && error.retry === 'later') return undefined;
  throw error;
}

type Terminal = NodeJS.WritableStream & { readonly columns?: number; readonly rows?: number };

interface Shown {
  readonly show: (before: readonly VdcStatus[], after: readonly VdcStatus[]) => void;
  readonly close: () => void;
}

async function openScreen({ hasColor }: WatchOptions, doors: CliDoors): Promise<Shown> {
  const { createLogUpdate } = await import('log-update');
  const stream: Terminal = doors.out.stream;
  const { paint, glyphs } = lookOf(doors.out, doors.env, hasColor);
  // The cursor stays visible: hiding it makes the library hook signals.
  const draw = createLogUpdate(stream, { showCursor: true });
  return {
    show: (_, after) => {
      // Asked each time: windows are resized.
      const look: Look = { width: Math.max(1, (stream.columns ?? 80) - 1), paint, glyphs };
      draw(doors.redact(formatStatusScreen(after, look, doors.now(), stream.rows ?? 24)));
    },
    close: () => draw.done(),
  };
}

function openLines({ output, hasColor }: WatchOptions, doors: CliDoors): Shown {
  const look = lookOf(doors.out, doors.env, hasColor);
  return {
    show: (before, after) => {
      for (const change of findStatusChanges(before, after))
        doors.out.write(
          output === 'json' ? formatStatusChangeJson(change) : formatStatusChange(change, look, doors.now()),
        );
    },
    close: () => undefined,
  };
}

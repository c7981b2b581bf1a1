import type { DaemonEvent } from '../model/daemon-event.ts';
import type { VdcName } from '../model/virtual-data-center.ts';
import { completeStatus, isSameStatus, type Progress } from '../reconciler/find-conditions.ts';
import type { FoundStatus } from '../reconciler/report-statuses.ts';
import type { StateStore, VdcStatus } from '../state/state-store.ts';

/** The last that is known of every VDC: in memory, and in the store as soon as it differs from what stands there. */
export interface StatusBoard {
  load(): Promise<void>;
  note(found: FoundStatus, progress: Progress): void;
  forget(vdc: VdcName): void;
  /** All but these are of VDCs that are no more. */
  keepOnly(vdcs: ReadonlySet<VdcName>): void;
  of(vdc: VdcName): VdcStatus | undefined;
  has(vdc: VdcName): boolean;
  /** Writes what changed, a part at a time so that nobody else waits for it. Throws when the store cannot be written. */
  save(): Promise<void>;
  /** The same within a moment, together with what comes until then. What cannot be written is kept for the next time. */
  saveSoon(): void;
  /** Resolves when nothing of it is under way any more, and nothing is written from then on: somebody else may lead. */
  close(): Promise<void>;
}

const momentMs = 200;
/** So many are written in one turn: their JSON is work for a few milliseconds. */
const together = 250;

export function createStatusBoard(
  store: Pick<StateStore, 'readStatuses' | 'writeStatuses'>,
  sleep: (ms: number, signal: AbortSignal) => Promise<void>,
  tell: (event: DaemonEvent) => void,
): StatusBoard {
  const never = new AbortController().signal;
  let isSavingSoon = false;
  let isClosed = false;
  const isOpen = (): boolean => !isClosed;
  let saving: Promise<void> = Promise.resolve();
  const known = new Map<VdcName, VdcStatus>();
  const unsaved = new Map<VdcName, VdcStatus | 'forgotten'>();

  return {
    async load() {
      known.clear();
      for (const status of await store.readStatuses()) known.set(status.name, status);
    },
    note(found, progress) {
      const before = known.get(found.name);
      const status = completeStatus(found, progress, before);
      known.set(found.name, status);
      if (before !== undefined && isSameStatus(before, status)) return;
      unsaved.set(found.name, status);
      if (before?.ready !== status.ready || before.message !== status.message)
        tell({
          kind: 'status-changed',
          atMs: found.atMs,
          vdc: found.name,
          ready: status.ready,
          message: status.message,
        });
    },
    forget(vdc) {
      if (known.delete(vdc)) unsaved.set(vdc, 'forgotten');
    },
    keepOnly(vdcs) {
      for (const name of known.keys())
        if (!vdcs.has(name)) {
          known.delete(name);
          unsaved.set(name, 'forgotten');
        }
    },
    of: (vdc) => known.get(vdc),
    has: (vdc) => known.has(vdc),
    save,
    saveSoon() {
      if (isSavingSoon || unsaved.size === 0) return;
      isSavingSoon = true;
      const write = (): void => {
        isSavingSoon = false;
        save().catch(() => undefined);
      };
      sleep(momentMs, never).then(write, write);
    },
    async close() {
      isClosed = true;
      await saving.catch(() => undefined);
    },
  };

  /** One after the other, so that who closes need only wait for the last. */
  function save(): Promise<void> {
    saving = saving.catch(() => undefined).then(write);
    return saving;
  }

  async function write(): Promise<void> {
    while (isOpen() && unsaved.size > 0) {
      const part = [...unsaved].slice(0, together);
      const statuses = part.flatMap(([, status]) => (status === 'forgotten' ? [] : [status]));
      const forgotten = part.flatMap(([name, status]) => (status === 'forgotten' ? [name] : []));
      await store.writeStatuses(statuses, forgotten);
      // One that changed again meanwhile is written again.
      for (const [name, status] of part) if (unsaved.get(name) === status) unsaved.delete(name);
    }
  }
}

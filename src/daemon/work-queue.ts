import type { VdcReport } from '../executor/apply-report.ts';
import type { CallSlots } from '../executor/call-slots.ts';
import type { VdcName } from '../model/virtual-data-center.ts';
import { nameOf, sharedKeysOf, type Work } from './accepted-pass.ts';

/** Carries out VDCs of one pass side by side. Resolves when all have ended; never rejects. */
export type StartWork = (batch: readonly Work[], isUrgent: boolean, told: WorkTold) => Promise<void>;

/** What is told of each VDC while it is carried out. */
export interface WorkTold {
  /** Its intent is durable, and its first call is next. Not told of one whose intent could not be written. */
  readonly begun: (vdc: VdcName) => void;
  readonly ended: (report: VdcReport) => void;
}

export interface WorkQueueOptions {
  readonly slots: CallSlots;
  readonly start: StartWork;
  /** Asked at the last moment: whoever was paused after the look that planned it is not begun. */
  readonly mayBegin: (vdc: VdcName) => boolean;
  readonly onStarted: (work: Work) => void;
  /** `isStale`: since it began something else was planned for it, so that a new look is due. */
  readonly onEnded: (work: Work, report: VdcReport | undefined, isStale: boolean) => void;
}

/**
 * What is still to be done, one entry a VDC, and what is being done, one worker a VDC. A new pass replaces all that waits:
 * it has looked at the whole world later. Who is being worked on is not given a second worker; it is planned again after.
 */
export interface WorkQueue {
  offer(works: readonly Work[]): void;
  /** Puts a few in front of what waits, without a look at everything; the others stay as they are. */
  add(works: readonly Work[]): void;
  /** Something else was planned for it while it was worked on: it is looked at again when that has ended. */
  noteStale(vdc: VdcName): void;
  /** Takes one VDC out of what waits. */
  drop(vdc: VdcName): void;
  /** Nothing that waits is begun any more. */
  clear(): void;
  readonly waiting: () => readonly VdcName[];
  readonly working: () => readonly VdcName[];
  /** Grows whenever somebody's work ends, so that a pass knows whose memory it may have read too early. */
  readonly endedSince: (mark: number) => ReadonlySet<VdcName>;
  readonly mark: () => number;
  /** Resolves when none of these waits or is being worked on. */
  whenEnded(vdcs: readonly VdcName[]): Promise<void>;
  /** Resolves when nothing is being worked on. */
  readonly whenIdle: () => Promise<void>;
  /** Resolves when nothing is being worked on and nothing waits. */
  readonly whenDone: () => Promise<void>;
}

/** So many are begun together: their intents share a commit. */
const batchSize = 64;
const keptEndings = 50_000;

export function createWorkQueue({ slots, start, mayBegin, onStarted, onEnded }: WorkQueueOptions): WorkQueue {
  let waiting = new Map<VdcName, Work>();
  const working = new Map<VdcName, Work>();
  const stale = new Set<VdcName>();
  const endings = new Map<VdcName, number>();
  const idle: (() => void)[] = [];
  const done: (() => void)[] = [];
  const awaited = new Set<{ readonly vdcs: readonly VdcName[]; readonly resolve: () => void }>();
  let endedCount = 0;
  let isPumping = false;

  function isInTheWay(work: Work): boolean {
    const keys = new Set(sharedKeysOf(work.vdc));
    if (keys.size === 0) return false;
    for (const [name, other] of working) {
      if (other.accepted === work.accepted || !sharedKeysOf(other.vdc).some((key) => keys.has(key))) continue;
      stale.add(name);
      return true;
    }
    return false;
  }

  async function pump(): Promise<void> {
    if (isPumping) return;
    isPumping = true;
    try {
      for (;;) {
        if (waiting.size === 0) return;
        const batch = takeBatch();
        if (batch.length === 0) continue;
        // Not the next before this one's calls are queued, or all that waits were begun before anybody could take it back.
        await begin(batch);
        await slots.whenShortOfWork();
      }
    } finally {
      isPumping = false;
    }
  }

  /** Of one pass and one urgency, the urgent ones first. */
  function takeBatch(): readonly Work[] {
    const all = [...waiting.values()];
    const urgent = all.filter((work) => work.isUrgent);
    const batch = (urgent.length > 0 ? urgent : all).slice(0, batchSize);
    for (const work of batch) waiting.delete(nameOf(work));
    for (const work of batch) if (!mayBegin(nameOf(work))) leave(work);
    return batch.filter((work) => mayBegin(nameOf(work)));
  }

  /** Resolves when each is either on its way or at its end. */
  function begin(batch: readonly Work[]): Promise<void> {
    if (batch.length === 0) {
      notice();
      return Promise.resolve();
    }
    const { promise: allBegun, resolve } = Promise.withResolvers<void>();
    const unbegun = new Set(batch.map(nameOf));
    const noteBegun = (name: VdcName): void => {
      if (unbegun.delete(name) && unbegun.size === 0) resolve();
    };
    const left = new Map(batch.map((work) => [nameOf(work), work]));
    for (const work of batch) {
      working.set(nameOf(work), work);
      onStarted(work);
    }
    const end = (name: VdcName, report: VdcReport | undefined): void => {
      const work = left.get(name);
      if (work === undefined) return;
      left.delete(name);
      working.delete(name);
      endedCount += 1;
      endings.delete(name);
      endings.set(name, endedCount);
      if (endings.size > keptEndings) endings.delete(endings.keys().next().value ?? '');
      noteBegun(name);
      onEnded(work, report, stale.delete(name));
      notice();
    };
    const isUrgent = batch[0]?.isUrgent ?? false;
    const told: WorkTold = { begun: noteBegun, ended: (report) => end(report.name, report) };
    void start(batch, isUrgent, told).finally(() => {
      for (const name of left.keys()) end(name, undefined);
    });
    return allBegun;
  }

  const hasEnded = (vdcs: readonly VdcName[]): boolean => vdcs.every((vdc) => !working.has(vdc) && !waiting.has(vdc));
  const isDone = (): boolean => working.size === 0 && waiting.size === 0;

  /** Whoever waits for rest hears of it. */
  function notice(): void {
    if (working.size === 0) for (const resolve of idle.splice(0)) resolve();
    if (isDone()) for (const resolve of done.splice(0)) resolve();
    for (const one of awaited) if (hasEnded(one.vdcs)) one.resolve();
  }

  function leave({ accepted, vdc }: Work): void {
    // Others that wait to remove what they share with it must not wait for ever.
    accepted.shared.leave(vdc.name);
  }

  return {
    offer(works) {
      const before = waiting;
      waiting = new Map();
      for (const work of works) {
        if (working.has(nameOf(work))) {
          stale.add(nameOf(work));
          leave(work);
        } else if (isInTheWay(work)) leave(work);
        else waiting.set(nameOf(work), work);
      }
      for (const work of before.values()) leave(work);
      // Urgent ones need not wait here for the calls of others: theirs go before them.
      if (isPumping && works.some(({ isUrgent }) => isUrgent)) void begin(takeBatch());
      void pump();
    },
    add(works) {
      const added = new Map<VdcName, Work>();
      for (const work of works) {
        const name = nameOf(work);
        if (working.has(name) || isInTheWay(work)) {
          leave(work);
          continue;
        }
        const before = waiting.get(name);
        if (before !== undefined) leave(before);
        waiting.delete(name);
        added.set(name, work);
      }
      waiting = new Map([...added, ...waiting]);
      if (isPumping && works.length > 0) void begin(takeBatch());
      void pump();
    },
    noteStale(vdc) {
      if (working.has(vdc)) stale.add(vdc);
    },
    drop(vdc) {
      const work = waiting.get(vdc);
      if (work === undefined) return;
      waiting.delete(vdc);
      leave(work);
      notice();
    },
    clear() {
      for (const work of waiting.values()) leave(work);
      waiting.clear();
      notice();
    },
    waiting: () => [...waiting.keys()],
    working: () => [...working.keys()],
    mark: () => endedCount,
    endedSince: (mark) => new Set([...endings].flatMap(([name, at]) => (at > mark ? [name] : []))),
    async whenEnded(vdcs) {
      if (hasEnded(vdcs)) return;
      const { promise, resolve } = Promise.withResolvers<void>();
      const one = { vdcs, resolve };
      awaited.add(one);
      await promise;
      awaited.delete(one);
    },
    whenIdle: () => (working.size === 0 ? Promise.resolve() : new Promise((resolve) => idle.push(resolve))),
    whenDone: () => (isDone() ? Promise.resolve() : new Promise((resolve) => done.push(resolve))),
  };
}

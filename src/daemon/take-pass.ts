import { ControllerError } from '../model/controller-error.ts';
import type { PassSummary, Trigger } from '../model/daemon-status.ts';
import { circuitNames, culpritOf, describeError, isForPeople } from './circuits.ts';
import type { DaemonInstallation } from './installation-slot.ts';
import { describeRefusal, lookAndJudge, type PassResult } from './run-pass.ts';
import { lookQuickly } from './quick-look.ts';
import { stoppingError } from './stopping-error.ts';
import { forsaken, settlePass } from './settle-pass.ts';
import type { Session } from './session.ts';
import { isByPeople } from './triggers.ts';

/** One pass, from why it began to what waits to be worked on. Never throws but when `signal` is aborted. */
export async function takePass(session: Session, trigger: Trigger, signal: AbortSignal): Promise<void> {
  const { clock, tell, standing, requests, circuits } = session;
  if (isHeldBack(session, trigger)) return;
  const startedAtMs = clock.now();
  const beganAt = clock.elapsed();
  standing.passBeganAt = beganAt;
  const asked = requests.take();
  tell({ kind: 'pass-started', atMs: startedAtMs, trigger });
  const end = (result: Omit<PassSummary, 'startedAtMs' | 'tookMs' | 'trigger'>): void => {
    const pass = { startedAtMs, tookMs: Math.round(clock.elapsed() - beganAt), trigger, ...result };
    standing.lastPass = pass;
    tell({ kind: 'pass-ended', atMs: clock.now(), pass });
  };
  const preempt = watchForPeople(session, trigger);
  try {
    await session.slot.use(async (current) => {
      // Halted, it goes on looking and telling.
      const installation: DaemonInstallation = standing.halted === undefined ? current : { ...current, mode: 'report' };
      const looking = AbortSignal.any([signal, preempt.signal]);
      await probe(session, installation, signal);
      const quick = isQuick(session, trigger) ? await lookQuickly(session, installation, looking) : undefined;
      if (quick?.isAllServed === true) preempt.allow();
      looking.throwIfAborted();
      const mark = session.queue.mark();
      const busy = new Set(session.queue.working());
      const source =
        quick === undefined ? installation.source : { ...installation.source, load: async () => quick.snapshot };
      const options = {
        installation: { ...installation, source },
        store: session.store,
        hashes: session.hashes,
        now: clock.now,
      };
      const result = await lookAndJudge(options, looking);
      preempt.stop();
      for (const name of circuitNames) closeCircuit(session, name);
      // Whose work ended while we looked may have been read before it did.
      const { queue } = session;
      const tooEarly = new Set([...busy, ...queue.endedSince(mark), ...queue.working()]);
      await settlePass(session, installation, { result, asked, tooEarly, mark });
      const { plan } = result.pass;
      end({
        result: result.kind === 'accepted' ? 'done' : result.kind,
        revision: plan.revision,
        summary: plan.summary,
        ...messageOf(result),
      });
    });
  } catch (error) {
    if (signal.aborted) {
      for (const request of asked) request.settle(stoppingError());
      throw error;
    }
    if (preempt.signal.aborted) {
      requests.putBack(asked);
      end({ result: 'abandoned', message: 'somebody waits for a newer look' });
      return;
    }
    for (const request of asked) request.settle(error);
    noteFailure(session, error);
    end({ result: 'failed', message: describeError(error) });
  } finally {
    preempt.stop();
    delete standing.passBeganAt;
    standing.lastPassEndedAt = clock.elapsed();
    // The circuits hold all three or none: whoever is out of reach keeps the pass from being whole.
    if (circuitNames.every((name) => !circuits[name].isOpen())) standing.nextPassAt = nextPassAt(session);
  }
}

/** Why nothing was done, or what the authors of specs have to mend. */
function messageOf({ kind, pass: { plan } }: PassResult): { readonly message?: string } {
  if (kind !== 'accepted') return { message: describeRefusal(plan) };
  const errors = plan.problems.filter(({ severity }) => severity === 'error');
  const [first] = errors;
  if (first === undefined) return {};
  const others = errors.length > 1 ? ` (and ${errors.length - 1} more)` : '';
  return {
    message: `A spec has a problem, so nothing is deleted: ${first.file}:${first.line}: ${first.message}${others}`,
  };
}

function nextPassAt({ clock, slot }: Session): number {
  return clock.elapsed() + Math.round(slot.current().intervalMs * (0.9 + 0.2 * clock.random()));
}

/** An edit of a few, while nothing is out of reach, nothing waits for an approval, and the last whole look could be trusted. */
function isQuick({ slot, circuits, standing }: Session, trigger: Trigger): boolean {
  const isOut = circuitNames.some((name) => circuits[name].isOpen());
  const isInDoubt = [standing.refused, standing.untrusted, standing.halted].some((doubt) => doubt !== undefined);
  return trigger === 'edit' && slot.current().mode === 'enforce' && !isOut && !isInDoubt;
}

/** While something is out of reach only a probe that is due, or a person who says that it was mended, begins a pass. */
function isHeldBack({ circuits }: Session, trigger: Trigger): boolean {
  const open = circuitNames.map((name) => circuits[name]).filter((circuit) => circuit.isOpen());
  if (open.length === 0) return false;
  const isAsked = isByPeople(trigger) && trigger !== 'edit';
  // An edit may be what mends a source; WAP is not asked more often because of it.
  const isMending = trigger === 'edit' && circuits.source.isOpen() && open.length === 1;
  if (isAsked || isMending) for (const circuit of open) circuit.tryNow();
  return open.some((circuit) => !circuit.isProbeDue());
}

/** One request, before the many of a whole look, where WAP did not answer last time. */
async function probe({ circuits }: Session, { provider }: DaemonInstallation, signal: AbortSignal): Promise<void> {
  if (circuits.wap.isOpen()) await provider.probe(signal);
}

function closeCircuit({ circuits, clock, tell }: Session, name: (typeof circuitNames)[number]): void {
  if (circuits[name].succeeded()) tell({ kind: 'circuit-closed', atMs: clock.now(), name });
}

function noteFailure(session: Session, error: unknown): void {
  const { circuits, clock, tell, standing, queue } = session;
  const name = culpritOf(error);
  const circuit = circuits[name];
  const wasOpen = circuit.isOpen();
  const message = describeError(error);
  circuit.failed({ message, isForPeople: isForPeople(error) });
  standing.isRewound = error instanceof ControllerError && error.code === 'SPECS_REWOUND';
  if (name === 'wap') {
    queue.clear();
    for (const request of forsaken(session)) request.settle(error);
  }
  if (!wasOpen) tell({ kind: 'circuit-opened', atMs: clock.now(), name, message });
}

/** Gives a look up that began by itself when a person does something that it cannot have seen. */
function watchForPeople({ triggers, standing, slot, clock }: Session, trigger: Trigger) {
  const preempt = new AbortController();
  let isWatching = !isByPeople(trigger);
  const giveUp = (): void => {
    // However often people come, everything is looked at once in an interval.
    const isOverdue = clock.elapsed() - (standing.lastGoodPassAt ?? clock.elapsed()) > slot.current().intervalMs;
    if (isWatching && !isOverdue) preempt.abort(new Error('somebody waits for a newer look'));
  };
  const stopListening = triggers.onUrgent(giveUp);
  return {
    signal: preempt.signal,
    /** Whoever waited has been served. */
    allow() {
      isWatching = true;
      if (triggers.isUrgent()) giveUp();
    },
    stop() {
      isWatching = false;
      stopListening();
    },
  };
}

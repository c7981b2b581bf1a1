import { circuitNames } from './circuits.ts';
import type { Session } from './session.ts';

/** How often is looked what is due: coarse enough to cost nothing, fine enough for what is due in seconds. */
const tickMs = 1_000;
/** Retries of single VDCs look at everything: they are gathered so that those looks stay a small part of the time. */
const leastRetryGapMs = 5_000;
const retryShare = 20;

/** Fires what is due: the regular pass, VDCs that are to be tried again, probes of what is out of reach. Until `signal`. */
export async function keepTime(session: Session, ticked: () => void, signal: AbortSignal): Promise<void> {
  const { clock, triggers, circuits, attempts, standing } = session;
  while (!signal.aborted) {
    ticked();
    const nowMs = clock.now();
    const probes = circuitNames.flatMap((name) => circuits[name].nextProbeAtMs() ?? []);
    const isOut = circuitNames.some((name) => circuits[name].isOpen());
    if (isOut) {
      if (probes.some((at) => at <= nowMs)) triggers.fire('retry');
    } else {
      if (standing.nextPassAtMs !== undefined && standing.nextPassAtMs <= nowMs) triggers.fire('interval');
      const due = attempts.nextDueAtMs();
      if (due !== undefined && due <= nowMs && isRested(session)) triggers.fire('retry');
    }
    await clock.sleep(tickMs, signal).catch(() => undefined);
  }
}

function isRested({ standing: { lastPass }, clock }: Session): boolean {
  if (lastPass === undefined) return true;
  const endedAtMs = lastPass.startedAtMs + lastPass.tookMs;
  return clock.now() - endedAtMs >= Math.max(leastRetryGapMs, retryShare * lastPass.tookMs);
}

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
    const now = clock.elapsed();
    const isOut = circuitNames.some((name) => circuits[name].isOpen());
    if (isOut) {
      if (circuitNames.some((name) => circuits[name].isProbeDue())) triggers.fire('retry');
    } else {
      if (standing.nextPassAt !== undefined && standing.nextPassAt <= now) triggers.fire('interval');
      if (attempts.isAnyDue() && isRested(session)) triggers.fire('retry');
    }
    await clock.sleep(tickMs, signal).catch(() => undefined);
  }
}

function isRested({ standing: { lastPass, lastPassEndedAt = 0 }, clock }: Session): boolean {
  if (lastPass === undefined) return true;
  return clock.elapsed() - lastPassEndedAt >= Math.max(leastRetryGapMs, retryShare * lastPass.tookMs);
}

import type { Outcome } from '../../model/outcome.ts';
import type { VmCount } from '../../providers/vm-provider.ts';
import { describeTrouble } from './describe-machines.ts';
import type { Settled } from './settle-machines.ts';
import type { VmsTurn } from './vms-turn.ts';

const longestDelayMs = 5_000;

/**
 * So long a listing that VMM's own count contradicts is not believed. A count that lags, or is wrong for ever, must not keep
 * a VDC for ever: after that WAP is asked to delete it, never by force, and refuses itself where something is left.
 */
const doubtMs = 24 * 3_600_000;

export type Emptied = { readonly trouble: Outcome } | { readonly warning?: string };

/**
 * Removes machines until a listing shows none and VMM counts none either: a listing that is empty by mistake would leave
 * machines behind that nobody owns. Where VMM does not count them for us, a second listing some seconds later has to do,
 * unless there were machines: then listings are known to show them.
 */
export async function untilEmpty(
  turn: VmsTurn,
  removeListed: () => Promise<Settled>,
  sawAny: () => boolean,
): Promise<Emptied> {
  const { performing } = turn;
  /** Counted from the first contradiction: to delete machines may have taken long. */
  let doubtedAtMs: number | undefined;
  let delayMs = performing.lookAgainMs;
  for (let looks = 1; ; looks += 1) {
    const settled = await removeListed();
    const trouble = describeTrouble(
      settled,
      'VMS_NOT_DELETED',
      'Some machines could not be deleted, so the VDC stays.',
    );
    if (trouble !== undefined) return { trouble };
    const counted = await count(turn);
    if (counted === 0 || (counted === 'uncounted' && (sawAny() || looks > 1))) return {};
    if (performing.signal.aborted) return { trouble: stopped };
    doubtedAtMs ??= turn.waitedMs();
    const isLongEnough = turn.waitedMs() - doubtedAtMs >= performing.waitMs;
    if (counted !== 'uncounted' && isLongEnough) return judgeDoubt(turn, counted, sawAny());
    await turn.wait(counted === 'uncounted' ? longestDelayMs : delayMs, `${describe(counted)}; it is asked again`);
    delayMs = Math.min(2 * delayMs, longestDelayMs);
  }
}

function count({ provider, vdc, performing, turn }: VmsTurn): Promise<VmCount> {
  const { slots, rankOf, callSignal } = performing;
  return slots.use(rankOf(turn.vdc.name), () => provider.count(vdc, callSignal));
}

/** `sawAny`: they were there until now, so that the count has only just begun to be wrong, or is late. */
async function judgeDoubt(turn: VmsTurn, counted: VmCount, sawAny: boolean): Promise<Emptied> {
  const held = turn.held();
  const nowMs = turn.nowMs();
  const sinceMs = (sawAny ? undefined : held.doubtedSinceMs) ?? nowMs;
  const why = describe(counted);
  if (nowMs - sinceMs >= doubtMs)
    return {
      warning: `${why}, for a day by now, so the deletion went on and WAP decides. Look into VMM for machines of nobody.`,
    };
  if (sinceMs !== held.doubtedSinceMs) await turn.remember({ ...held, doubtedSinceMs: sinceMs });
  return {
    trouble: {
      kind: 'failed',
      code: 'VMS_NOT_LISTED',
      message: `${why}. To believe that it has none could leave machines that nobody owns, so the VDC stays, and the next apply looks again. If VMM's count is what is wrong, it is passed over a day after it was first seen.`,
    },
  };
}

function describe(counted: VmCount): string {
  switch (counted) {
    case 'uncounted':
      return 'VMM lists no machine of this VDC and does not count them';
    case 'nothing-shown':
      return 'VMM shows nothing at all of this VDC, neither machines nor what it uses of its cloud';
    default:
      return `VMM counts ${counted} machine${counted === 1 ? '' : 's'} of this VDC and lists none`;
  }
}

const stopped: Outcome = { kind: 'waiting', message: 'stopped while it was cleared; the next apply goes on' };

import { applyPlan } from '../executor/apply-plan.ts';
import { createInTurn } from '../executor/owners/send-mail.ts';
import type { ProgressEvent } from '../executor/progress.ts';
import { type HoldLaws, holdLaws } from '../executor/laws/hold-laws.ts';
import type { DaemonEvent } from '../model/daemon-event.ts';
import type { Broken } from '../model/law.ts';
import type { PlannedVdc } from '../model/plan.ts';
import type { AcceptedPass, Work } from './accepted-pass.ts';
import type { Session } from './session.ts';
import type { StartWork } from './work-queue.ts';

/** Lower than any rank of background work: its calls take the next slot that is free. */
const urgentRank = -1_000_000;

/** Carries out some VDCs of one pass on the executor. `signal`: nothing new is begun, and what is under way drains. */
export function createStartWork(
  session: () => Pick<Session, 'clock' | 'store' | 'slot' | 'slots' | 'tell' | 'ledger' | 'halt'>,
  drainMs: number,
  signal: AbortSignal,
): StartWork {
  // Of everything that is carried out: two passwords for one account, and the mail that came first would be wrong.
  const inTurn = createInTurn();
  // One budget a pass, in however many batches it is carried out.
  const laws = new WeakMap<AcceptedPass, HoldLaws>();
  const lawsOf = (accepted: AcceptedPass): HoldLaws => {
    const known = laws.get(accepted);
    if (known !== undefined) return known;
    const { ledger, halt } = session();
    const { pass, approved } = accepted;
    const { input, plan } = pass;
    const onBroken = (broken: Broken, vdc: PlannedVdc): void => halt.stop(broken, { input, vdc });
    const made = holdLaws({ input, plan, approved, ledger, onBroken });
    laws.set(accepted, made);
    return made;
  };
  return (batch, isUrgent, { begun, ended }) => {
    const { clock, store, slot, slots, tell } = session();
    // Each pass by itself: what its VDCs share, they share with nobody else's.
    return slot.use(async ({ provider, accounts, mailer, executor, concurrency }) => {
      await Promise.all(
        byPass(batch).map(async ([{ accepted }, works]) => {
          const { pass, plan, shared, notedUsers } = accepted;
          await applyPlan(
            {
              ...executor,
              plan: { ...plan, vdcs: works.map(({ vdc }) => vdc) },
              memory: pass.input.memory,
              provider,
              accounts,
              mailer,
              store,
              holdLaws: lawsOf(accepted),
              shared,
              notedUsers,
              inTurn,
              slots,
              concurrency,
              rankBase: isUrgent ? urgentRank : 0,
              now: clock.now,
              sleep: clock.sleep,
              newId: clock.newId,
              drainMs,
              onProgress: (event) => {
                if (event.kind === 'vdc-started') begun(event.vdc);
                const told = toDaemonEvent(event, clock.now());
                if (told !== undefined) tell(told);
              },
              onVdcEnded: ended,
            },
            signal,
          );
        }),
      );
    });
  };
}

function byPass(batch: readonly Work[]): readonly (readonly [Work, readonly Work[]])[] {
  const groups = Map.groupBy(batch, ({ accepted }) => accepted);
  return [...groups.values()].flatMap((works) => (works[0] === undefined ? [] : [[works[0], works] as const]));
}

function toDaemonEvent(event: ProgressEvent, atMs: number): DaemonEvent | undefined {
  if (event.kind !== 'action-ended') return undefined;
  const { vdc, action, outcome, ms } = event;
  const message = outcome.kind === 'done' ? outcome.warning : outcome.message;
  return {
    kind: 'action-ended',
    atMs,
    vdc,
    verb: action.verb,
    resource: action.resource,
    outcome: outcome.kind,
    ms,
    ...(message !== undefined && { message }),
  };
}

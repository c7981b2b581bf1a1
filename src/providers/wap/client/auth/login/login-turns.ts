import type { ControllerError } from '../../../../../model/controller-error.ts';
import { untilAborted } from '../until-aborted.ts';

/** So long after one login was accepted others may go side by side. */
const TRUST_MS = 10_000;

/** One login; `leave` is owed whatever became of it. */
export interface LoginTurn {
  accepted(): void;
  refused(error: ControllerError): void;
  leave(): void;
}

/**
 * What the logins of one account have in common: wrong credentials are sent once and never again, however many connections
 * want to log in at that moment, since a few tries more would lock the account. Therefore one goes ahead and the others
 * wait for what becomes of it. Only right after a login was accepted are several let go at once.
 */
export interface LoginTurns {
  /** Why no login may be tried any more. */
  refusal(): ControllerError | undefined;
  /** Waits until a turn would be given at once; throws the refusal. */
  ready(signal: AbortSignal): Promise<void>;
  take(signal: AbortSignal): Promise<LoginTurn>;
}

export function createLoginTurns(now: () => number): LoginTurns {
  let acceptedAt = Number.NEGATIVE_INFINITY;
  let refusal: ControllerError | undefined;
  /** Settled when the login that went ahead has come to its end. */
  let ahead: Promise<void> | undefined;

  function isTrusted(): boolean {
    const ageMs = now() - acceptedAt;
    return ageMs >= 0 && ageMs <= TRUST_MS;
  }

  /** What another login has to wait for. */
  function heldUpBy(): Promise<void> | undefined {
    return refusal !== undefined || isTrusted() ? undefined : ahead;
  }

  async function ready(signal: AbortSignal): Promise<void> {
    for (let wait = heldUpBy(); wait !== undefined; wait = heldUpBy()) await untilAborted(wait, signal);
    if (refusal !== undefined) throw refusal;
  }

  function begin(): LoginTurn {
    const { promise, resolve } = Promise.withResolvers<void>();
    const goesAhead = !isTrusted();
    if (goesAhead) ahead = promise;
    return {
      accepted: () => (acceptedAt = now()),
      refused: (error) => (refusal ??= error),
      leave: () => {
        if (goesAhead) ahead = undefined;
        resolve();
      },
    };
  }

  return {
    refusal: () => refusal,
    ready,
    async take(signal) {
      for (;;) {
        await ready(signal);
        // Several are woken at once, and the first of them may have gone ahead, or been refused, since.
        if (refusal === undefined && heldUpBy() === undefined) return begin();
      }
    },
  };
}

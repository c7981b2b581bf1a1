import type { Destruction } from '../../model/memory.ts';

/**
 * What this process itself has taken away in the last day, whatever the state store says and whatever the time of day is. What is so
 * new that a look under way may not have read of it yet is left out.
 */
export interface Ledger {
  note(kind: Destruction, subject: string): void;
  lately(kind: Destruction): readonly string[];
}

/** A little less than a day: what our memory holds for over by then must not be held against anybody here. */
const keptMs = 22 * 60 * 60_000;
const newMs = 15 * 60_000;

export function createLedger(elapsed: () => number): Ledger {
  const noted = {
    delete: new Map<string, number>(),
    suspend: new Map<string, number>(),
    shrink: new Map<string, number>(),
  };
  return {
    // The first time counts: what is tried again is no other.
    note(kind, subject) {
      if (!noted[kind].has(subject)) noted[kind].set(subject, elapsed());
    },
    lately(kind) {
      const nowMs = elapsed();
      for (const [subject, at] of noted[kind]) if (nowMs - at > keptMs) noted[kind].delete(subject);
      return [...noted[kind]].flatMap(([subject, at]) => (nowMs - at > newMs ? [subject] : []));
    },
  };
}

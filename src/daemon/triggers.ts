import type { Trigger } from '../model/daemon-status.ts';

/** From the most urgent on. */
const order: readonly Trigger[] = ['request', 'edit', 'settings', 'approval', 'retry', 'interval', 'start'];
/** What a person has just done, or waits for. */
const byPeople: ReadonlySet<Trigger> = new Set<Trigger>(['request', 'edit', 'settings', 'approval']);

export function isByPeople(trigger: Trigger): boolean {
  return byPeople.has(trigger);
}

/** Why the next pass is to begin. However many reasons come together, they are one pass: it looks at everything. */
export interface Triggers {
  fire(trigger: Trigger): void;
  /** The most urgent reason, as soon as there is one; what is due at a time is fired by whoever keeps the time. */
  next(signal: AbortSignal): Promise<Trigger>;
  /** Whether a person waits for a pass that has not begun. */
  isUrgent(): boolean;
  /** Called whenever something is fired that a person waits for; returns what ends that. */
  onUrgent(listener: () => void): () => void;
}

export function createTriggers(): Triggers {
  const fired = new Set<Trigger>();
  const listeners = new Set<() => void>();
  let wake: (() => void) | undefined;

  return {
    fire(trigger) {
      fired.add(trigger);
      if (isByPeople(trigger)) for (const listener of listeners) listener();
      wake?.();
    },
    async next(signal) {
      while (fired.size === 0) {
        signal.throwIfAborted();
        const { promise, resolve, reject } = Promise.withResolvers<void>();
        const giveUp = (): void => reject(signal.reason as Error);
        wake = resolve;
        signal.addEventListener('abort', giveUp, { once: true });
        try {
          await promise;
        } finally {
          wake = undefined;
          signal.removeEventListener('abort', giveUp);
        }
      }
      const first = order.find((trigger) => fired.has(trigger));
      fired.clear();
      return first ?? 'interval';
    },
    isUrgent: () => [...fired].some(isByPeople),
    onUrgent(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

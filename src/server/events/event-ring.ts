/** Events for those who come back and ask what they missed: bounded in number and in bytes, the oldest go first. */
export interface EventRing {
  /** The number that the event has from now on; they count from 1. */
  add(frame: (number: number) => string): number;
  /** Undefined: too old, or not there yet. */
  get(number: number): string | undefined;
  /** The number of the newest; 0 before the first. */
  newest(): number;
}

export interface RingLimits {
  readonly count: number;
  readonly bytes: number;
}

export function createEventRing(limits: RingLimits): EventRing {
  const frames = new Map<number, string>();
  let newest = 0;
  let oldest = 1;
  let bytes = 0;

  function dropOldest(): void {
    bytes -= Buffer.byteLength(frames.get(oldest) ?? '');
    frames.delete(oldest);
    oldest += 1;
  }

  return {
    add(frame) {
      newest += 1;
      const text = frame(newest);
      frames.set(newest, text);
      bytes += Buffer.byteLength(text);
      while (frames.size > 1 && (frames.size > limits.count || bytes > limits.bytes)) dropOldest();
      return newest;
    },
    get: (number) => frames.get(number),
    newest: () => newest,
  };
}

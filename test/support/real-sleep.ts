import { setTimeout } from 'node:timers/promises';

/** The wait that main.ts hands in. */
export async function realSleep(ms: number, signal: AbortSignal): Promise<void> {
  await setTimeout(ms, undefined, { signal });
}

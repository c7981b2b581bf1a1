import type { Cost } from './own-cost.ts';

/** What one process that made several passes tells of itself on its last line. */
export interface PassFigures {
  /** From the start of the process to the end of its first pass. */
  readonly first: Cost & { readonly peakMib: number };
  /** Every later pass. */
  readonly steady: readonly Cost[];
  readonly peakMib: number;
}

/** Makes the passes, one after the other, and prints what they cost. */
export async function printPassFigures(passes: number, pass: () => Promise<void>): Promise<void> {
  const { costOf, peakMib } = await import('./own-cost.ts');
  await pass();
  const { user, system } = process.cpuUsage();
  const first = { cpuMs: (user + system) / 1000, wallMs: performance.now(), peakMib: peakMib() };
  const steady: Cost[] = [];
  for (let n = 1; n < passes; n += 1) steady.push(await costOf(pass));
  console.log(JSON.stringify({ first, steady, peakMib: peakMib() } satisfies PassFigures));
}

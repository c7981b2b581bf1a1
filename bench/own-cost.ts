/** What a stretch of work cost this process: all of its threads, garbage collection and TLS included. */
export interface Cost {
  readonly cpuMs: number;
  readonly wallMs: number;
}

/** What a bare program cost, and how long it waited for one of its calls, in the middle. */
export interface FloorCost extends Cost {
  readonly callMs: number;
}

export async function costOf(work: () => Promise<void>): Promise<Cost> {
  const startedAt = performance.now();
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return { cpuMs: (user + system) / 1000, wallMs: performance.now() - startedAt };
}

/** The most memory this process ever had, in MiB: what a container's limit would have seen. */
export function peakMib(): number {
  return process.resourceUsage().maxRSS / 1024;
}

/** The four dimensions of a VDC; null is unlimited. */
export interface Limits {
  readonly vmCount: number | null;
  readonly cpuCount: number | null;
  readonly memoryMb: number | null;
  readonly storageGb: number | null;
}

export const DIMENSIONS = ['vmCount', 'cpuCount', 'memoryMb', 'storageGb'] as const;
export type Dimension = (typeof DIMENSIONS)[number];

import type { VdcName } from './virtual-data-center.ts';

/** What somebody who approved of a refused plan has seen and meant: why it was refused, and what it takes away. */
export interface Approved {
  readonly codes: readonly string[];
  readonly actions: readonly ApprovedAction[];
}

export interface ApprovedAction {
  readonly vdc: VdcName;
  /** The same taken from the same is the same text, and anything else is another one. */
  readonly what: string;
}

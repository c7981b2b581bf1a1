import type { Problem } from './problem.ts';
import type { DesiredVdc, VdcName } from './virtual-data-center.ts';

/** Everything that the specs of one revision ask for. */
export interface DesiredState {
  /** `git:<commit>` or `sha256:<hash of all files>`. */
  readonly revision: string;
  /** In the order of their names. */
  readonly vdcs: readonly DesiredVdc[];
  /** VDCs whose document has a problem but whose name could be read: nothing about them is changed. */
  readonly unreadableNames: readonly VdcName[];
  /**
   * True when every document could be read and is valid. Only then does a VDC that no spec names count as removed:
   * what could not be read must never look like what is gone.
   */
  readonly isComplete: boolean;
  readonly problems: readonly Problem[];
  /** In a sentence, where the history of the branch was rewritten since it was acted on last. */
  readonly rewritten?: string;
}

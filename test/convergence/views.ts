import { ControllerError } from '../../src/model/controller-error.ts';
import type { ObservedAccounts } from '../../src/model/account.ts';
import type { Snapshot } from '../../src/sources/spec-source.ts';
import type { ViewFault } from './story.ts';

export function showAccountsInstead(
  truth: ObservedAccounts,
  known: readonly string[],
  fault: ViewFault | undefined,
): ObservedAccounts {
  return fault?.how === 'accounts-gone' ? { accounts: [], gone: new Set(known) } : truth;
}

/** What the source offers under a fault; `past` are the snapshots that there were, the present one last. */
export function offerInstead(truth: Snapshot, fault: ViewFault | undefined, past: readonly Snapshot[]): Snapshot {
  const how = fault?.how;
  if (how === 'specs-empty') return { revision: 'sha256:nothing', files: [] };
  if (how === 'specs-missing')
    throw new ControllerError('SPECS_MISSING', 'The folder is not there.', { retry: 'later' });
  if (how === 'specs-rewound') throw new ControllerError('SPECS_REWOUND', 'The branch went back.', { retry: 'later' });
  return (how === 'specs-old' ? past[Math.max(0, past.length - 1 - (fault?.depth ?? 1))] : undefined) ?? truth;
}

export function skewUnder(fault: ViewFault | undefined): number {
  if (fault?.how === 'clock-ahead') return 30 * 60_000;
  return fault?.how === 'clock-behind' ? -30 * 60_000 : 0;
}

import { ControllerError } from '../../src/model/controller-error.ts';
import type { ObservedState } from '../../src/model/observed-state.ts';
import type { ObservedAccounts } from '../../src/model/account.ts';
import type { Snapshot } from '../../src/sources/spec-source.ts';
import type { ViewFault } from './story.ts';

/** What a look shows under a fault. `past`: the states that there were, the present one last. */
export function showInstead(
  truth: ObservedState,
  fault: ViewFault | undefined,
  past: readonly ObservedState[],
  look: number,
): ObservedState {
  if (fault === undefined) return truth;
  const { how, depth = 1 } = fault;
  const before = past[Math.max(0, past.length - 1 - depth)] ?? truth;
  const { subscriptions, hostingPlans, users } = truth;
  switch (how) {
    case 'stale':
      return before;
    case 'stale-rows':
      return {
        ...truth,
        subscriptions: subscriptions.map((one) => before.subscriptions.find(({ id }) => id === one.id) ?? one),
      };
    case 'alternating':
      return look % 2 === 0 ? before : truth;
    case 'empty':
      return { hostingPlans: [], subscriptions: [], users: [], distrust: [] };
    case 'no-subscriptions':
      return { ...truth, subscriptions: [] };
    case 'no-plans':
      return { ...truth, hostingPlans: [] };
    case 'no-users':
      return { ...truth, users: [] };
    case 'wrong-counts':
      return {
        ...truth,
        distrust: [{ code: 'OBSERVATION_COUNTS_DIFFER', message: 'WAP counts more rows than it lists' }],
      };
    case 'missing-page':
      return { ...truth, subscriptions: subscriptions.slice(0, Math.floor(subscriptions.length / 2)) };
    case 'doubled-page':
      return {
        ...truth,
        subscriptions: [...subscriptions, ...subscriptions],
        hostingPlans: [...hostingPlans, ...hostingPlans],
        users: [...users, ...users],
      };
    case 'moving-rows': {
      const missed = look % Math.max(1, subscriptions.length);
      return { ...truth, subscriptions: subscriptions.filter((_, index) => index !== missed) };
    }
    case 'not-understood':
      throw new ControllerError('WAP_ANSWER_NOT_UNDERSTOOD', 'That was HTML, with 200.', { retry: 'later' });
    case 'other-installation':
      return {
        ...truth,
        subscriptions: subscriptions.map((one, index) => ({
          ...one,
          id: `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
          name: `theirs-${index}`,
        })),
      };
    case 'false-404':
    case 'accounts-gone':
    case 'specs-empty':
    case 'specs-missing':
    case 'specs-rewound':
    case 'specs-old':
    case 'clock-ahead':
    case 'clock-behind':
      return truth;
    default:
      return how satisfies never;
  }
}

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

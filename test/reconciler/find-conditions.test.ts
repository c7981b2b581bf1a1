import { describe, expect, it } from 'vitest';
import { completeStatus, isSameStatus, type Progress } from '../../src/reconciler/find-conditions.ts';
import type { FoundStatus } from '../../src/reconciler/report-statuses.ts';
import type { VdcStatus } from '../../src/state/state-store.ts';

const found = (over: Partial<FoundStatus> = {}): FoundStatus => ({
  name: 'acme',
  atMs: 1_000,
  revision: 'git:one',
  ready: 'ready',
  message: 'as declared',
  observed: { cpu: 8 },
  ...over,
});
const none: Progress = { kind: 'none' };

/** `Ready!` for one that is true, with its reason. */
function shown({ conditions = [] }: VdcStatus): readonly string[] {
  return conditions.map(({ type, status, reason }) => `${type}${status ? '!' : ''} ${reason}`);
}

describe('the conditions of a VDC', () => {
  it.each<[string, Partial<FoundStatus>, Progress, readonly string[]]>([
    ['as declared', {}, none, ['Ready! AsDeclared', 'Reconciling AtRest', 'Stalled NotStalled']],
    [
      'waiting',
      { ready: 'waiting' },
      none,
      ['Ready WaitingForWap', 'Reconciling! WaitingForWap', 'Stalled NotStalled'],
    ],
    [
      'queued',
      { ready: 'pending' },
      { kind: 'queued' },
      ['Ready NotYetApplied', 'Reconciling! Queued', 'Stalled NotStalled'],
    ],
    [
      'worked on',
      { ready: 'pending' },
      { kind: 'working' },
      ['Ready NotYetApplied', 'Reconciling! Working', 'Stalled NotStalled'],
    ],
    [
      'failed and tried again',
      { ready: 'failed' },
      { kind: 'retrying', atMs: 9_000, failures: 2 },
      ['Ready Failed', 'Reconciling! Retrying', 'Stalled NotStalled'],
    ],
    ['blocked', { ready: 'blocked' }, none, ['Ready Blocked', 'Reconciling AtRest', 'Stalled! Blocked']],
    ['paused', { ready: 'paused' }, none, ['Ready Paused', 'Reconciling AtRest', 'Stalled! Paused']],
    [
      'waiting for an approval',
      { ready: 'pending' },
      { kind: 'awaiting-approval', fingerprint: 'sha256:4f' },
      ['Ready NotYetApplied', 'Reconciling AtRest', 'Stalled! AwaitingApproval'],
    ],
    [
      'only reported',
      { ready: 'pending' },
      { kind: 'report-only' },
      ['Ready NotYetApplied', 'Reconciling AtRest', 'Stalled! ReportOnly'],
    ],
  ])('of one that is %s', (_, over, progress, expected) => {
    expect(shown(completeStatus(found(over), progress, undefined))).toEqual(expected);
  });

  it('keep since when they are so, until they are otherwise', () => {
    const first = completeStatus(found(), none, undefined);
    const second = completeStatus(found({ atMs: 2_000, revision: 'git:two' }), none, first);
    expect(second).toMatchObject({ sinceMs: 1_000, conditions: [{ sinceMs: 1_000, revision: 'git:two' }, {}, {}] });
    const third = completeStatus(found({ atMs: 3_000, ready: 'failed' }), none, second);
    expect(third).toMatchObject({
      sinceMs: 3_000,
      conditions: [{ sinceMs: 3_000 }, { sinceMs: 1_000 }, { sinceMs: 1_000 }],
    });
  });

  it('remember the last revision that was reached while a newer one is not', () => {
    const first = completeStatus(found(), none, undefined);
    const second = completeStatus(found({ ready: 'failed', revision: 'git:two' }), none, first);
    expect(second).toMatchObject({ revision: 'git:two', appliedRevision: 'git:one' });
  });

  it('are the same for whoever reads them, whenever they were looked at', () => {
    const first = completeStatus(found(), none, undefined);
    expect(isSameStatus(first, completeStatus(found({ atMs: 9_000 }), none, first, 99_000))).toBe(true);
    expect(isSameStatus(first, completeStatus(found({ observed: { cpu: 9 } }), none, first))).toBe(false);
    expect(isSameStatus(first, completeStatus(found({ revision: 'git:two' }), none, first))).toBe(false);
  });
});

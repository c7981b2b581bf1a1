import type { FightStatus } from '../model/daemon-status.ts';
import type { Condition, ConditionType, VdcStatus } from '../state/state-store.ts';
import type { FoundStatus, ToldStatus } from './report-statuses.ts';

/** What is known of a VDC beside what a look at it says. */
export type Progress =
  | { readonly kind: 'none' }
  | { readonly kind: 'working' }
  | { readonly kind: 'queued' }
  | { readonly kind: 'retrying'; readonly atMs: number; readonly failures: number }
  | { readonly kind: 'awaiting-approval'; readonly fingerprint: string }
  | { readonly kind: 'fight'; readonly fight: FightStatus }
  | { readonly kind: 'report-only' }
  | { readonly kind: 'halted' };

export const noProgress: Progress = { kind: 'none' };

interface Statement {
  readonly status: boolean;
  readonly reason: string;
  readonly message: string;
}

/** The status as it is to be written: with its conditions, and since when each of them is so. */
export function completeStatus(
  found: FoundStatus,
  progress: Progress,
  before: VdcStatus | undefined,
  nextLookAtMs?: number,
): VdcStatus {
  const appliedRevision = found.ready === 'ready' ? found.revision : before?.appliedRevision;
  const lookAtMs = progress.kind === 'retrying' ? progress.atMs : nextLookAtMs;
  const { told: _, ...shown } = found;
  return {
    ...shown,
    ...(appliedRevision !== undefined && { appliedRevision }),
    ...(lookAtMs !== undefined && { nextLookAtMs: lookAtMs }),
    sinceMs: before?.ready === found.ready ? before.sinceMs : found.atMs,
    conditions: findConditions(found, progress, before).map((condition) => ({
      ...condition,
      sinceMs: sinceOf(condition, before) ?? found.atMs,
    })),
  };
}

/** Whether somebody who reads both would see a difference; times of looking are none. */
export function isSameStatus(a: VdcStatus, b: VdcStatus): boolean {
  return (
    a.ready === b.ready &&
    a.message === b.message &&
    a.revision === b.revision &&
    a.appliedRevision === b.appliedRevision &&
    isSameObserved(a.observed, b.observed) &&
    isSameConditions(a.conditions, b.conditions)
  );
}

function isSameObserved(a: VdcStatus['observed'], b: VdcStatus['observed']): boolean {
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => a[key] === b[key]);
}

/** Asked of ten thousand a pass, so member by member. */
function isSameConditions(a: readonly Condition[] = [], b: readonly Condition[] = []): boolean {
  return (
    a.length === b.length &&
    a.every((one, index) => {
      const other = b[index];
      return (
        other !== undefined &&
        one.type === other.type &&
        one.status === other.status &&
        one.reason === other.reason &&
        one.message === other.message &&
        one.sinceMs === other.sinceMs &&
        one.revision === other.revision
      );
    })
  );
}

function sinceOf({ type, status }: Pick<Condition, 'type' | 'status'>, before: VdcStatus | undefined) {
  const same = before?.conditions?.find((one) => one.type === type);
  return same?.status === status ? same.sinceMs : undefined;
}

function findConditions(
  found: FoundStatus,
  progress: Progress,
  before: VdcStatus | undefined,
): readonly Omit<Condition, 'sinceMs'>[] {
  const statements: Readonly<Partial<Record<ConditionType, Statement>>> = {
    Ready: { status: found.ready === 'ready', reason: readyReason[found.ready], message: found.message },
    Reconciling: findReconciling(found, progress),
    Stalled: findStalled(found, progress),
    ...(found.told && { CustomerTold: findTold(found.told, before) }),
  };
  return conditionTypes.flatMap((type) => {
    const statement = statements[type];
    return statement === undefined ? [] : [{ type, ...statement, revision: found.revision }];
  });
}

const conditionTypes: readonly ConditionType[] = ['Ready', 'Reconciling', 'Stalled', 'CustomerTold'];

/** Until it is tried again the last try is what there is to know. */
function findTold(told: ToldStatus, before: VdcStatus | undefined): Statement {
  if (told.kind === 'told') return { status: true, reason: 'Told', message: 'the customer has been told' };
  const last = before?.conditions?.find(({ type }) => type === 'CustomerTold');
  if (told.kind === 'due' && last?.reason === 'MailFailed')
    return { status: false, reason: 'MailFailed', message: last.message };
  return { status: false, reason: told.kind === 'due' ? 'MailDue' : 'MailFailed', message: told.message };
}

const readyReason: Readonly<Record<FoundStatus['ready'], string>> = {
  ready: 'AsDeclared',
  waiting: 'WaitingForWap',
  blocked: 'Blocked',
  failed: 'Failed',
  paused: 'Paused',
  retired: 'Retired',
  retained: 'Retained',
  pending: 'NotYetApplied',
};

const atRest: Statement = { status: false, reason: 'AtRest', message: 'nothing is being done' };

function findReconciling({ ready, message }: FoundStatus, progress: Progress): Statement {
  switch (progress.kind) {
    case 'working':
      return { status: true, reason: 'Working', message: 'its actions are being carried out' };
    case 'queued':
      return { status: true, reason: 'Queued', message: 'its actions wait for their turn' };
    case 'retrying':
      return {
        status: true,
        reason: ready === 'waiting' ? 'WaitingForWap' : 'Retrying',
        message:
          ready === 'waiting' ? message : `failed ${progress.failures} times in a row and is tried again by itself`,
      };
    case 'none':
    case 'awaiting-approval':
    case 'fight':
    case 'report-only':
    case 'halted':
      return ready === 'waiting' ? { status: true, reason: 'WaitingForWap', message } : atRest;
    default:
      return progress satisfies never;
  }
}

/** Stalled: only a person can help it on. */
function findStalled({ ready, message }: FoundStatus, progress: Progress): Statement {
  if (progress.kind === 'fight') {
    const { field, ours, theirs, times } = progress.fight;
    return {
      status: true,
      reason: 'Fight',
      message: `${field} was corrected from ${theirs} to ${ours} ${times} times and is changed back each time; left alone for a while. Change the spec, or find out who changes it.`,
    };
  }
  if (progress.kind === 'awaiting-approval')
    return {
      status: true,
      reason: 'AwaitingApproval',
      message: `the plan is refused as unsafe and waits: vdc approve ${progress.fingerprint}`,
    };
  if (progress.kind === 'report-only' && ready === 'pending')
    return { status: true, reason: 'ReportOnly', message: 'mode: report, so nothing is written' };
  if (progress.kind === 'halted' && ready === 'pending')
    return {
      status: true,
      reason: 'Halted',
      message:
        'something was about to be done that must never be done; nothing is written until a person has looked (vdc status)',
    };
  if (ready === 'blocked') return { status: true, reason: 'Blocked', message };
  if (ready === 'paused') return { status: true, reason: 'Paused', message };
  return { status: false, reason: 'NotStalled', message: 'needs nobody' };
}

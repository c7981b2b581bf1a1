import type { InventoryEntry } from '../model/memory.ts';
import type { ObservedHostingPlan, ObservedSubscription } from '../model/observed-state.ts';
import type { Outcome } from '../model/outcome.ts';
import type { PlannedVdc, PlanScope } from '../model/plan.ts';
import type { DesiredVdc, VdcName } from '../model/virtual-data-center.ts';
import type { VdcReport } from '../executor/apply-report.ts';
import { isFailure } from '../executor/is-failure.ts';
import { isInScope, isRemovedInScope } from '../planner/see.ts';
import { indexWorld } from '../planner/world.ts';
import { formatLimit, limitFields, specField } from '../planner/words.ts';
import type { VdcStatus } from '../state/state-store.ts';
import type { PlannedPass } from './observe-and-plan.ts';

/** A status as one look found it: nothing yet of since when, which only a look at the status before can tell. */
export interface FoundStatus extends Pick<VdcStatus, 'name' | 'atMs' | 'revision' | 'ready' | 'message' | 'observed'> {
  /** Whether the customer knows what there is to know; absent where no mail is sent. */
  readonly told?: ToldStatus;
}

export type ToldStatus =
  | { readonly kind: 'told' }
  | { readonly kind: 'due'; readonly message: string }
  | { readonly kind: 'failed'; readonly message: string };

/** What one pass can tell of each VDC, with what became of its actions or without. */
export interface PassStatuses {
  /** Those that were looked at. */
  readonly names: readonly VdcName[];
  /** `forgotten`: nothing is left of it. */
  of(name: VdcName, result: VdcReport | undefined, nowMs: number): FoundStatus | 'forgotten';
}

/** What `vdc get` will say: computed from plan and outcome, never patched along the way. Indexes a pass once for all that is asked of it. */
export function openPassStatuses({ plan, input }: PlannedPass): PassStatuses {
  const world = indexWorld(input.observed);
  const planned = new Map(plan.vdcs.map((vdc) => [vdc.name, vdc]));
  const entries = new Map(input.memory.inventory.map((entry) => [entry.name, entry]));
  const desired = new Map(input.desired.vdcs.map((vdc) => [vdc.name, vdc]));
  const unreadable = new Set(input.desired.unreadableNames);
  return {
    names: [...new Set([...desired.keys(), ...entries.keys()])].filter((name) =>
      isLookedAt(desired.get(name), entries.get(name), plan.scope),
    ),
    of(name, result, nowMs) {
      if (isForgotten(result)) return 'forgotten';
      const spec = desired.get(name);
      const entry = entries.get(name);
      const vdc = planned.get(name);
      const id = entry?.subscriptionId ?? vdc?.remember?.subscriptionId;
      const subscription = id === undefined ? undefined : world.subscription(id);
      const hostingPlan = subscription && world.hostingPlan(subscription.hostingPlanId);
      return {
        name,
        atMs: nowMs,
        revision: plan.revision,
        ...judge({ spec, entry, vdc, result, subscription, isUnreadable: unreadable.has(name) }),
        ...(input.rules.sendsMail && { told: findTold(vdc, result) }),
        observed: describeObserved(spec, vdc, result, subscription, hostingPlan),
      };
    },
  };
}

/** What the last pass said of the others is still the last that is known of them. */
function isLookedAt(spec: DesiredVdc | undefined, entry: InventoryEntry | undefined, scope: PlanScope): boolean {
  if (spec !== undefined) return isInScope(spec, scope);
  return entry !== undefined && isRemovedInScope(entry, scope);
}

interface Evidence {
  readonly spec: DesiredVdc | undefined;
  readonly entry: InventoryEntry | undefined;
  readonly vdc: PlannedVdc | undefined;
  readonly result: VdcReport | undefined;
  readonly subscription: ObservedSubscription | undefined;
  /** Its document has a problem. */
  readonly isUnreadable: boolean;
}

function judge(evidence: Evidence): Pick<FoundStatus, 'ready' | 'message'> {
  const { spec, entry, vdc, result, subscription } = evidence;
  const bad = result?.results.find(({ action, outcome }) => action.kind !== 'mail' && isFailure(outcome))?.outcome;
  if (bad !== undefined && 'message' in bad)
    return { ready: isForPeople(bad) ? 'blocked' : 'failed', message: bad.message ?? '' };
  const block = vdc?.blocks[0];
  if (block !== undefined) return { ready: 'blocked', message: block.message };
  if (vdc?.paused) return { ready: 'paused', message: `${vdc.paused.reason} (${vdc.paused.by})` };
  const waiting = result?.results.find(({ outcome }) => outcome.kind === 'waiting')?.outcome;
  if (waiting?.kind === 'waiting') return { ready: 'waiting', message: waiting.message };
  if (evidence.isUnreadable)
    return { ready: 'blocked', message: 'its document has a problem, so nothing about it is changed: vdc validate' };
  if (spec === undefined) return judgeRemoved(entry, vdc, result);
  if (vdc !== undefined && vdc.actions.some(({ kind }) => kind !== 'mail') && result === undefined)
    return { ready: 'pending', message: `${vdc.verb}: not applied yet` };
  if (result === undefined && subscription?.convergence === 'waiting')
    return { ready: 'waiting', message: 'WAP is still handing the last change to its clouds' };
  return { ready: 'ready', message: spec.state === 'suspended' ? 'suspended, as declared' : 'as declared' };
}

/** A mail that is not accepted holds up nothing but itself. */
function findTold(vdc: PlannedVdc | undefined, result: VdcReport | undefined): ToldStatus {
  const mail = vdc?.actions.find(({ kind }) => kind === 'mail');
  if (mail?.kind !== 'mail') return { kind: 'told' };
  const outcome = result?.results.find(({ action }) => action.kind === 'mail')?.outcome;
  if (outcome?.kind === 'done') return { kind: 'told' };
  if (outcome?.kind === 'failed') return { kind: 'failed', message: outcome.message };
  return { kind: 'due', message: `${mail.to} is still to be told: ${mail.event}` };
}

/** What is left over keeps being left over until somebody removes it. */
function isForPeople(outcome: Outcome): boolean {
  return outcome.kind === 'failed' && outcome.code === 'VDC_LEFTOVERS';
}

function judgeRemoved(
  entry: InventoryEntry | undefined,
  vdc: PlannedVdc | undefined,
  result: VdcReport | undefined,
): Pick<FoundStatus, 'ready' | 'message'> {
  if (entry?.lastSpec.deletion.policy === 'retain')
    return {
      ready: 'retained',
      message: 'no spec names it; left in WAP as its last spec said (deletion.policy: retain)',
    };
  const isRetired = entry?.retiredAtMs !== undefined || (result !== undefined && vdc?.verb === 'retire');
  if (isRetired && entry?.lastSpec.deletion.policy === 'suspend')
    return {
      ready: 'retired',
      message: 'no spec names it; suspended as its last spec said (deletion.policy: suspend)',
    };
  if (isRetired) return { ready: 'retired', message: 'no spec names it; suspended until its grace period is over' };
  return { ready: 'pending', message: 'no spec names it' };
}

/** What WAP showed, or after a clean apply what it was just made to be. */
function describeObserved(
  spec: DesiredVdc | undefined,
  vdc: PlannedVdc | undefined,
  result: VdcReport | undefined,
  subscription: ObservedSubscription | undefined,
  hostingPlan: ObservedHostingPlan | undefined,
): Record<string, string | number> {
  const units = spec?.units ?? { ram: 'Gi', disk: 'Gi' };
  const isAsDeclared =
    spec !== undefined &&
    vdc?.blocks.length === 0 &&
    result !== undefined &&
    result.results.length > 0 &&
    result.results.every(({ outcome }) => outcome.kind === 'done');
  const limits = isAsDeclared ? spec.limits : hostingPlan?.quota?.limits;
  const isSuspendedNow = result?.results.some(
    ({ action, outcome }) => action.verb === 'suspend' && action.kind === 'subscription' && outcome.kind === 'done',
  );
  const state = isAsDeclared ? spec.state : isSuspendedNow ? 'suspended' : subscription?.status;
  const shown: Record<string, string | number> = {};
  if (state !== undefined) shown['state'] = state;
  if (limits !== undefined)
    for (const field of limitFields) shown[specField[field]] = formatLimit(field, limits[field], units);
  const owner = subscription?.owner ?? vdc?.remember?.userName ?? spec?.owner.email;
  if (owner !== undefined) shown['owner'] = owner;
  return shown;
}

function isForgotten(result: VdcReport | undefined): boolean {
  return (
    result?.results.some(
      ({ action, outcome }) => action.verb === 'delete' && action.kind === 'vdc' && outcome.kind === 'done',
    ) ?? false
  );
}

import type { Approved, ApprovedAction } from '../model/approved.ts';
import type { Action, Plan, PlannedVdc } from '../model/plan.ts';

/** What an approval of this plan approves of. */
export function approvedBy({ unsafe, vdcs }: Plan): Approved {
  return { codes: [...new Set(unsafe.map(({ code }) => groundOf(code)))], actions: vdcs.flatMap(takingsOf) };
}

/**
 * Whether this plan is refused for nothing but what was approved of, and takes nothing away that was not. Such a plan is what
 * is left of the approved one, whatever else it does that nobody need approve of.
 */
export function isApproved(plan: Plan, approved: Approved): boolean {
  const { codes, actions } = approvedBy(plan);
  const known = new Set(approved.actions.map(textOf));
  // One that takes nothing away is refused for what it saw alone, and that nobody has looked at.
  if (actions.length === 0 || plan.unsafe.some(({ isApprovable }) => !isApprovable)) return false;
  return codes.every((code) => approved.codes.includes(code)) && actions.every((one) => known.has(textOf(one)));
}

/** Whether this one action of this VDC was approved of. What takes nothing away needs no approval. */
export function isActionApproved({ name }: Pick<PlannedVdc, 'name'>, action: Action, approved: Approved): boolean {
  const what = takingOf(action);
  if (what === undefined) return true;
  let known = texts.get(approved);
  if (known === undefined) texts.set(approved, (known = new Set(approved.actions.map(textOf))));
  return known.has(textOf({ vdc: name, what }));
}

/** Asked of one after the other, of thousands where thousands were approved of. */
const texts = new WeakMap<Approved, ReadonlySet<string>>();

/**
 * What of an approval still waits to be done: what is done, or is to be done otherwise, is not asked for any more. Nothing is
 * given up because something cannot be seen for a moment.
 */
export function stillApproved(approved: Approved, plan: Plan): Approved {
  const asked = new Set(approvedBy(plan).actions.map(textOf));
  const blocked = new Set(plan.vdcs.filter(({ blocks }) => blocks.length > 0).map(({ name }) => name));
  const actions = approved.actions.filter((one) => asked.has(textOf(one)) || blocked.has(one.vdc));
  return actions.length === approved.actions.length ? approved : { ...approved, actions };
}

/** However many it is too many of in a plan or in a day: it is the same that was looked at. */
function groundOf(code: string): string {
  return /^(PLAN|DAY)_/.test(code) ? 'too much' : code;
}

function textOf({ vdc, what }: ApprovedAction): string {
  return `${vdc}\0${what}`;
}

function takingsOf({ name, actions }: PlannedVdc): readonly ApprovedAction[] {
  return actions.flatMap((action) => {
    const what = takingOf(action);
    return what === undefined ? [] : [{ vdc: name, what }];
  });
}

/** What an action takes away from somebody, or stands in for; undefined for what only gives. */
function takingOf(action: Action): string | undefined {
  switch (action.kind) {
    case 'subscription':
      if (action.verb === 'suspend' || action.verb === 'delete') return `${action.verb} ${action.subscriptionId}`;
      // In the place of one that is held for gone.
      if (action.verb === 'create' && action.replaces !== undefined) return `replace ${action.replaces}`;
      if (action.verb !== 'update' || action.change.field !== 'hostingPlan') return undefined;
      if (action.change.shrinks === undefined) return undefined;
      return `move ${action.subscriptionId} to ${action.change.hostingPlanId}`;
    case 'hosting-plan':
      if (action.verb === 'delete') return `delete ${action.hostingPlanId}`;
      if (action.verb !== 'update' || action.shrinks === undefined) return undefined;
      return `shrink ${action.hostingPlanId} to ${limitsOf(action)}`;
    case 'vms':
      return action.verb === 'delete' ? `delete machines of ${action.subscriptionId}` : undefined;
    case 'account':
      if (action.verb === 'delete') return `delete ${action.accountId}`;
      return action.verb === 'create' ? `make ${action.names.upn}` : undefined;
    case 'user':
    case 'vdc':
      return action.verb === 'delete' || action.verb === 'retire' ? `${action.verb} ${action.resource}` : undefined;
    case 'mail':
      return undefined;
    default:
      return action satisfies never;
  }
}

function limitsOf({
  limits: { cpu, ramMib, diskGib, vms },
}: Extract<Action, { kind: 'hosting-plan'; verb: 'update' }>) {
  return [cpu, ramMib, diskGib, vms].join('/');
}

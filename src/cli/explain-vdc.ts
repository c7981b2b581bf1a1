import type { PlannedPass } from '../reconciler/observe-and-plan.ts';
import { findStanding } from '../planner/find-standing.ts';
import { see } from '../planner/see.ts';
import { formatDuration, formatLimit, limitFields, specField } from '../planner/words.ts';
import type { DesiredVdc, VdcName } from '../model/virtual-data-center.ts';
import type { ObservedSubscription } from '../model/observed-state.ts';
import type { Explanation, ExplainedField } from './faces/explain-text.ts';
import { ACTION_REASONS, VDC_REASONS } from './faces/reasons.ts';

/** Everything that leads to the next action on one VDC; undefined when neither a spec nor the inventory knows it. */
export function explainVdc(
  pass: PlannedPass,
  name: VdcName,
  lines: ReadonlyMap<string, number>,
): Explanation | undefined {
  const { input, plan } = pass;
  const { sight } = see(input);
  const desired = input.desired.vdcs.find((vdc) => vdc.name === name);
  const entry = sight.inventory.get(name);
  if (desired === undefined && entry === undefined) return undefined;
  const planned = plan.vdcs.find((vdc) => vdc.name === name);
  const subscription = subscriptionOf(pass, name, desired);
  const reasons = planned?.actions.map((action) => action.reason) ?? [];
  const rules: { reason: string; text: string }[] = [];
  rules.push({ reason: 'owned', text: whyOwned(pass, name, desired) });
  if (planned !== undefined) rules.push({ reason: planned.reason, text: VDC_REASONS[planned.reason].sentence });
  for (const reason of new Set(reasons)) rules.push({ reason, text: ACTION_REASONS[reason].sentence });
  if (desired === undefined && entry !== undefined)
    rules.push({
      reason: `deletion.policy: ${entry.lastSpec.deletion.policy}`,
      text: `The last spec said so; its grace period is ${formatDuration(entry.lastSpec.deletion.graceMs)}.`,
    });
  return {
    name,
    ...(desired && { place: desired.place }),
    rows: desired === undefined ? [] : explainFields(pass, desired, subscription, lines),
    rules,
    actions: planned?.actions ?? [],
    blocks: planned?.blocks ?? [],
    ...(planned?.paused && { paused: planned.paused }),
  };
}

function subscriptionOf(
  { input }: PlannedPass,
  name: VdcName,
  desired: DesiredVdc | undefined,
): ObservedSubscription | undefined {
  const { sight } = see(input);
  if (desired !== undefined) {
    const standing = findStanding(desired, sight);
    return standing.kind === 'present' ? standing.subscription : undefined;
  }
  const entry = sight.inventory.get(name);
  return entry && sight.world.subscription(entry.subscriptionId);
}

function whyOwned({ input }: PlannedPass, name: VdcName, desired: DesiredVdc | undefined): string {
  const { sight } = see(input);
  const entry = sight.inventory.get(name);
  if (entry !== undefined)
    return `The inventory knows it as subscription ${entry.subscriptionId}, generation ${entry.generation}${entry.isAdopted ? ', adopted' : ''}.`;
  if (desired === undefined) return 'Not ours.';
  const standing = findStanding(desired, sight);
  if (standing.kind === 'refused') return standing.block.message;
  if (standing.kind === 'absent')
    return 'Nothing of that name is in WAP yet; what is made under its GUID will be ours.';
  return standing.proof === 'spec'
    ? `Its spec names subscription ${standing.subscription.id}.`
    : `Subscription ${standing.subscription.id} has the GUID that this installation gives to that name.`;
}

function explainFields(
  { input }: PlannedPass,
  desired: DesiredVdc,
  subscription: ObservedSubscription | undefined,
  lines: ReadonlyMap<string, number>,
): readonly ExplainedField[] {
  const { world, accounts } = see(input).sight;
  const limits = subscription && world.hostingPlan(subscription.hostingPlanId)?.quota?.limits;
  const row = (
    field: string,
    specKey: string,
    wanted: ExplainedField['desired'],
    observed: ExplainedField['observed'],
    verdict: string,
  ): ExplainedField => {
    const specLine = lines.get(specKey);
    return { field, ...(specLine !== undefined && { specLine }), desired: wanted, observed, verdict };
  };
  const compare = (wanted: unknown, observed: unknown) =>
    observed === null ? 'missing' : wanted === observed ? 'same' : 'differs';
  const rows: ExplainedField[] = [];
  const account = subscription && accounts?.byUpn(subscription.owner);
  // WAP knows him by his login; whom the spec means is the address of its account.
  const owner = account?.observed?.email ?? account?.email ?? subscription?.owner ?? null;
  rows.push(
    row(
      'owner',
      'spec.owner.email',
      desired.owner.email,
      owner,
      compare(desired.owner.email.toLowerCase(), owner?.toLowerCase() ?? null),
    ),
  );
  if (account !== undefined) {
    const { observed } = account;
    const shown = observed && `${account.upn}, ${observed.isEnabled ? 'enabled' : 'disabled'}`;
    rows.push(row('account', '', account.upn, shown ?? null, shown === undefined ? 'missing' : 'the login'));
  }
  for (const field of limitFields) {
    const wanted = formatLimit(field, desired.limits[field], desired.units);
    const observed = limits ? formatLimit(field, limits[field], desired.units) : null;
    rows.push(row(specField[field], `spec.${specField[field]}`, wanted, observed, compare(wanted, observed)));
  }
  const state = subscription?.status ?? null;
  rows.push(row('state', 'spec.state', desired.state, state, compare(desired.state, state)));
  if (desired.coAdmins === undefined)
    rows.push(row('coAdmins', 'spec.coAdmins', null, subscription?.coAdmins ?? null, 'left alone'));
  else {
    const same = [...desired.coAdmins].sort().join() === [...(subscription?.coAdmins ?? [])].sort().join();
    rows.push(
      row('coAdmins', 'spec.coAdmins', desired.coAdmins, subscription?.coAdmins ?? null, same ? 'same' : 'differs'),
    );
  }
  return rows;
}

import type { InventoryEntry } from '../model/memory.ts';
import type { ObservedHostingPlan, ObservedQuota, ObservedSubscription } from '../model/observed-state.ts';
import type { Block } from '../model/plan.ts';
import type { DesiredVdc } from '../model/virtual-data-center.ts';
import { diffLimits, findShrinks } from './diff-limits.ts';
import type { Draft } from './draft.ts';
import { templateKeyOf } from './find-named-plan.ts';
import { findTemplate, type Template } from './find-template.ts';
import type { Sight } from './planner-input.ts';
import { formatLimit, specField } from './words.ts';

export interface QuotaCase {
  readonly desired: DesiredVdc;
  readonly subscription: ObservedSubscription;
  readonly hostingPlan: ObservedHostingPlan;
  readonly isAdopted: boolean;
  readonly entry: InventoryEntry | undefined;
  readonly sight: Sight;
}

/** The limits, and everything else that a hosting plan takes from its template. */
export function planQuota(draft: Draft, quotaCase: QuotaCase): void {
  const { desired, hostingPlan, isAdopted, sight } = quotaCase;
  // A plan that existed before us keeps what it has: it was not cut from a template.
  const template = isAdopted ? undefined : findTemplate(desired.hostingPlan, sight);
  const { quota } = hostingPlan;
  if (quota === undefined) {
    planMissingQuota(draft, quotaCase, template);
    return;
  }
  const limitChanges = diffLimits(desired.limits, quota, desired.units);
  const isRecut = planTemplate(draft, quotaCase, quota, template);
  if (limitChanges.length === 0 && !isRecut) return;
  // What the subscription is not on yet takes nothing away from it.
  const isOn = isSamePlan(quotaCase.subscription, hostingPlan);
  const blocks = [...blockShared(quotaCase), ...(isOn ? blockShrinks(quotaCase, quota) : [])];
  draft.changes.push(...limitChanges);
  if (blocks.length > 0) {
    draft.blocks.push(...blocks);
    return;
  }
  const shrinks = isOn ? findShrinks(desired.limits, quota) : [];
  draft.actions.push({
    verb: 'update',
    kind: 'hosting-plan',
    resource: `hosting-plan/${hostingPlan.displayName}`,
    reason: limitChanges.length > 0 ? 'quota-differs' : 'template-differs',
    hostingPlanId: hostingPlan.id,
    ...(isRecut && template && 'plan' in template && { templateId: template.plan.id }),
    limits: desired.limits,
    ...(shrinks.length > 0 && {
      shrinks: {
        subscriptionId: quotaCase.subscription.id,
        owner: quotaCase.subscription.owner,
        fields: shrinks,
      },
    }),
    saw: quota.limits,
  });
}

function planMissingQuota(draft: Draft, quotaCase: QuotaCase, template: Template | undefined): void {
  const { desired, hostingPlan } = quotaCase;
  const blocks = blockShared(quotaCase);
  if (hostingPlan.unreadQuota !== undefined)
    draft.blocks.push({
      code: 'HOSTING_PLAN_QUOTA_UNREAD',
      message: `Hosting plan "${hostingPlan.displayName}" has a quota that we do not understand. ${hostingPlan.unreadQuota} To write another over it could take away what the customer uses.`,
      wayOut: `Give the plan exactly one cloud in the WAP admin portal, with the limits it is to have.`,
    });
  else if (blocks.length > 0) draft.blocks.push(...blocks);
  else if (template === undefined)
    draft.blocks.push({
      code: 'HOSTING_PLAN_WITHOUT_QUOTA',
      message: `Hosting plan "${hostingPlan.displayName}" of this adopted subscription has no VM cloud with a quota.`,
      wayOut: `Give it the service "systemcenter" with exactly one cloud in the WAP admin portal.`,
    });
  else if ('block' in template) draft.blocks.push(template.block);
  else
    draft.actions.push({
      verb: 'update',
      kind: 'hosting-plan',
      resource: `hosting-plan/${hostingPlan.displayName}`,
      reason: 'quota-missing',
      hostingPlanId: hostingPlan.id,
      templateId: template.plan.id,
      limits: desired.limits,
    });
}

/** Whether everything but the limits must be copied from the template again. */
function planTemplate(
  draft: Draft,
  quotaCase: QuotaCase,
  quota: ObservedQuota,
  template: Template | undefined,
): boolean {
  if (template === undefined) return false;
  const { desired, entry } = quotaCase;
  if ('block' in template) {
    // Without its template a VDC can still be resized; only what the template says cannot be compared.
    draft.warnings.push({ code: template.block.code, vdc: desired.name, message: template.block.message });
    return false;
  }
  const isOtherCloud = template.quota.cloudId !== quota.cloudId || template.quota.stampId !== quota.stampId;
  const before = entry?.lastSpec.hostingPlan;
  const isMoved = before !== undefined && before !== desired.hostingPlan;
  if (isOtherCloud) {
    draft.blocks.push({
      code: 'TEMPLATE_ON_OTHER_CLOUD',
      message: `Template "${template.plan.displayName}" is on cloud ${template.quota.cloudId}, the VDC on cloud ${quota.cloudId}. WAP does not move the VMs of a subscription to another cloud.`,
      wayOut: `Keep hostingPlan: ${isMoved ? before : 'as it was'}, or make a new VDC on the other cloud and let the customer move.`,
    });
    return false;
  }
  if (isLike(template.quota, quota)) return false;
  draft.changes.push(
    isMoved
      ? { field: 'hostingPlan', before, after: desired.hostingPlan }
      : { field: 'template settings', before: 'changed', after: `as in ${template.plan.displayName}` },
  );
  return true;
}

/** Services that the template does not have are left alone: to take one away could take what stands in it. */
function isLike(template: ObservedQuota, quota: ObservedQuota): boolean {
  if (template.otherSettings === quota.otherSettings) return true;
  return Object.entries(template.settingsOf).every(([service, name]) => quota.settingsOf[service] === name);
}

function isSamePlan(subscription: ObservedSubscription, { id }: ObservedHostingPlan): boolean {
  return subscription.hostingPlanId.toLowerCase() === id.toLowerCase();
}

/** A quota holds for every subscription on its plan: one that carries others is not ours to change. */
function blockShared({ hostingPlan, subscription, isAdopted, sight }: QuotaCase): readonly Block[] {
  const template = isAdopted ? templateKeyOf(hostingPlan, sight.input.rules) : undefined;
  if (template !== undefined)
    return [
      {
        code: 'HOSTING_PLAN_SHARED',
        message: `Hosting plan "${hostingPlan.displayName}" is a template (hostingPlans.${template} in the settings), from which other VDCs are cut.`,
        wayOut: `Give this subscription a hosting plan of its own in the WAP admin portal, or declare the limits that the plan has.`,
      },
    ];
  const others = sight.world.subscriptionsOn(hostingPlan.id).filter((one) => one.id !== subscription.id);
  if (others.length === 0) return [];
  return [
    {
      code: 'HOSTING_PLAN_SHARED',
      message: `Hosting plan "${hostingPlan.displayName}" also carries ${others.length} other subscription${others.length === 1 ? '' : 's'}, first "${others[0]?.name}" of ${others[0]?.owner}; a new quota would change ${others.length === 1 ? 'it' : 'them'} too.`,
      wayOut: `Give this subscription a hosting plan of its own in the WAP admin portal, or declare the limits that the plan has.`,
    },
  ];
}

/** What has more now than it is to have: never below what is in use, never unread. */
export function blockShrinks(
  quotaCase: Pick<QuotaCase, 'desired' | 'subscription' | 'sight'>,
  quota: ObservedQuota,
): readonly Block[] {
  const { desired, subscription, sight } = quotaCase;
  const fields = findShrinks(desired.limits, quota);
  if (fields.length === 0) return [];
  const names = fields.map((field) => specField[field]).join(', ');
  const answer = sight.input.closer.use.get(subscription.id);
  if (answer === undefined || 'unread' in answer)
    return [
      {
        code: 'USE_UNREAD',
        message: `To shrink ${names} we must know how much is in use, and that cannot be read: ${ended(answer?.unread ?? whyUnread(quotaCase) ?? 'nobody asked')}`,
        wayOut: wayToUse(quotaCase),
      },
    ];
  const blocks: Block[] = [];
  for (const field of fields) {
    const wanted = desired.limits[field];
    const used = answer.use[field];
    if (wanted === 'unlimited') continue;
    if (used === undefined)
      blocks.push({
        code: 'USE_UNREAD',
        message: `To shrink ${specField[field]} we must know how much is in use, and WAP does not say.`,
        wayOut: wayToUse(quotaCase),
      });
    else if (used > wanted)
      blocks.push({
        code: 'LIMIT_BELOW_USE',
        message: `${specField[field]} is to shrink to ${formatLimit(field, wanted, desired.units)}, but ${formatLimit(field, used, desired.units)} is in use.`,
        wayOut: `Ask for at least ${formatLimit(field, used, desired.units)}, or have the customer free ${formatLimit(field, used - wanted, desired.units)} first.`,
      });
  }
  return blocks;
}

/** The tenant API refuses to speak for a suspended subscription; only SPF can still look. */
export function whyUnread({ subscription, sight }: Pick<QuotaCase, 'subscription' | 'sight'>): string | undefined {
  if (sight.input.rules.vmAccess === 'none') return 'the settings give neither wap.tenantApi nor wap.spf';
  if (sight.input.rules.vmAccess === 'tenant' && subscription.status !== 'active')
    return 'the VDC is suspended, and without wap.spf a suspended VDC cannot be looked into';
  return undefined;
}

function wayToUse({ sight }: Pick<QuotaCase, 'sight'>): string {
  return sight.input.rules.vmAccess === 'none'
    ? 'Add wap.tenantApi (or wap.spf) to the settings.'
    : 'Resume the VDC first, or add wap.spf to the settings; then plan again.';
}

/** Why it was not read is said in a sentence by WAP's side and in half a one by ours. */
function ended(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

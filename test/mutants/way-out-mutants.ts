import { type Mutant, mutantsIn } from './mutant.ts';

const planner = mutantsIn('planner');

/** What guards against destruction: safety, distrust, identity, and the way out of a VDC. */
export const wayOutMutants: readonly Mutant[] = [
  planner(
    'check-safety.ts',
    'takes no suspension for destruction',
    "if (action.verb === 'suspend' && action.kind === 'subscription') kinds.add('suspend');",
    '',
  ),
  planner('check-safety.ts', 'takes no shrink for destruction', "if (isShrink(action)) kinds.add('shrink');", ''),
  planner(
    'check-safety.ts',
    'counts no retirement',
    "kinds.has('delete') || vdc.actions.some((action) => action.verb === 'retire')",
    "kinds.has('delete')",
  ),
  planner(
    'check-safety.ts',
    'counts a second time what WAP is deleting already',
    " && action.saw.status !== 'deleting')",
    ')',
  ),
  planner(
    'check-safety.ts',
    'counts a deletion that is tried again as another one',
    'if (!memory.destructionsInLastDay[kind].has(subjectOf(vdc))) notYetTried[kind] += 1;',
    'notYetTried[kind] += 1;',
  ),
  planner(
    'check-safety.ts',
    'takes nothing away from a VDC by moving it',
    "return action.change.field === 'hostingPlan' && action.change.shrinks !== undefined;",
    'return false;',
  ),
  planner('check-safety.ts', 'never lets one of few leave', 'Math.max(1, Math.floor(', 'Math.max(0, Math.floor('),
  planner(
    'find-distrust.ts',
    'acts although owners are missing in bulk',
    'if (isBulk(withoutUser.length, present))',
    'if (withoutUser.length > 1e9)',
  ),
  planner(
    'find-distrust.ts',
    'believes a directory that knows none of our accounts',
    'if (!isBulk(accounts.gone.size, remembered)) return [];',
    'return [];',
  ),
  planner(
    'find-distrust.ts',
    'takes what it deleted itself for a false list',
    'if (subscription === undefined && isLeaving(entry)) continue;',
    '',
  ),
  planner('find-distrust.ts', 'misses what was never made', 'if (!entry.wasSeen) continue;', ''),
  planner(
    'identity.ts',
    'gives every generation the same GUID',
    'generation === 1 ? name : `${name}#${generation}`',
    'name',
  ),
  planner(
    'identity.ts',
    'makes the same GUIDs in every installation',
    'uuidV5(installation, generation',
    "uuidV5('7d3f1c52-0f0e-4b6e-9a59-6d1f5b6f0c11', generation",
  ),
  planner(
    'find-standing.ts',
    'gives a name that was deleted its old GUID again',
    'const last = sight.input.memory.lastGenerations.get(name) ?? 0;',
    'const last = 0;',
  ),
  planner(
    'plan-removed.ts',
    'retires what another spec names',
    'if (other !== undefined) blocks.push(taken(entry.subscriptionId, other));',
    '',
  ),
  planner(
    'plan-removed.ts',
    'retires what is in a state that nobody knows',
    "if (subscription?.status === 'unknown') blocks.push(stateUnknown(subscription.id));",
    '',
  ),
  planner(
    'plan-removed.ts',
    'takes for a resumption that it opened a VDC itself to clear it',
    'graceMs === 0 || entry.isBeingDeleted === true) return true;',
    'graceMs === 0) return true;',
  ),
  planner(
    'plan-removed.ts',
    'deletes while nobody can see whose account it is',
    "if (isDue && isAccountUnread(entry, sight)) draft.blocks.push(unreadBlock(sight.accounts?.unread ?? ''));",
    '',
  ),
  planner(
    'plan-removed.ts',
    'deletes an account that somebody else made',
    'if (account?.mark === undefined || sight.wantedUsers',
    'if (account === undefined || sight.wantedUsers',
  ),
  planner(
    'plan-removed.ts',
    'begins the grace anew in every pass',
    'if (entry.retiredAtMs === undefined || beginsAnew)',
    '',
  ),
  planner('plan-removed.ts', 'retires what is to be retained', "else if (policy === 'retain') return undefined;", ''),
  planner(
    'see.ts',
    'counts a paused VDC among those that leave',
    '.filter(({ name }) => !isPaused(input.memory.pauses.get(name), input.nowMs))',
    '',
  ),
  planner(
    'plan-changes.ts',
    'asks after no pause by command',
    'return bySpec === planned ? pauseIfAsked(desired.name, memory.pauses.get(desired.name), planned, nowMs) : bySpec;',
    'return bySpec;',
  ),
  planner('plan-changes.ts', 'plans on what is not trusted', 'unsafe: [...distrust, ...', 'unsafe: [...'),
  planner(
    'plan-move.ts',
    'moves a VDC back to a plan that is below its use',
    'draft.blocks.push(...blockShrinks(quotaCase, movedTo.quota));',
    '',
  ),
  planner(
    'find-unlearnt-plan.ts',
    'takes an empty plan of its name for its own',
    'on.length === 0 ? !entry.wasSeen :',
    'on.length === 0 ? true :',
  ),
  planner(
    'find-inventory-updates.ts',
    'counts the grace of a later retirement from an earlier one',
    'const isRetirementOver = entry.retiredAtMs !== undefined && spec !== undefined;',
    'const isRetirementOver = false;',
  ),
  planner(
    'plan-removed.ts',
    'deletes unseen a plan that carries somebody else',
    'if (!isNamed && !isCarrying)',
    'if (!isNamed)',
  ),
  planner(
    'plan-removed.ts',
    'takes a subscription for gone without a word to WAP',
    '...(subscription === undefined && { gone: entry.subscriptionId }),',
    '',
  ),
  planner(
    'plan-removed.ts',
    'lets a spec keep what was never made',
    'if (subscription === undefined && !entry.wasSeen) return isGone(entry.subscriptionId, sight);',
    '',
  ),
];

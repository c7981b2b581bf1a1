import type { Action, PlannedVdc } from '../model/plan.ts';
import type { VdcName } from '../model/virtual-data-center.ts';
import { findHolders, type Holder } from './accounts/find-holders.ts';
import { type Addition, planAccount } from './accounts/plan-accounts.ts';
import { leadingVerb, type PlannedWithWarnings } from './draft.ts';
import { planMail } from './mail/plan-mail.ts';
import type { Sight } from './planner-input.ts';

/**
 * What the owners of VDCs need besides: their accounts as they should be, and to be told. It follows from what is done to all
 * the VDCs of one owner together, so it is planned after them and added to them.
 */
export function planForOwners(
  planned: readonly PlannedWithWarnings[],
  inScope: ReadonlySet<VdcName>,
  sight: Sight,
): readonly PlannedWithWarnings[] {
  const { accounts } = sight;
  const { sendsMail } = sight.input.rules;
  if (accounts === undefined && !sendsMail) return planned;
  const byName = new Map(planned.map((one) => [one.vdc.name, one]));
  const options = { planned: byName, inScope };
  if (accounts !== undefined) {
    const holders = findHolders(sight, options);
    for (const account of accounts.all())
      for (const addition of planAccount(account, holders.get(account.upn.toLowerCase()) ?? [], sight))
        byName.set(addition.to.name, withAddition(byName.get(addition.to.name), addition));
  }
  if (sendsMail)
    for (const [userName, holders] of findHolders(sight, options)) {
      const able = holders.filter(({ isTouchable }) => isTouchable);
      let mayOwe = true;
      for (const holder of able) {
        const action = planMail(holder, accounts?.byUpn(userName), mayOwe, sight);
        if (action?.way === 'new-password') mayOwe = false;
        if (action !== undefined) byName.set(holder.name, withMail(byName.get(holder.name), holder, action));
      }
    }
  return [...byName.values()];
}

function withAddition(one: PlannedWithWarnings | undefined, addition: Addition): PlannedWithWarnings {
  const { to, first, last, changes, warnings } = addition;
  const base = one ?? emptyFor(to, isAddressChanged(to) ? 'spec-changed' : 'drift');
  const actions = [...first, ...base.vdc.actions.filter(isNotEnd), ...last, ...base.vdc.actions.filter(isEnd)];
  return {
    vdc: revised({ ...base.vdc, changes: [...base.vdc.changes, ...changes], actions }),
    warnings: [...base.warnings, ...warnings],
  };
}

function withMail(one: PlannedWithWarnings | undefined, to: Holder, mail: Action): PlannedWithWarnings {
  const base = one ?? emptyFor(to, 'unfinished');
  const actions = [...base.vdc.actions.filter(isNotEnd), mail, ...base.vdc.actions.filter(isEnd)];
  return { ...base, vdc: revised({ ...base.vdc, actions }) };
}

/** The inventory forgets a VDC last of all. */
function isEnd({ verb, kind }: Action): boolean {
  return verb === 'delete' && kind === 'vdc';
}

function isNotEnd(action: Action): boolean {
  return !isEnd(action);
}

function revised(vdc: PlannedVdc): PlannedVdc {
  return { ...vdc, verb: leadingVerb(vdc) };
}

function isAddressChanged({ desired, entry }: Holder): boolean {
  return desired !== undefined && entry !== undefined && desired.owner.email !== entry.lastSpec.ownerEmail;
}

/** A VDC that needs nothing itself. */
function emptyFor(holder: Holder, reason: PlannedVdc['reason']): PlannedWithWarnings {
  const place = holder.desired?.place;
  const vdc: PlannedVdc = {
    name: holder.name,
    verb: 'unchanged',
    reason,
    changes: [],
    actions: [],
    blocks: [],
    ...(place && { place }),
  };
  return { vdc, warnings: [] };
}

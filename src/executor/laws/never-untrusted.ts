import type { Broken } from '../../model/law.ts';
import { broken, type Deed, type LawFacts } from './law-facts.ts';

/** More than one, and more than this share: so much does not vanish at once. */
const bulkShare = 0.2;

/** Nothing is changed after a look that contradicts itself, or what is known; nor of a plan that was refused and not approved of. */
export function neverUntrusted(deed: Deed, facts: LawFacts): Broken | undefined {
  const doubt = doubts.get(facts) ?? findDoubt(facts);
  doubts.set(facts, doubt);
  return doubt === '' ? undefined : broken('never-untrusted', deed, doubt);
}

/** The same for all actions of a pass. */
const doubts = new WeakMap<LawFacts, string>();

function findDoubt({ input, plan, approved, world }: LawFacts): string {
  const { observed, memory, desired } = input;
  const isSeenThrough = (code: string) => approved?.codes.includes(code) === true;
  const doubt = observed.distrust.find(({ code, isApprovable }) => isApprovable !== true || !isSeenThrough(code));
  if (doubt !== undefined) return `what was seen contradicts itself (${doubt.message})`;
  const refusal = plan.unsafe.find(({ isApprovable }) => !isApprovable || approved === undefined);
  if (refusal !== undefined) return `its plan is refused (${refusal.code})`;
  const named = new Set([...desired.unreadableNames, ...desired.vdcs.map(({ name }) => name)]);
  const deleted = memory.destructionsInLastDay.delete;
  const known = memory.inventory.filter(
    ({ name, wasSeen, lastSpec }) => wasSeen && (named.has(name) || lastSpec.deletion.policy !== 'retain'),
  );
  const missing = known.filter(({ subscriptionId }) => world.subscription(subscriptionId) === undefined);
  // What we deleted ourselves is not missing.
  const lost = missing.filter(({ name, subscriptionId }) => named.has(name) || !deleted.has(subscriptionId));
  const all = known.length - missing.length + lost.length;
  if (isBulk(lost.length, all) && !isSeenThrough('OBSERVATION_MISSING_IN_BULK'))
    return `${lost.length} of the ${all} VDCs that we know of are missing from what was seen`;
  const { accounts } = observed;
  const gone = accounts === undefined || 'unread' in accounts ? 0 : accounts.gone.size;
  if (isBulk(gone, memory.accounts.length) && !isSeenThrough('ACCOUNTS_MISSING_IN_BULK'))
    return `${gone} of ${memory.accounts.length} accounts are missing from what was seen`;
  return '';
}

function isBulk(count: number, all: number): boolean {
  return count > 1 && count > all * bulkShare;
}

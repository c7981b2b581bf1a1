import type { Broken } from '../../model/law.ts';
import { broken, type Deed, type LawFacts } from './law-facts.ts';

/** A VDC that has a subscription is not given another one; and the one that is made is the one that will be remembered. */
export function neverTwoSubscriptions(deed: Deed, facts: LawFacts): Broken | undefined {
  const { vdc, action } = deed;
  if (action.kind !== 'subscription' || action.verb !== 'create') return undefined;
  const { name, remember } = vdc;
  const generation = remember?.generation ?? 1;
  const id = action.subscriptionId;
  if (remember?.subscriptionId !== id)
    return broken('never-two-subscriptions', deed, `nobody would know subscription ${id} again after a death`);
  const minted = Array.from({ length: generation }, (_, index) => facts.mint(name, index + 1).subscriptionId);
  if (minted.at(-1) !== id)
    return broken('never-two-subscriptions', deed, `${id} is not the GUID of its generation ${generation}`);
  const known = [facts.entryOf(name)?.subscriptionId, facts.specOf(name)?.subscriptionId, ...minted];
  const other = known.find((one) => one !== undefined && one !== id && facts.world.subscription(one) !== undefined);
  return other === undefined ? undefined : broken('never-two-subscriptions', deed, `it has subscription ${other}`);
}

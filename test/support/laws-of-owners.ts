import { formatPlanJson } from '../../src/cli/faces/plan-json.ts';
import type { AccountAction, ObservedAccount } from '../../src/model/account.ts';
import type { Action, Plan, PlannedVdc } from '../../src/model/plan.ts';
import { markOf } from './owner-world.ts';
import type { Story } from './planner-world.ts';

/** Each says which VDCs break it. */
export type Laws = Readonly<Record<string, (story: Story, plan: Plan) => readonly string[]>>;

type SubscriptionAction = Extract<Action, { readonly kind: 'subscription' }>;

export const onSubscriptions = ({ actions }: PlannedVdc) =>
  actions.filter((action): action is SubscriptionAction => action.kind === 'subscription');
export const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();

export function broken(plan: Plan, isBroken: (vdc: PlannedVdc) => boolean): readonly string[] {
  return plan.vdcs.filter(isBroken).map(({ name }) => name);
}

/** What must hold of every plan besides where owners have accounts and are mailed. */
export const lawsOfOwners: Laws = {
  'touches no account that is neither remembered nor marked, but to use it': (story, plan) =>
    broken(plan, (vdc) =>
      onAccounts(vdc).some((action) => {
        if (action.verb === 'create') {
          const there = seen(story).find(({ samAccountName }) => same(samAccountName, action.names.samAccountName));
          return there !== undefined && !isMarked(there);
        }
        const there = seen(story).find(({ id }) => id === action.accountId);
        if (action.verb === 'adopt') return there === undefined || (action.mark !== undefined && !isMarked(there));
        const remembered = story.accounts.find(({ id }) => id === action.accountId);
        const isOurs = remembered?.mark !== undefined || (there !== undefined && isMarked(there));
        return action.verb === 'delete' ? !isOurs : !isOurs && remembered === undefined;
      }),
    ),

  'does nothing to an account and tells nothing on behalf of what is paused, out of scope or not to be read': (
    story,
    plan,
  ) =>
    broken(plan, (vdc) => {
      if (onAccounts(vdc).length + mailsOf(vdc).length === 0) return false;
      const desired = story.specs.find(({ name }) => name === vdc.name);
      const pauses = [desired?.paused, story.pauses.get(vdc.name)].filter((one) => one !== undefined);
      const isPaused = pauses.some(({ untilMs }) => untilMs === undefined || untilMs > story.nowMs);
      const { targets } = story.scope;
      const isOut = targets.length > 0 && !targets.includes(vdc.name);
      return isPaused || isOut || (desired === undefined && !story.isComplete);
    }),

  'does nothing to accounts that nobody could see': (story, plan) =>
    broken(plan, (vdc) => story.directory !== undefined && 'unread' in story.directory && onAccounts(vdc).length > 0),

  'makes one account for one owner, under names that nothing else has': (story, plan) => {
    // Of one that is made again somebody may have changed the address.
    const isNew = (name: string) => !seen(story).some(({ upn }) => same(upn, name)) && !isLoginOfOurs(story, name);
    const made = plan.vdcs.flatMap((vdc) => onAccounts(vdc).filter((one) => one.verb === 'create'));
    const pairs = made.flatMap(({ names, email }) => (isNew(names.upn) ? [`${names.upn} ${email.toLowerCase()}`] : []));
    const distinct = new Set(pairs);
    const upns = new Set(pairs.map((pair) => pair.split(' ')[0]));
    const emails = new Set(pairs.map((pair) => pair.split(' ')[1]));
    return distinct.size === upns.size && distinct.size === emails.size ? [] : plan.vdcs.map(({ name }) => name);
  },

  'disables no account of whom a subscription stays active, and deletes none of whom one stays': (story, plan) => {
    const after = statusesAfter(story, plan);
    return broken(plan, (vdc) =>
      onAccounts(vdc).some((action) => {
        if (action.verb === 'create' || action.verb === 'adopt') return false;
        const statuses = story.subscriptions.filter(({ owner }) => same(owner, action.upn)).map(({ id }) => after(id));
        if (action.verb === 'delete') return statuses.some((status) => status !== 'gone');
        if (action.change.field !== 'isEnabled' || action.change.isEnabled) return false;
        return statuses.some((status) => status !== 'suspended' && status !== 'gone');
      }),
    );
  },

  'enables an account before its VDC is resumed, and disables it after what is done to subscriptions': (_, plan) =>
    broken(plan, ({ actions }) =>
      actions.some((action, at) => {
        if (action.kind !== 'account' || action.verb !== 'update' || action.change.field !== 'isEnabled') return false;
        if (!action.change.isEnabled) return actions.slice(at + 1).some(({ kind }) => kind === 'subscription');
        return actions.slice(0, at).some(({ kind, verb }) => kind === 'subscription' && verb === 'resume');
      }),
    ),

  'tells one thing of a VDC, last of all but the end, to an address that its specs name': (story, plan) =>
    broken(plan, (vdc) => {
      const [mail, ...others] = mailsOf(vdc);
      if (mail === undefined) return false;
      const addressees = [
        story.specs.find(({ name }) => name === vdc.name)?.owner.email,
        story.inventory.find(({ name }) => name === vdc.name)?.lastSpec.ownerEmail,
      ];
      const rest = vdc.actions.slice(vdc.actions.indexOf(mail) + 1);
      const isEarly = rest.some(({ verb, kind }) => !(verb === 'delete' && kind === 'vdc'));
      const isRefused = vdc.blocks.some(({ code }) => code === 'OWNER_DIFFERS');
      return others.length > 0 || isEarly || isRefused || !story.sendsMail || !addressees.includes(mail.to);
    }),

  'mails a password of none but an account that we made': (story, plan) =>
    broken(plan, (vdc) =>
      mailsOf(vdc).some(({ way, login }) => {
        if (way !== 'new-password') return false;
        const isMade = plan.vdcs.some((one) =>
          onAccounts(one).some((action) => action.verb === 'create' && same(action.names.upn, login)),
        );
        return !isMade && !isLoginOfOurs(story, login);
      }),
    ),

  'holds no password': (_, plan) => (/"(?:password|secret)"/i.test(JSON.stringify(plan)) ? ['all'] : []),

  'is the same in whatever order the directory and the memory list accounts': (story, plan) => {
    const { directory } = story;
    if (directory !== undefined && 'accounts' in directory)
      story.directory = { ...directory, accounts: directory.accounts.toReversed() };
    story.accounts.reverse();
    const again = story.plan();
    return formatPlanJson(again) === formatPlanJson(plan) ? [] : plan.vdcs.map(({ name }) => name);
  },
};

const onAccounts = ({ actions }: PlannedVdc) =>
  actions.filter((action): action is AccountAction => action.kind === 'account');
const mailsOf = ({ actions }: PlannedVdc) => actions.filter((action) => action.kind === 'mail');
const seen = ({ directory }: Story) => (directory !== undefined && 'accounts' in directory ? directory.accounts : []);
const isMarked = ({ mark, samAccountName }: ObservedAccount) => mark !== undefined && mark === markOf(samAccountName);
export const isLoginOfOurs = (story: Story, login: string) =>
  story.accounts.some(({ upn }) => same(upn, login)) ||
  seen(story).some((account) => isMarked(account) && same(account.upn, login));

/** What a subscription is when everything is done. */
function statusesAfter(story: Story, plan: Plan): (id: string) => string {
  const statuses = new Map<string, string>(story.subscriptions.map(({ id, status }) => [id, status]));
  for (const vdc of plan.vdcs)
    for (const { verb, subscriptionId } of onSubscriptions(vdc)) {
      if (verb === 'suspend') statuses.set(subscriptionId, 'suspended');
      if (verb === 'resume' || verb === 'create') statuses.set(subscriptionId, 'active');
      if (verb === 'delete') statuses.set(subscriptionId, 'gone');
    }
  return (id) => {
    const status = statuses.get(id) ?? 'gone';
    return status === 'deleting' ? 'gone' : status;
  };
}

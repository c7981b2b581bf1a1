import { describe, expect, it } from 'vitest';
import { formatPlanJson } from '../../src/cli/faces/plan-json.ts';
import type { AccountAction, ObservedAccount } from '../../src/model/account.ts';
import type { Action, Plan, PlannedVdc } from '../../src/model/plan.ts';
import { findShrinks } from '../../src/planner/diff-limits.ts';
import { mintIdentity } from '../../src/planner/identity.ts';
import { lazily } from '../../src/planner/world.ts';
import { markOf } from '../support/owner-world.ts';
import { hashes, installation, type Story, template } from '../support/planner-world.ts';
import { randomWorldOfOwners } from '../support/random-owners.ts';
import { randomWorld } from '../support/random-world.ts';
import { seededRandom } from '../support/seeded-random.ts';

const seed = Number(process.env['VDC_TEST_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
const worlds = 700;

type SubscriptionAction = Extract<Action, { readonly kind: 'subscription' }>;
type MachinesAction = Extract<Action, { readonly kind: 'vms' }>;
type PlanAction = Extract<Action, { readonly kind: 'hosting-plan' }>;

const onSubscriptions = ({ actions }: PlannedVdc) =>
  actions.filter((action): action is SubscriptionAction => action.kind === 'subscription');
const onMachines = ({ actions }: PlannedVdc) =>
  actions.filter((action): action is MachinesAction => action.kind === 'vms');
const onPlans = ({ actions }: PlannedVdc) =>
  actions.filter((action): action is PlanAction => action.kind === 'hosting-plan');
const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();
const identities = (name: string) => [1, 2, 3].map((n) => mintIdentity(installation, name, n, hashes));
const isOwned = (story: Story, { name }: PlannedVdc, id: string) =>
  identities(name).some(({ subscriptionId }) => subscriptionId === id) ||
  story.inventory.some((entry) => entry.name === name && entry.subscriptionId === id) ||
  story.specs.some((one) => one.name === name && one.subscriptionId === id);
const on = (story: Story, planId: string) => story.subscriptions.filter((one) => same(one.hostingPlanId, planId));

/** What must hold of every plan, whatever the world; each says which VDC breaks it. */
const laws: Readonly<Record<string, (story: Story, plan: Plan) => readonly string[]>> = {
  'touches only subscriptions that are ours': (story, plan) =>
    broken(plan, (vdc) =>
      [...onSubscriptions(vdc), ...onMachines(vdc)].some(({ subscriptionId }) => !isOwned(story, vdc, subscriptionId)),
    ),

  'reaches for machines only by a way that there is then': ({ vmAccess }, plan) =>
    broken(plan, (vdc) =>
      onMachines(vdc).some(({ saw }) => vmAccess === 'none' || (vmAccess === 'tenant' && saw.status !== 'active')),
    ),

  'lets every action on a subscription or its machines expect what the one before it leaves': (_, plan) =>
    broken(plan, ({ actions }) => {
      let status: string | undefined;
      return actions.some((action) => {
        if ((action.kind !== 'subscription' && action.kind !== 'vms') || !('saw' in action)) return false;
        const isWrong = status !== undefined && action.saw.status !== status;
        status = action.saw.status;
        if (action.kind === 'subscription' && action.verb === 'suspend') status = 'suspended';
        if (action.kind === 'subscription' && action.verb === 'resume') status = 'active';
        return isWrong;
      });
    }),

  'brings machines back only where a spec wants the VDC active, and rests them only where none does': (story, plan) =>
    broken(plan, (vdc) =>
      onMachines(vdc).some(({ verb }) => {
        const isWanted = story.specs.find(({ name }) => name === vdc.name)?.state === 'active';
        return verb === 'resume' ? !isWanted : isWanted;
      }),
    ),

  'deletes no subscription whose machines it could clear and does not': ({ vmAccess }, plan) =>
    broken(plan, ({ actions }) => {
      const at = actions.findIndex(({ verb, kind }) => verb === 'delete' && kind === 'subscription');
      const action = actions[at];
      if (action?.kind !== 'subscription' || action.verb !== 'delete' || vmAccess === 'none') return false;
      if (vmAccess === 'tenant' && action.saw.status === 'deleting') return false;
      const before = actions[at - 1];
      return !(before?.kind === 'vms' && before.verb === 'delete');
    }),

  'gives one subscription and one hosting plan to one VDC': (_, plan) => {
    const ids = plan.vdcs.map((vdc) => [
      ...new Set([
        ...onSubscriptions(vdc).map((one) => one.subscriptionId),
        ...onPlans(vdc).map((one) => one.hostingPlanId),
      ]),
    ]);
    const all = ids.flat();
    return all.some((id, at) => all.indexOf(id) !== at) ? plan.vdcs.map(({ name }) => name) : [];
  },

  'makes no second subscription for one VDC': (story, plan) =>
    broken(plan, (vdc) => {
      const made = onSubscriptions(vdc).find(({ verb }) => verb === 'create');
      if (made === undefined) return false;
      const before = identities(vdc.name).filter(({ subscriptionId }) => subscriptionId !== made.subscriptionId);
      return before.some(({ subscriptionId }) => story.subscriptions.some(({ id }) => id === subscriptionId));
    }),

  'writes nothing of what is paused, invalid or out of its spec’s owner': (story, plan) =>
    broken(plan, (vdc) => {
      const desired = story.specs.find(({ name }) => name === vdc.name);
      const { paused } = desired ?? {};
      if (paused && (paused.untilMs === undefined || paused.untilMs > story.nowMs)) return vdc.actions.length > 0;
      return onSubscriptions(vdc).some(
        (action) =>
          desired &&
          'saw' in action &&
          !same(action.saw.owner, desired.owner.email) &&
          !isLoginOfOurs(story, action.saw.owner) &&
          !vdc.actions.some((one) => one.kind === 'account' && same(one.resource, `account/${action.saw.owner}`)),
      );
    }),

  'deletes only what no spec names, after its grace, unprotected and suspended': (story, plan) =>
    broken(plan, (vdc) => {
      const gone = onSubscriptions(vdc).find(({ verb }) => verb === 'delete');
      if (gone === undefined) return false;
      const entry = story.inventory.find(({ name }) => name === vdc.name);
      const row = story.subscriptions.find(({ id }) => id === gone.subscriptionId);
      if (entry === undefined || row === undefined || !story.isComplete) return true;
      if (story.specs.some((one) => one.name === vdc.name || one.subscriptionId === row.id)) return true;
      const { deletion, protect } = entry.lastSpec;
      if (protect || deletion.policy !== 'delete' || row.status === 'unknown') return true;
      const isOver = entry.retiredAtMs !== undefined && story.nowMs >= entry.retiredAtMs + deletion.graceMs;
      if (row.status === 'deleting' || deletion.graceMs === 0 || entry.isBeingDeleted === true) return false;
      return !(isOver && row.status === 'suspended');
    }),

  'changes no hosting plan that carries others, is a template, or is not understood': (story, plan) =>
    broken(plan, (vdc) =>
      onPlans(vdc).some((action) => {
        if (action.verb === 'create') return false;
        const there = story.hostingPlans.find(({ id }) => same(id, action.hostingPlanId));
        const others = on(story, action.hostingPlanId).filter(({ id }) => !isOwned(story, vdc, id));
        const isCarrying = on(story, action.hostingPlanId).length > 0;
        const isUnread = action.verb === 'update' && there?.unreadQuota !== undefined && isCarrying;
        return others.length > 0 || isUnread || same(action.hostingPlanId, template.id);
      }),
    ),

  'sets no limit below use, and none below use that was not read': (story, plan) =>
    broken(plan, (vdc) =>
      onPlans(vdc).some((action) => {
        if (action.verb !== 'update') return false;
        const quota = story.hostingPlans.find(({ id }) => same(id, action.hostingPlanId))?.quota;
        const carried = on(story, action.hostingPlanId);
        if (quota === undefined || carried.length === 0) return false;
        return findShrinks(action.limits, quota).some((field) => {
          const answers = carried.map(({ id }) => story.use.get(id));
          return answers.some(
            (answer) => !answer || !('use' in answer) || (answer.use[field] ?? Infinity) > Number(action.limits[field]),
          );
        });
      }),
    ),

  'deletes no user that others use, that a spec wants, or that we did not make': (story, plan) => {
    const leaving = new Set(
      plan.vdcs.flatMap((vdc) =>
        onSubscriptions(vdc).flatMap((one) => (one.verb === 'delete' ? [one.subscriptionId] : [])),
      ),
    );
    return broken(plan, ({ actions }) =>
      actions.some((action) => {
        if (action.kind !== 'user' || action.verb !== 'delete') return false;
        const staying = story.subscriptions.filter(({ id, owner }) => same(owner, action.userName) && !leaving.has(id));
        const isWanted = story.specs.some(({ owner }) => same(owner.email, action.userName));
        return staying.length > 0 || isWanted || !story.createdUsers.has(action.userName.toLowerCase());
      }),
    );
  },

  'does nothing half: what is blocked in its making is not made': (_, plan) =>
    broken(plan, (vdc) => vdc.blocks.length > 0 && onSubscriptions(vdc).some(({ verb }) => verb === 'create')),
};

function broken(plan: Plan, isBroken: (vdc: PlannedVdc) => boolean): readonly string[] {
  return plan.vdcs.filter(isBroken).map(({ name }) => name);
}

/** What must hold besides where owners have accounts and are mailed. */
const lawsOfOwners: typeof laws = {
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

  'enables an account before and disables it after what is done to subscriptions': (_, plan) =>
    broken(plan, ({ actions }) =>
      actions.some((action, at) => {
        if (action.kind !== 'account' || action.verb !== 'update' || action.change.field !== 'isEnabled') return false;
        const others = action.change.isEnabled ? actions.slice(0, at) : actions.slice(at + 1);
        return others.some(({ kind }) => kind === 'subscription');
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
const isLoginOfOurs = (story: Story, login: string) =>
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

interface Planned {
  readonly story: Story;
  readonly plan: Plan;
}

/** Made once for all laws, which only look at them. */
function planned(world: (random: () => number) => Story): () => readonly Planned[] {
  return lazily(() => {
    const random = seededRandom(seed);
    return Array.from({ length: worlds }, () => {
      const story = world(random);
      return { story, plan: story.plan() };
    });
  });
}

const kinds = [
  { world: 'without a directory', all: planned(randomWorld), laws },
  { world: 'with a directory and mail', all: planned(randomWorldOfOwners), laws: { ...laws, ...lawsOfOwners } },
];

describe.each(kinds)(`whatever the world, $world (VDC_TEST_SEED=${seed})`, ({ all, laws: these }) => {
  it.each(Object.entries(these))('a plan %s', (_, law) => {
    const found: unknown[] = [];
    for (const [world, { story, plan }] of all().entries()) {
      const culprits = law(story, plan);
      found.push(...plan.vdcs.filter(({ name }) => culprits.includes(name)).map((vdc) => ({ world, vdc })));
      if (culprits.length > 0) break;
    }
    expect(found).toEqual([]);
  });
});

import type { ActionReason, VdcReason } from '../../model/plan.ts';

export interface ReasonFace {
  /** Follows the verb on a line: no capital, no full stop. */
  readonly phrase: string;
  /** For the docs and for `vdc explain`. */
  readonly sentence: string;
}

/** Why a VDC is in the plan. `docs/plan.md` shows the same sentences. */
export const VDC_REASONS = {
  'spec-added': {
    phrase: 'because a spec was added',
    sentence: 'A spec names this VDC, and neither the inventory nor WAP has it.',
  },
  'spec-changed': {
    phrase: 'because the spec changed',
    sentence: 'The spec asks for something else than it did when the VDC was last brought in line.',
  },
  drift: {
    phrase: 'drift: somebody changed it',
    sentence: 'WAP or the directory shows something else than the spec asks for, though the spec did not change.',
  },
  unfinished: {
    phrase: 'because it was not finished',
    sentence: 'An earlier apply began this and did not come to its end; it is taken up where it stopped.',
  },
  vanished: {
    phrase: 'because its subscription is gone from WAP',
    sentence: 'WAP had the subscription and, asked twice, has it no more; the VDC is made anew as its next generation.',
  },
  'spec-returned': {
    phrase: 'because its spec is back',
    sentence: 'The VDC was on its way out, and a spec names it again before the grace period ended.',
  },
  'spec-removed': {
    phrase: 'because no spec names it any more',
    sentence: 'Every document could be read, and none names this VDC: its way out begins, as its last spec said.',
  },
  'grace-ended': {
    phrase: 'because its grace period is over',
    sentence: 'No spec has named the VDC for as long as `deletion.grace` of its last spec says.',
  },
  'out-of-sync': {
    phrase: 'because WAP says that its parts disagree',
    sentence: 'WAP could not carry a change to one of its parts, and says so itself.',
  },
  'proven-ours': {
    phrase: 'because its identity proves it ours',
    sentence:
      'The subscription has exactly the id that the name of this VDC yields, so it was made by this installation.',
  },
  'named-by-spec': {
    phrase: 'because the spec names its subscription',
    sentence: 'The spec gives the id of an existing subscription in `subscriptionId`.',
  },
  'in-sync': {
    phrase: 'as declared',
    sentence: 'What was observed is what the spec asks for.',
  },
} as const satisfies Readonly<Record<VdcReason, ReasonFace>>;

/** Why one action is needed. `docs/plan.md` shows the same sentences. */
export const ACTION_REASONS = {
  'user-missing': {
    phrase: 'WAP has no such user',
    sentence: "WAP has no user of the owner's name; a subscription needs one.",
  },
  'hosting-plan-missing': {
    phrase: 'WAP has no such hosting plan',
    sentence: 'WAP has no hosting plan for this VDC; its limits need one of their own.',
  },
  'subscription-missing': {
    phrase: 'WAP has no such subscription',
    sentence: 'WAP has no subscription with the id of this VDC.',
  },
  'quota-missing': {
    phrase: 'it has no VM quota yet',
    sentence: 'The hosting plan exists but has no VM cloud quota: it was left half-made.',
  },
  'quota-differs': {
    phrase: 'its limits differ',
    sentence: 'The limits in the hosting plan are not those of the spec.',
  },
  'template-differs': {
    phrase: 'it differs from its template',
    sentence: 'Services or settings other than the limits are not those of the template.',
  },
  'co-admins-differ': {
    phrase: 'its co-administrators differ',
    sentence: 'The spec lists `coAdmins`, and the subscription has others.',
  },
  'on-other-hosting-plan': {
    phrase: 'it is on another hosting plan',
    sentence: 'The subscription was moved to a hosting plan that is not the one of this VDC.',
  },
  'declared-suspended': {
    phrase: 'the spec says suspended',
    sentence: 'The spec says `state: suspended`, and the subscription is active.',
  },
  'declared-active': {
    phrase: 'the spec says active',
    sentence: 'The spec says `state: active`, and the subscription is suspended.',
  },
  'out-of-sync': {
    phrase: 'WAP says that its parts disagree',
    sentence: 'WAP reports the subscription or its hosting plan as out of sync.',
  },
  'no-spec': {
    phrase: 'no spec names it any more',
    sentence:
      'No spec names the VDC any more, so it is on its way out: suspended first, or deleted at once where the grace is `0s`.',
  },
  'grace-ended': {
    phrase: 'its grace period is over',
    sentence: 'The VDC has been without a spec for the whole of `deletion.grace`.',
  },
  'no-longer-used': {
    phrase: 'nothing uses it any more',
    sentence: 'We made it, and no other subscription needs it.',
  },
  'vms-running': {
    phrase: 'machines run though it is suspended',
    sentence:
      'The VDC is suspended, and some of its virtual machines are on: somebody started them, or they were never stopped.',
  },
  'vms-not-back': {
    phrase: 'its machines are not all back',
    sentence:
      'The VDC is active, and virtual machines that were stopped for its suspension are not yet as they were before it.',
  },
  'to-be-cleared': {
    phrase: 'it must be cleared before it is deleted',
    sentence:
      'WAP lets nobody into a suspended subscription without `wap.spf`, so it is made active until its virtual machines are deleted.',
  },
  'proven-ours': {
    phrase: 'its identity proves it ours',
    sentence: 'The id is the one that the name of this VDC yields.',
  },
  'named-by-spec': {
    phrase: 'the spec names it',
    sentence: 'The spec gives its id in `subscriptionId`.',
  },
  'email-differs': {
    phrase: 'the owner has another address',
    sentence: 'The owner has an account and another e-mail address than before; the WAP user keeps its name.',
  },
  'customer-not-told': {
    phrase: 'the customer does not know of it yet',
    sentence: 'What the customer was told last no longer holds, or he was told nothing yet.',
  },
  'account-missing': {
    phrase: 'the directory has no such account',
    sentence: 'The owner has no account in the directory, or somebody deleted the one that we made.',
  },
  'account-of-owner': {
    phrase: 'the owner has an account already',
    sentence:
      'Below the OU stands exactly one account with the e-mail address of the owner. It is used, and never deleted.',
  },
  'all-suspended': {
    phrase: 'all VDCs of its owner are suspended',
    sentence: 'Whoever has no active VDC may not log in.',
  },
  'not-all-suspended': {
    phrase: 'a VDC of its owner is active',
    sentence: 'Whoever has an active VDC may log in, and the account is disabled.',
  },
  'account-moved': {
    phrase: 'somebody moved it out of its OU',
    sentence: 'The account is not below `directory.ou` any more.',
  },
  'account-name-differs': {
    phrase: 'somebody changed its login name',
    sentence: 'The account has another `userPrincipalName` than the WAP user, so its owner could not log in.',
  },
  'account-email-differs': {
    phrase: 'its address differs from the spec',
    sentence: 'The account has another e-mail address than the specs of its owner say.',
  },
} as const satisfies Readonly<Record<ActionReason, ReasonFace>>;

/** The phrase of any action's reason; an unknown one, from another version's history, as it is written. */
export function actionPhrase(reason: string): string {
  return Object.hasOwn(ACTION_REASONS, reason) ? ACTION_REASONS[reason as ActionReason].phrase : reason;
}

export function vdcPhrase(reason: string): string {
  return Object.hasOwn(VDC_REASONS, reason) ? VDC_REASONS[reason as VdcReason].phrase : reason;
}

import type { AccountNames } from '../../../model/account.ts';
import type { LoginWord, MailAction, MailEvent } from '../../../model/customer-mail.ts';
import type { SubscriptionStatus } from '../../../model/observed-state.ts';
import type { Action, FieldChange, SawSubscription, Verb } from '../../../model/plan.ts';
import type { Limits, OnResume } from '../../../model/virtual-data-center.ts';
import { limitsShape } from './inventory-entry-shape.ts';
import {
  boolean,
  either,
  isObject,
  list,
  nothing,
  number,
  object,
  optional,
  type Shape,
  string,
  word,
} from './shape.ts';

type ActionOf<V extends Verb, K extends Action['kind']> = Extract<Action, { readonly verb: V; readonly kind: K }>;
type NameOf<A> = A extends Action ? `${A['verb']} ${A['kind']}` : never;

export const verbShape = word<Verb>({
  create: true,
  adopt: true,
  update: true,
  suspend: true,
  resume: true,
  resync: true,
  retire: true,
  delete: true,
});

const fieldValue = either(string, number, list(string), nothing);

export const fieldChangeShape = object<FieldChange>({ field: string, before: fieldValue, after: fieldValue });

// Reasons are words for people: one that a later version no longer uses must not make an old record unreadable.
const common = { verb: verbShape, kind: string, resource: string, reason: string };

const saw = object<SawSubscription>({
  owner: string,
  hostingPlanId: string,
  status: word<SubscriptionStatus>({ active: true, suspended: true, deleting: true, unknown: true }),
});

const stateChange = object<ActionOf<'suspend' | 'resume' | 'delete', 'subscription'>>({
  ...common,
  subscriptionId: string,
  saw,
});

const limitFields = list(word<keyof Limits>({ cpu: true, ramMib: true, diskGib: true, vms: true }));

type SubscriptionChange = ActionOf<'update', 'subscription'>['change'];

const subscriptionChange = either(
  object<Extract<SubscriptionChange, { field: 'coAdmins' }>>({
    field: word({ coAdmins: true }),
    coAdmins: list(string),
  }),
  object<Extract<SubscriptionChange, { field: 'hostingPlan' }>>({
    field: word({ hostingPlan: true }),
    hostingPlanId: string,
    shrinks: optional(limitFields),
  }),
);

const shrinks = object<NonNullable<ActionOf<'update', 'hosting-plan'>['shrinks']>>({
  subscriptionId: string,
  owner: string,
  fields: limitFields,
});

type AccountChange = ActionOf<'update', 'account'>['change'];

const accountChange = either(
  object<Extract<AccountChange, { field: 'isEnabled' }>>({ field: word({ isEnabled: true }), isEnabled: boolean }),
  object<Extract<AccountChange, { field: 'place' }>>({ field: word({ place: true }) }),
  object<Extract<AccountChange, { field: 'email' }>>({ field: word({ email: true }), email: string }),
  object<Extract<AccountChange, { field: 'upn' }>>({ field: word({ upn: true }), upn: string }),
);

const shapes: Readonly<Record<NameOf<Action>, Shape>> = {
  'create user': object<ActionOf<'create', 'user'>>({ ...common, userName: string, email: string }),
  'create hosting-plan': object<ActionOf<'create', 'hosting-plan'>>({
    ...common,
    hostingPlanId: string,
    displayName: string,
    templateId: string,
    limits: limitsShape,
  }),
  'create subscription': object<ActionOf<'create', 'subscription'>>({
    ...common,
    subscriptionId: string,
    name: string,
    owner: string,
    hostingPlanId: string,
    hostingPlanName: string,
    coAdmins: list(string),
    replaces: optional(string),
  }),
  'adopt subscription': object<ActionOf<'adopt', 'subscription'>>({ ...common, subscriptionId: string }),
  'update hosting-plan': object<ActionOf<'update', 'hosting-plan'>>({
    ...common,
    hostingPlanId: string,
    templateId: optional(string),
    limits: limitsShape,
    shrinks: optional(shrinks),
    saw: optional(limitsShape),
  }),
  'update subscription': object<ActionOf<'update', 'subscription'>>({
    ...common,
    subscriptionId: string,
    change: subscriptionChange,
    saw,
  }),
  'suspend subscription': stateChange,
  'resume subscription': stateChange,
  'delete subscription': stateChange,
  'suspend vms': object<ActionOf<'suspend', 'vms'>>({
    ...common,
    subscriptionId: string,
    operation: word<ActionOf<'suspend', 'vms'>['operation']>({ shutdown: true, stop: true, save: true, pause: true }),
    shutdownTimeoutMs: number,
    saw,
  }),
  'resume vms': object<ActionOf<'resume', 'vms'>>({
    ...common,
    subscriptionId: string,
    which: word<OnResume>({ previous: true, all: true, none: true }),
    saw,
  }),
  'delete vms': object<ActionOf<'delete', 'vms'>>({ ...common, subscriptionId: string, saw }),
  'resync subscription': object<ActionOf<'resync', 'subscription'>>({ ...common, subscriptionId: string }),
  'retire vdc': object<ActionOf<'retire', 'vdc'>>(common),
  'delete hosting-plan': object<ActionOf<'delete', 'hosting-plan'>>({
    ...common,
    hostingPlanId: string,
    displayName: string,
  }),
  'delete vdc': object<ActionOf<'delete', 'vdc'>>(common),
  'delete user': object<ActionOf<'delete', 'user'>>({ ...common, userName: string }),
  'update user': object<ActionOf<'update', 'user'>>({ ...common, userName: string, email: string }),
  'create account': object<ActionOf<'create', 'account'>>({
    ...common,
    names: object<AccountNames>({ samAccountName: string, upn: string }),
    email: string,
    displayName: string,
    mark: string,
    isEnabled: boolean,
    owesPassword: boolean,
  }),
  'adopt account': object<ActionOf<'adopt', 'account'>>({
    ...common,
    accountId: string,
    upn: string,
    email: string,
    owesPassword: boolean,
    mark: optional(string),
  }),
  'update account': object<ActionOf<'update', 'account'>>({
    ...common,
    accountId: string,
    upn: string,
    change: accountChange,
  }),
  'delete account': object<ActionOf<'delete', 'account'>>({ ...common, accountId: string, upn: string, mark: string }),
  'update mail': object<MailAction>({
    ...common,
    event: word<MailEvent>({
      activated: true,
      suspended: true,
      resumed: true,
      'deletion-scheduled': true,
      deleted: true,
    }),
    tells: optional(
      word<NonNullable<MailAction['tells']>>({ active: true, suspended: true, 'deletion-scheduled': true }),
    ),
    to: string,
    customerName: optional(string),
    limits: object<MailAction['limits']>({ cpu: string, ram: string, disk: string, vms: string }),
    login: string,
    way: word<LoginWord>({ 'new-password': true, 'known-password': true, 'made-elsewhere': true }),
    graceMs: optional(number),
  }),
};

const shapesByName = new Map<string, Shape>(Object.entries(shapes));

export const actionShape: Shape = (value) => {
  if (!isObject(value)) return ': not an object';
  const shape = shapesByName.get(`${String(value['verb'])} ${String(value['kind'])}`);
  return shape === undefined ? '.verb: no action has this verb and kind' : shape(value);
};

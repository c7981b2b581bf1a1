import { emptyAnswer, jsonAnswer, type Answer } from '../http/answer.ts';
import type { Route } from '../http/router.ts';
import { badRequest, conflict, notFound, Refusal } from '../http/refusal.ts';
import { SETTLED } from '../world/sync-process.ts';
import { USER_ACTIVE, USER_DELETE_PENDING, USER_SUSPENDED, type UserRecord } from '../world/user-record.ts';
import type { AdminCall, AdminHandler } from './admin-call.ts';
import { deleteSubscription, setStatus } from './change-subscription.ts';
import { listPage, PAGE_KEYS } from './list-page.ts';
import { readMembers } from './read-members.ts';
import { allowQuery, queryFlag } from './read-query.ts';
import { userJson } from './user-json.ts';
import { faceOf, USER_STATES } from './wire-text.ts';

const MEMBERS = [
  'Name',
  'Email',
  'State',
  'CreatedTime',
  'SubscriptionCount',
  'ActivationSyncState',
  'LastErrorMessage',
];

export const userRoutes: readonly Route<AdminHandler>[] = [
  { method: 'GET', pattern: '/users', kind: 'list', handle: listUsers },
  { method: 'POST', pattern: '/users', kind: 'write', handle: createUser },
  { method: 'GET', pattern: '/users/{name}', kind: 'read', handle: getUser },
  { method: 'PUT', pattern: '/users/{name}', kind: 'write', handle: updateUser },
  { method: 'DELETE', pattern: '/users/{name}', kind: 'write', handle: deleteUser },
];

function listUsers(call: AdminCall): Answer {
  allowQuery(call, PAGE_KEYS, 404);
  const all = call.world.users.rows;
  const filter = call.query.get('filter')?.toLowerCase() ?? '';
  const isPrefix = call.knobs.get('filter-match') === 'prefix';
  const matches = ({ name, email }: UserRecord): boolean =>
    [name, email].some((value) =>
      isPrefix ? value.toLowerCase().startsWith(filter) : value.toLowerCase().includes(filter),
    );
  const face = faceOf(call);
  return listPage(call, filter === '' ? all : all.filter(matches), all.length, (user) =>
    userJson(user, call.world, call.now, face),
  );
}

export function getUser(call: AdminCall): Answer {
  allowQuery(call, []);
  return userAnswer(call, 200, findUser(call));
}

function createUser(call: AdminCall): Answer {
  allowQuery(call, []);
  const members = readMembers(call, call.body, MEMBERS, 'The user');
  const name = members.text('Name')?.trim() ?? '';
  if (name === '') throw badRequest('The user needs a Name.');
  if (call.world.users.get(name) !== undefined) throw conflict(`The user '${name}' already exists.`, 'AlreadyExists');
  const user: UserRecord = {
    seq: call.world.nextSeq(),
    name,
    email: members.text('Email') ?? name,
    state: members.enumValue('State', USER_STATES, true) ?? USER_ACTIVE,
    createdAt: call.now,
    activation: SETTLED,
    goneAt: null,
    extra: members.extra,
  };
  call.world.users.put(user);
  return userAnswer(call, 201, user);
}

function updateUser(call: AdminCall): Answer {
  allowQuery(call, []);
  const before = findUser(call);
  const members = readMembers(call, call.body, MEMBERS, 'The user');
  const name = members.text('Name');
  if (name !== null && name.toLowerCase() !== before.name.toLowerCase())
    throw badRequest('The Name of a user cannot be changed.');
  if (before.state === USER_DELETE_PENDING) throw conflict(`The user '${before.name}' is being deleted.`);
  const state = members.enumValue('State', USER_STATES, true) ?? before.state;
  if (state === USER_DELETE_PENDING) throw badRequest('A user is deleted by DELETE, not by its State.');
  const user: UserRecord = { ...before, email: members.text('Email') ?? before.email, state, extra: members.extra };
  call.world.users.put(user);
  if (state !== before.state && call.knobs.get('user-suspension') === 'cascade')
    for (const subscription of call.world.subscriptions.where('owner', user.name).slice())
      if (state === USER_SUSPENDED || state === USER_ACTIVE)
        setStatus(call, subscription, state === USER_SUSPENDED ? 'Suspended' : 'Active');
  return userAnswer(call, 200, user);
}

function deleteUser(call: AdminCall): Answer {
  allowQuery(call, ['deletesubscriptions', 'force']);
  const user = findUser(call);
  const isForced = queryFlag(call, 'force');
  const owned = [...call.world.subscriptions.where('owner', user.name)];
  if (owned.length > 0 && !isForced && !queryFlag(call, 'deletesubscriptions')) {
    const status = call.knobs.get('delete-user-with-subscriptions') === 'conflict' ? 409 : 400;
    throw new Refusal(
      status,
      'UserHasSubscriptions',
      `The user '${user.name}' still has ${owned.length} subscriptions.`,
    );
  }
  for (const subscription of owned) deleteSubscription(call, subscription, isForced);
  const goneAt = call.now + (isForced ? 0 : call.knobs.get('delete-ms'));
  call.world.users.put({ ...user, state: USER_DELETE_PENDING, goneAt });
  call.world.settle(call.now);
  return emptyAnswer(202);
}

function findUser(call: AdminCall): UserRecord {
  const name = call.params[0] ?? '';
  const user = call.world.users.get(name);
  if (user === undefined) throw notFound(`The user '${name}'`);
  return user;
}

function userAnswer(call: AdminCall, status: number, user: UserRecord): Answer {
  return jsonAnswer(status, userJson(user, call.world, call.now, faceOf(call)));
}

import { emptyAnswer, type Answer } from '../http/answer.ts';
import { badRequest, notSimulated } from '../http/refusal.ts';
import type { Route } from '../http/router.ts';
import type { AdminCall, AdminHandler } from './admin-call.ts';
import { readMembers } from './read-members.ts';
import { allowQuery } from './read-query.ts';
import { usageSummaries } from './usage-summaries.ts';

const refuse =
  (what: string): AdminHandler =>
  () => {
    throw notSimulated(what);
  };

/** Routes that stand alone, and those that exist in WAP and are refused here rather than answered with an invention. */
export const otherRoutes: readonly Route<AdminHandler>[] = [
  { method: 'GET', pattern: '/subscriptions/{id}/usagesummaries', kind: 'read', handle: usageSummaries },
  { method: 'POST', pattern: '/invalidusertokens', kind: 'write', handle: invalidateTokens },
  { method: 'POST', pattern: '/settings', kind: 'write', handle: refuse('The settings store of the portals') },
  { method: 'GET', pattern: '/plans/{id}/metrics', kind: 'read', handle: refuse('The metrics of a plan') },
  { method: 'GET', pattern: '/addons/{id}/metrics', kind: 'read', handle: refuse('The metrics of an add-on') },
];

/** Tokens of that user which expire until then are refused from now on. */
function invalidateTokens(call: AdminCall): Answer {
  allowQuery(call, []);
  const members = readMembers(call, call.body, ['Id', 'Username', 'TokenExpiryTime'], 'The body');
  const user = members.text('Username') ?? '';
  const time = members.text('TokenExpiryTime') ?? '';
  const isZoned = /(?:Z|[+-]\d\d:\d\d)$/.test(time);
  const until = Date.parse(isZoned ? time : `${time}Z`);
  if (user === '') throw badRequest('Username is missing.');
  if (Number.isNaN(until)) throw badRequest('TokenExpiryTime is not a time.');
  call.world.invalidTokens.set(user.toLowerCase(), until);
  return emptyAnswer(200);
}

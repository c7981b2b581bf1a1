import type { DesiredVdc } from '../model/virtual-data-center.ts';
import type { Draft } from './draft.ts';
import type { Sight } from './planner-input.ts';

/** An existing WAP user is used as it is: not made, never changed, never deleted. */
export function planUser(draft: Draft, desired: DesiredVdc, sight: Sight): void {
  const userName = desired.owner.email;
  if (sight.world.user(userName) !== undefined) return;
  draft.actions.push({
    verb: 'create',
    kind: 'user',
    resource: `user/${userName}`,
    reason: 'user-missing',
    userName,
    email: desired.owner.email,
  });
}

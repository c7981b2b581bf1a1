import type { Draft } from './draft.ts';
import type { Sight } from './planner-input.ts';

/** An existing WAP user is used as it is: not made, never changed, never deleted. */
export function planUser(draft: Draft, user: { readonly name: string; readonly email: string }, sight: Sight): void {
  const { name, email } = user;
  if (sight.world.user(name) !== undefined) return;
  draft.actions.push({
    verb: 'create',
    kind: 'user',
    resource: `user/${name}`,
    reason: 'user-missing',
    userName: name,
    email,
  });
}

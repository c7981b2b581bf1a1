import type { UserRecord } from '../world/user-record.ts';
import { syncStateAt } from '../world/sync-process.ts';
import type { World } from '../world/world.ts';
import { dateText, enumText, extraText, SYNC_STATES, text, USER_STATES, type Face } from './wire-text.ts';

export function userJson(user: UserRecord, world: World, now: number, face: Face): string {
  const state = syncStateAt(user.activation, now);
  return `{"Name":${text(user.name)},"Email":${text(user.email)},"State":${enumText(face, USER_STATES, user.state)},"CreatedTime":${dateText(
    user.createdAt,
  )},"SubscriptionCount":${world.subscriptions.where('owner', user.name).length},"ActivationSyncState":${enumText(
    face,
    SYNC_STATES,
    state,
  )},"LastErrorMessage":${text(state === 2 ? user.activation.error : null)}${extraText(user.extra)}${face.extra}}`;
}

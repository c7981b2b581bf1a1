import type { Outcome } from '../../model/outcome.ts';
import type { WapAction } from '../../model/plan.ts';
import { listSubscriptions } from './client/admin-api/subscriptions.ts';
import * as api from './client/admin-api/users.ts';
import { isConflict, isNotFound } from './client/http/recognise-error.ts';
import { done, waiting } from './outcomes.ts';
import { clocksApartMs } from './doubt-clocks.ts';
import type { WapDoors } from './wap-doors.ts';

type CreateUser = Extract<WapAction, { verb: 'create'; kind: 'user' }>;
type UpdateUser = Extract<WapAction, { verb: 'update'; kind: 'user' }>;
type DeleteUser = Extract<WapAction, { verb: 'delete'; kind: 'user' }>;

/** A user that exists is used as it is, and is not ours. */
export async function createUser(action: CreateUser, doors: WapDoors, signal: AbortSignal): Promise<Outcome> {
  const askedAtMs = doors.now();
  try {
    await api.createUser(doors.admin, { name: action.userName, email: action.email }, signal);
    return done;
  } catch (error) {
    if (!isConflict(error)) throw error;
    // When the answer to our first request was lost, or a proxy sent it twice, we meet the user that we have just made.
    const isOurs = await wasMadeSince(askedAtMs - clocksApartMs, action, doors, signal);
    if (isOurs === undefined)
      return {
        kind: 'failed',
        code: 'WAP_CONFLICT',
        message: `WAP says of user ${action.userName} both that it is there and that it is not. Plan again.`,
        isUncertain: true,
      };
    return isOurs ? done : { kind: 'done', learned: { userExisted: true } };
  }
}

/**
 * The plan was made because there was no such user; one that is as old as our request, and as we wanted it, came by it. Undefined:
 * WAP does not show it, though it has just refused to make it a second time.
 */
async function wasMadeSince(
  sinceMs: number,
  { userName, email }: CreateUser,
  doors: WapDoors,
  signal: AbortSignal,
): Promise<boolean | undefined> {
  const user = await findUser(userName, doors, signal);
  if (user === undefined) return undefined;
  return (
    user.createdTime !== null &&
    user.createdTime >= sinceMs &&
    // That WAP's times are UTC is only inferred: one from the future tells nothing about when it was.
    user.createdTime <= doors.now() + clocksApartMs &&
    user.name.toLowerCase() === userName.toLowerCase() &&
    user.email?.toLowerCase() === email.toLowerCase()
  );
}

/** Only where mail goes changes; whatever else stands in the user stays as it is read now. */
export async function updateUser(
  { userName, email }: UpdateUser,
  doors: WapDoors,
  signal: AbortSignal,
): Promise<Outcome> {
  const { user, raw } = await api.getUser(doors.admin, userName, signal);
  if (user.email === email) return done;
  const written = Object.keys(raw).find((key) => key.toLowerCase() === 'email') ?? 'Email';
  await api.putUser(doors.admin, user.name, { ...raw, [written]: email }, signal);
  return done;
}

/** Only when nobody uses it any more; the last of several VDCs to go takes the user with it. */
export async function deleteUser(action: DeleteUser, doors: WapDoors, signal: AbortSignal): Promise<Outcome> {
  if ((await findUser(action.userName, doors, signal)) === undefined) return done;
  const { rows, missing } = await listSubscriptions(doors.admin, { userId: action.userName }, { signal, take: 10 });
  const own = rows.filter((row) => row.accountAdminLiveEmailId?.toLowerCase() === action.userName.toLowerCase());
  if (own.length > 0 || missing > 0)
    // Not done: who made the user must not be forgotten while it is there.
    return {
      kind: 'skipped',
      code: 'STILL_NEEDED',
      message: `User ${action.userName} stays: it still has ${own.length + missing} subscription(s). It goes with the last of them.`,
    };
  const answer = await api.deleteUser(doors.admin, action.userName, signal);
  return answer === 'already-gone' ? done : waiting('WAP is deleting the user');
}

export async function lookAfterUserDeletion(
  action: DeleteUser,
  doors: WapDoors,
  signal: AbortSignal,
): Promise<Outcome> {
  const user = await findUser(action.userName, doors, signal);
  return user === undefined ? done : waiting('WAP is deleting the user');
}

async function findUser(name: string, doors: WapDoors, signal: AbortSignal) {
  try {
    return (await api.getUser(doors.admin, name, signal)).user;
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}

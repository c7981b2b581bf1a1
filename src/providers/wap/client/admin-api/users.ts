import { isNotFound } from '../http/recognise-error.ts';
import type { Transport, WapRequest } from '../http/transport.ts';
import { listAll, type Listing } from './list-all.ts';
import type { PagedQuestion } from './list-pages.ts';
import { pathSegment } from './path-segment.ts';
import { badObject, isWireObject, type WireObject } from './read-wire.ts';
import type { ListOptions } from './subscriptions.ts';
import { userFromWire, type User, type WholeUser } from './user.ts';

/** The question behind `listUsers`, for whoever wants the pages one by one (`listPages`). */
export function userPages(transport: Transport, options: ListOptions): PagedQuestion<User> {
  return { transport, path: '/users', kind: 'Users', fromWire: userFromWire, keyOf: userKey, ...options };
}

export function listUsers(transport: Transport, options: ListOptions): Promise<Listing<User>> {
  return listAll(userPages(transport, options));
}

export async function getUser(transport: Transport, name: string, signal: AbortSignal): Promise<WholeUser> {
  const { json } = await transport.request({ ...toUser(name), method: 'GET', signal });
  return wholeUser(json);
}

export interface NewUser {
  readonly name: string;
  readonly email: string;
}

/** Creates the service-management user, which is no login. A conflict: a user of that name exists. */
export async function createUser(transport: Transport, user: NewUser, signal: AbortSignal): Promise<WholeUser> {
  const { json } = await transport.request({
    method: 'POST',
    path: '/users',
    body: {
      Name: user.name,
      Email: user.email,
      State: 1,
      SubscriptionCount: 0,
      ActivationSyncState: 0,
      LastErrorMessage: null,
    },
    repeat: 'safe',
    signal,
  });
  return json === undefined ? getUser(transport, user.name, signal) : wholeUser(json);
}

/** Replaces a user by what was read before and changed since; the Name is its key and cannot change. */
export async function putUser(transport: Transport, name: string, raw: WireObject, signal: AbortSignal): Promise<void> {
  await transport.request({ ...toUser(name), method: 'PUT', body: raw, signal });
}

/** Deletes a user that has no subscriptions: never their subscriptions with it, never by force. Gone when `getUser` says so. */
export async function deleteUser(
  transport: Transport,
  name: string,
  signal: AbortSignal,
): Promise<'accepted' | 'already-gone'> {
  try {
    const query = { deleteSubscriptions: 'False', force: 'False' };
    await transport.request({ ...toUser(name), method: 'DELETE', query, signal });
    return 'accepted';
  } catch (error) {
    if (isNotFound(error)) return 'already-gone';
    throw error;
  }
}

function wholeUser(json: unknown): WholeUser {
  const user = userFromWire(json);
  if (!isWireObject(json)) throw badObject('User', 'it is not an object');
  return { user, raw: json };
}

function toUser(name: string): Pick<WapRequest, 'path' | 'route' | 'repeat'> {
  return { path: `/users/${pathSegment(name)}`, route: '/users/{name}', repeat: 'safe' };
}

function userKey({ name }: User): string {
  return name.toLowerCase();
}

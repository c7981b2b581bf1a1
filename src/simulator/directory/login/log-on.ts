import { logOn, type LogonRefusal } from '../../auth/accounts.ts';
import type { DirectoryRecord } from '../../world/directory-record.ts';
import { lookUp } from '../dn/find-entry.ts';
import { DirectoryRefusal } from '../directory-refusal.ts';
import { DOMAIN } from '../domain.ts';
import {
  accountControlOf,
  type DirectoryContext,
  firstOf,
  isUser,
  ownAccountOf,
} from '../entries/directory-context.ts';
import { fromFileTime } from '../schema/times.ts';
import { UAC } from '../schema/user-account-control.ts';
import { isPassword } from './password-hash.ts';

export type DirectoryLogon =
  { readonly ok: true; readonly entry: DirectoryRecord } | { readonly ok: false; readonly reason: LogonRefusal };

/**
 * Decides one try to log in by DN, UPN or `DOMAIN\name`, and counts it. A locked account does not hear the password; what
 * else is wrong with an account is told only to who knows its password.
 */
export function logOnToDirectory(
  context: DirectoryContext,
  now: number,
  name: string,
  password: string,
): DirectoryLogon {
  const entry = findByLogin(context, name);
  if (entry === undefined) return { ok: false, reason: 'unknown user' };
  const own = ownAccountOf(context, entry);
  if (own !== undefined) {
    const logon = logOn(own, (right) => right === password, context.lockoutAfter());
    return logon.ok ? { ok: true, entry } : logon;
  }
  if (isLocked(context, entry, now)) return { ok: false, reason: 'locked' };
  if (entry.password === null || !isPassword(password, entry.password)) {
    countWrong(context, entry, now);
    return { ok: false, reason: 'wrong password' };
  }
  const obstacle = obstacleOf(entry, now);
  if (obstacle !== null) return { ok: false, reason: obstacle };
  if (entry.failedTries > 0 || entry.lockedAt !== null) unlock(context, entry, now);
  return { ok: true, entry };
}

/** For ever where the knob `account-lockout-ms` is 0. */
export function isLocked({ knobs }: Pick<DirectoryContext, 'knobs'>, entry: DirectoryRecord, now: number): boolean {
  if (entry.lockedAt === null) return false;
  const lastsMs = knobs.get('account-lockout-ms');
  return lastsMs === 0 || now < entry.lockedAt + lastsMs;
}

export function unlock({ world }: Pick<DirectoryContext, 'world'>, entry: DirectoryRecord, now: number): void {
  world.step(now, () => world.directory.put({ ...entry, failedTries: 0, lockedAt: null }));
}

/** By any of the three names that a simple bind takes. A DN that leads nowhere is nobody. */
export function findByLogin({ world }: Pick<DirectoryContext, 'world'>, name: string): DirectoryRecord | undefined {
  const users = (index: 'samAccountName' | 'upn', value: string): DirectoryRecord | undefined =>
    value === '' ? undefined : world.directory.where(index, value).find(isUser);
  const [, domain, user] = /^([^\\/=]+)\\([^\\]+)$/.exec(name) ?? [];
  if (domain !== undefined && user !== undefined)
    return [DOMAIN.netbios, DOMAIN.dns].some((own) => own.toLowerCase() === domain.toLowerCase())
      ? users('samAccountName', user)
      : undefined;
  const at = name.lastIndexOf('@');
  if (at > 0 && !name.includes('=')) {
    const byUpn = users('upn', name);
    if (byUpn !== undefined) return byUpn;
    return name.slice(at + 1).toLowerCase() === DOMAIN.dns ? users('samAccountName', name.slice(0, at)) : undefined;
  }
  try {
    const { at: entry, missing } = lookUp(world, name);
    return missing.length === 0 && isUser(entry) ? entry : undefined;
  } catch (error) {
    if (error instanceof DirectoryRefusal) return undefined;
    throw error;
  }
}

function countWrong({ world, knobs }: DirectoryContext, entry: DirectoryRecord, now: number): void {
  const failedTries = entry.failedTries + 1;
  const limit = knobs.get('account-lockout');
  const lockedAt = limit > 0 && failedTries >= limit ? now : null;
  world.step(now, () => world.directory.put({ ...entry, failedTries: lockedAt === null ? failedTries : 0, lockedAt }));
}

function obstacleOf(entry: DirectoryRecord, now: number): LogonRefusal | null {
  const control = accountControlOf(entry);
  if ((control & UAC.disabled) !== 0) return 'disabled';
  if (isExpired(entry, now)) return 'expired';
  const mustChange = firstOf(entry, 'pwdLastSet') === '0' && (control & UAC.dontExpirePassword) === 0;
  return mustChange ? 'must change password' : null;
}

function isExpired(entry: DirectoryRecord, now: number): boolean {
  const expires = firstOf(entry, 'accountExpires') ?? '0';
  return expires !== '0' && expires !== '9223372036854775807' && fromFileTime(expires) <= now;
}

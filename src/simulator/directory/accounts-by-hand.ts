import { badRequest, conflict, notFound } from '../http/refusal.ts';
import type { DirectoryRecord } from '../world/directory-record.ts';
import { dnOf, findEntry } from './dn/find-entry.ts';
import { DirectoryRefusal } from './directory-refusal.ts';
import { DOMAIN } from './domain.ts';
import { accountControlOf, type DirectoryContext, firstOf, isUser, ownAccountOf } from './entries/directory-context.ts';
import { moveEntry } from './entries/rename-entry.ts';
import { isLocked, unlock } from './login/log-on.ts';
import { hashPassword } from './login/password-hash.ts';
import { fileTime } from './schema/times.ts';
import { UAC } from './schema/user-account-control.ts';

/** A customer's account for people and tests. Whether it has a password shows, which one nobody knows. */
export interface AccountView {
  /** `objectGUID`. */
  readonly id: string;
  readonly dn: string;
  readonly samAccountName: string;
  readonly upn: string;
  readonly displayName: string;
  readonly email: string;
  readonly isEnabled: boolean;
  readonly isLocked: boolean;
  readonly hasPassword: boolean;
  readonly isInTenantsOu: boolean;
}

/** What an administrator of the domain does, past all faults, rights and policies. Throws a Refusal for an id that is no customer's account. */
export interface AccountsByHand {
  /** All accounts but the simulator's own, in the order of creation. */
  records(): readonly DirectoryRecord[];
  list(): readonly AccountView[];
  view(record: DirectoryRecord): AccountView;
  enable(id: string): void;
  disable(id: string): void;
  unlock(id: string): void;
  /** Out of the tenants' OU, or back. */
  move(id: string, to: 'former' | 'tenants'): void;
  /** Empty: none. */
  setEmail(id: string, email: string): void;
  setPassword(id: string, password: string): void;
  remove(id: string): void;
}

export function createAccountsByHand(context: DirectoryContext, clock: () => number): AccountsByHand {
  const { world } = context;
  const records = (): readonly DirectoryRecord[] =>
    world.directory.rows.filter(
      (entry) => isUser(entry) && entry.rid !== ADMINISTRATOR && ownAccountOf(context, entry) === undefined,
    );
  const find = (id: string): DirectoryRecord => {
    const entry = world.directory.get(id);
    if (entry === undefined || !records().includes(entry)) throw notFound(`The account ${id}`);
    return entry;
  };
  const change = (id: string, next: (entry: DirectoryRecord, now: number) => DirectoryRecord): void => {
    const now = clock();
    world.step(now, () => world.directory.put({ ...next(find(id), now), changedAt: now }));
  };
  const setControl = (id: string, control: (before: number) => number): void =>
    change(id, (entry) => withAttribute(entry, 'userAccountControl', String(control(accountControlOf(entry)))));
  const view = (entry: DirectoryRecord): AccountView => {
    const dn = dnOf(world, entry);
    return {
      id: entry.guid,
      dn,
      samAccountName: firstOf(entry, 'sAMAccountName') ?? '',
      upn: firstOf(entry, 'userPrincipalName') ?? '',
      displayName: firstOf(entry, 'displayName') ?? '',
      email: firstOf(entry, 'mail') ?? '',
      isEnabled: (accountControlOf(entry) & UAC.disabled) === 0,
      isLocked: isLocked(context, entry, clock()),
      hasPassword: entry.password !== null,
      isInTenantsOu: dn.toLowerCase().endsWith(`,${DOMAIN.tenantsOu.toLowerCase()}`),
    };
  };
  return {
    records,
    view,
    list: () => records().map(view),
    enable: (id) => setControl(id, (before) => before & ~UAC.disabled),
    disable: (id) => setControl(id, (before) => before | UAC.disabled),
    unlock: (id) => unlock(context, find(id), clock()),
    move(id, to) {
      const before = find(id);
      const now = clock();
      try {
        const parent = findEntry(world, to === 'former' ? DOMAIN.formerOu : DOMAIN.tenantsOu).guid;
        world.step(now, () => moveEntry({ world, now }, before, { ...before, parent }));
      } catch (error) {
        if (error instanceof DirectoryRefusal) throw conflict(`The account cannot be moved: ${error.message.trim()}`);
        throw error;
      }
    },
    setEmail: (id, email) => change(id, (entry) => withAttribute(entry, 'mail', email.trim())),
    setPassword(id, password) {
      if (password === '') throw badRequest('A password is not empty.');
      change(id, (entry, now) => ({
        ...withAttribute(entry, 'pwdLastSet', fileTime(now)),
        password: hashPassword(password, context.random),
      }));
    },
    remove(id) {
      const { guid } = find(id);
      world.step(clock(), () => world.directory.remove(guid));
    },
  };
}

/** Every domain has one; it is nobody's customer. */
const ADMINISTRATOR = 500;

function withAttribute(entry: DirectoryRecord, name: string, value: string): DirectoryRecord {
  const { [name]: _before, ...others } = entry.attributes;
  return { ...entry, attributes: value === '' ? others : { ...others, [name]: [value] } };
}

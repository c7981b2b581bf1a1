import type { AccountAction, AccountNames, ObservedAccount } from '../../src/model/account.ts';
import type { CustomerMail } from '../../src/model/customer-mail.ts';
import type { Outcome } from '../../src/model/outcome.ts';
import { secret } from '../../src/model/secret.ts';
import type { Mailer, MailAnswer } from '../../src/mail/mailer.ts';
import type { AccountProvider } from '../../src/providers/account-provider.ts';

/** A directory of one map that can be looked at whole and changed by hand. */
export interface WholeDirectory {
  readonly provider: AccountProvider;
  readonly accounts: Map<string, ObservedAccount>;
  /** Account → its password now. */
  readonly passwords: Map<string, string>;
  /** Names that something else in the domain has. */
  readonly taken: Set<string>;
  /** `verb resource`, and `observe`, `find taken` and `set password`, in their order. */
  readonly asked: string[];
  /** Thrown by whatever is asked, as long as it is set. */
  outage: Error | undefined;
  named(samAccountName: string): ObservedAccount | undefined;
  change(id: string, over: Partial<ObservedAccount>): void;
}

/** `madeBefore`: so many ids have been given already. */
export function createWholeDirectory(madeBefore = 0): WholeDirectory {
  let made = madeBefore;
  const ask = (what: string): void => {
    directory.asked.push(what);
    if (directory.outage !== undefined) throw directory.outage;
  };
  const directory: WholeDirectory = {
    accounts: new Map(),
    passwords: new Map(),
    taken: new Set(),
    asked: [],
    outage: undefined,
    named: (name) => [...directory.accounts.values()].find(({ samAccountName }) => samAccountName === name),
    change(id, over) {
      const before = directory.accounts.get(id);
      if (before === undefined) throw new Error(`no account ${id} in this story`);
      directory.accounts.set(id, { ...before, ...over });
    },
    provider: {
      async observe(knownIds) {
        ask('observe');
        const known = new Set(knownIds);
        return {
          accounts: [...directory.accounts.values()].filter(({ id, isInPlace }) => isInPlace || known.has(id)),
          gone: new Set(knownIds.filter((id) => !directory.accounts.has(id))),
        };
      },
      async findTaken(names: readonly AccountNames[]) {
        ask('find taken');
        return new Set(names.map(({ samAccountName }) => samAccountName).filter((name) => directory.taken.has(name)));
      },
      async carryOut(action) {
        directory.asked.push(`${action.verb} ${action.resource}`);
        if (directory.outage !== undefined)
          return { kind: 'failed', code: 'DIRECTORY_UNREACHABLE', message: directory.outage.message };
        return change(directory, action, () => `account-${(made += 1)}`);
      },
      async setNewPassword(id, mark) {
        ask('set password');
        if (directory.accounts.get(id)?.mark !== mark) throw new Error('not ours');
        const password = `Password-${directory.passwords.size + 1}-${directory.asked.length}`;
        directory.passwords.set(id, password);
        return secret(password);
      },
      close: async () => undefined,
    },
  };
  return directory;
}

function change(directory: WholeDirectory, action: AccountAction, newId: () => string): Outcome {
  const { accounts } = directory;
  if (action.verb === 'create') {
    const { names, email, displayName, mark, isEnabled } = action;
    const id = directory.named(names.samAccountName)?.id ?? newId();
    accounts.set(id, {
      id,
      dn: `CN=${names.samAccountName}`,
      ...names,
      email,
      displayName,
      mark,
      isEnabled,
      isInPlace: true,
    });
    return { kind: 'done', learned: { accountId: id } };
  }
  if (action.verb === 'delete') accounts.delete(action.accountId);
  if (action.verb === 'update') {
    const { change: wish } = action;
    directory.change(
      action.accountId,
      wish.field === 'place' ? { isInPlace: true } : { [wish.field]: wish[wish.field as never] },
    );
  }
  return { kind: 'done' };
}

/** A mail server that takes everything, or what it is told to say instead. */
export interface Mailbox {
  readonly mailer: Mailer;
  readonly mails: CustomerMail[];
  /** Said of every mail as long as it is set. */
  answer: MailAnswer | undefined;
  /** Awaited before each mail; an answer is said instead of taking it. */
  before: ((signal: AbortSignal) => Promise<MailAnswer | undefined>) | undefined;
  /** `event to vdc`, in their order. */
  told(): readonly string[];
  /** The password that a mail carried; undefined where it carried none. */
  passwordOf(mail: CustomerMail | undefined): string | undefined;
}

export function createMailbox(): Mailbox {
  const mailbox: Mailbox = {
    mails: [],
    answer: undefined,
    before: undefined,
    told: () => mailbox.mails.map(({ event, to, vdc }) => `${event} ${to} ${vdc}`),
    passwordOf: (mail) => (mail?.login.kind === 'new-password' ? mail.login.password.reveal() : undefined),
    mailer: {
      async send(mail, signal) {
        const instead = await mailbox.before?.(signal);
        if (instead !== undefined) return instead;
        if (mailbox.answer !== undefined) return mailbox.answer;
        mailbox.mails.push(mail);
        return { kind: 'accepted' };
      },
      close: async () => undefined,
    },
  };
  return mailbox;
}

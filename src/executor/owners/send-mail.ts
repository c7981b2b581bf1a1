import type { CustomerMail, LoginWay, MailAction } from '../../model/customer-mail.ts';
import type { Outcome } from '../../model/outcome.ts';
import type { VdcName } from '../../model/virtual-data-center.ts';
import type { Mailer } from '../../mail/mailer.ts';
import type { AccountDoors } from './perform-on-account.ts';

export interface MailDoors extends AccountDoors {
  /** Absent where the settings name no mail server. */
  readonly mailer?: Pick<Mailer, 'send'> | undefined;
  /** One account's password is set and mailed by one at a time. */
  readonly inTurn: InTurn;
  readonly newId: () => string;
}

export interface MailTurn {
  readonly vdc: VdcName;
  readonly action: MailAction;
  /** When the VDC's deletion was scheduled; now, where that is done in the same plan. */
  readonly retiredAtMs: number;
}

/**
 * One mail, handed to the mail server once. A password exists from here to the server's answer and nowhere else: when the
 * server does not say that it took the mail, the next pass sets another one.
 */
export async function sendMail(turn: MailTurn, doors: MailDoors, signal: AbortSignal): Promise<Outcome> {
  if (doors.mailer === undefined) return noMail;
  const { action } = turn;
  if (action.way !== 'new-password') return handOver(turn, { kind: action.way, login: action.login }, doors, signal);
  return doors.inTurn(action.login.toLowerCase(), () => sendCredentials(turn, doors, signal));
}

async function sendCredentials(turn: MailTurn, doors: MailDoors, signal: AbortSignal): Promise<Outcome> {
  const { accounts, store } = doors;
  const { login } = turn.action;
  // As it stands now: another VDC of the same owner may have been announced since the plan was made.
  const account = (await store.readAccounts()).find(({ upn }) => upn.toLowerCase() === login.toLowerCase());
  if (account?.mark === undefined || accounts === undefined) return noAccount(login);
  if (account.credentials !== 'due') return handOver(turn, { kind: 'known-password', login }, doors, signal);
  const password = await accounts.setNewPassword(account.id, account.mark, signal);
  const outcome = await handOver(turn, { kind: 'new-password', login, password }, doors, signal);
  if (outcome.kind === 'done') await store.putAccount({ ...account, credentials: 'sent' });
  return outcome;
}

async function handOver(
  { vdc, action, retiredAtMs }: MailTurn,
  login: LoginWay,
  { mailer, newId }: MailDoors,
  signal: AbortSignal,
): Promise<Outcome> {
  if (mailer === undefined) return noMail;
  const { event, to, customerName, limits, graceMs } = action;
  const mail: CustomerMail = {
    event,
    to,
    ...(customerName !== undefined && { customerName }),
    vdc,
    limits,
    login,
    ...(graceMs !== undefined && { deleteAtMs: retiredAtMs + graceMs }),
    key: `${vdc}.${event}.${newId()}`,
  };
  const answer = await mailer.send(mail, signal);
  if (answer.kind === 'accepted') return { kind: 'done', note: `to ${to}` };
  const { code, message, isFinal, isUncertain } = answer;
  // Who has left may have no mailbox any more; his VDC is not kept in mind for ever because of that.
  if (event === 'deleted' && isFinal) return { kind: 'done', warning: `the customer could not be told: ${message}` };
  return { kind: 'failed', code, message, ...(isUncertain && { isUncertain }) };
}

/** Runs what has the same key one after the other. */
export type InTurn = <T>(key: string, work: () => Promise<T>) => Promise<T>;

export function createInTurn(): InTurn {
  const last = new Map<string, Promise<unknown>>();
  return async (key, work) => {
    const before = last.get(key) ?? Promise.resolve();
    const mine = before.then(work, work);
    last.set(key, mine);
    try {
      return await mine;
    } finally {
      if (last.get(key) === mine) last.delete(key);
    }
  };
}

const noMail: Outcome = {
  kind: 'failed',
  code: 'MAIL_NOT_CONFIGURED',
  message:
    'The plan tells a customer something, but the settings name no mail server any more. Plan again with the settings as they are.',
};

function noAccount(login: string): Outcome {
  return {
    kind: 'failed',
    code: 'ACCOUNT_UNKNOWN',
    message: `The account ${login} is not remembered as one that we made, so its password is not set. The next pass looks again.`,
  };
}

import { ControllerError } from '../../src/model/controller-error.ts';
import type { Outcome } from '../../src/model/outcome.ts';
import type { Mailer } from '../../src/mail/mailer.ts';
import type { AccountProvider } from '../../src/providers/account-provider.ts';
import type { Provider } from '../../src/providers/provider.ts';
import type { StateStore } from '../../src/state/state-store.ts';
import { type AnswerFault, type Door, lostAnswer, type Mortal, type Recorder } from './recorder.ts';

/** Every doorway of one process but the wires: what crosses it is recorded, and may be the last that the process does. */
export interface DoorOptions {
  readonly recorder: Recorder;
  readonly process: Mortal;
  /** What a transport asks before each request that changes something. */
  readonly mayWrite: () => void;
}

/** Only says which action begins: its requests cross the wires. */
export function tellActions(inner: Provider, { recorder, process, mayWrite }: DoorOptions): Provider {
  return {
    ...inner,
    async carryOut(action, signal) {
      await recorder.check(process);
      // Whoever may not write sends nothing of it.
      if (whyNot(mayWrite) === undefined) recorder.act(`${action.verb} ${action.resource}`);
      return inner.carryOut(action, signal);
    },
  };
}

export function wrapAccounts(inner: AccountProvider, options: DoorOptions): AccountProvider {
  const { recorder, process, mayWrite } = options;
  const read = <T>(name: string, act: () => Promise<T>) =>
    recorder.cross(process, { door: 'read', name }, act, unreachable);
  return {
    observe: (ids, signal) => read('observe accounts', () => inner.observe(ids, signal)),
    findTaken: (names, signal) => read('find taken names', () => inner.findTaken(names, signal)),
    carryOut: (action, signal) =>
      change(options, 'account', `${action.verb} ${action.resource}`, () => inner.carryOut(action, signal)),
    async setNewPassword(id, mark, signal) {
      const call = {
        door: 'account' as const,
        name: `set password of ${id}`,
        refuse: throwUnless(mayWrite),
      };
      return recorder.cross(process, call, () => inner.setNewPassword(id, mark, signal), unreachable);
    },
    close: async () => undefined,
  };
}

export function wrapMailer(inner: Mailer, { recorder, process, mayWrite }: DoorOptions): Mailer {
  return {
    async send(mail, signal) {
      const call = {
        door: 'mail' as const,
        name: `mail ${mail.event} ${mail.vdc}`,
        refuse: throwUnless(mayWrite),
      };
      return recorder.cross(
        process,
        call,
        () => inner.send(mail, signal),
        (how) => ({
          kind: 'refused',
          code: how === 'refused' ? 'MAIL_DEFERRED' : 'MAIL_ANSWER_LOST',
          message: 'no answer that says yes',
          isFinal: false,
          isUncertain: how !== 'refused',
        }),
      );
    },
    close: async () => undefined,
  };
}

/** The names by which the laws know a write of our own memory. */
export function wrapStore(inner: StateStore, { recorder, process }: DoorOptions): StateStore {
  const write = <T>(name: string, act: () => Promise<T>): Promise<T> => {
    let failure: unknown;
    const whole = async (): Promise<T> => {
      try {
        return await act();
      } catch (error) {
        failure = error;
        throw error;
      }
    };
    return recorder.cross(process, { door: 'state', name }, whole, () => {
      throw failure ?? new ControllerError('STATE_UNREACHABLE', 'the database went away', { retry: 'later' });
    });
  };
  const read = async <T>(act: () => Promise<T>): Promise<T> => {
    await recorder.check(process);
    return act();
  };
  return {
    readMemory: (nowMs) => read(() => inner.readMemory(nowMs)),
    readOpenIntents: () => read(() => inner.readOpenIntents()),
    readAccounts: () => read(() => inner.readAccounts()),
    readStatuses: (names) => read(() => inner.readStatuses(names)),
    readHistory: (query) => read(() => inner.readHistory(query)),
    readApprovals: (nowMs) => read(() => inner.readApprovals(nowMs)),
    readLeaseHolder: () => read(() => inner.readLeaseHolder()),
    acquireLease: (wish) =>
      read(async () => {
        const lease = await inner.acquireLease(wish);
        return (
          lease && { ...lease, renew: () => read(() => lease.renew()), release: () => read(() => lease.release()) }
        );
      }),
    begin: (intent) => write(`begin ${intent.vdc}`, () => inner.begin(intent)),
    end: (ending) => write(`end ${ending.vdc}`, () => inner.end(ending)),
    remember: (entries) => write('remember', () => inner.remember(entries)),
    holdVms: (id, held) => write('hold machines', () => inner.holdVms(id, held)),
    putAccount: (account) => write('put account', () => inner.putAccount(account)),
    forgetAccount: (id) => write('forget account', () => inner.forgetAccount(id)),
    writeStatuses: (statuses, forget) => write('write statuses', () => inner.writeStatuses(statuses, forget)),
    pause: (vdc, pause) => write(`pause ${vdc}`, () => inner.pause(vdc, pause)),
    unpause: (vdc) => write(`unpause ${vdc}`, () => inner.unpause(vdc)),
    noteHalt: (halt) => write('note halt', () => inner.noteHalt(halt)),
    readHalt: () => read(() => inner.readHalt()),
    approve: (approval) => write('approve', () => inner.approve(approval)),
    forgetApproval: (fingerprint) => write('forget approval', () => inner.forgetApproval(fingerprint)),
    noteRevision: (revision) => write('note revision', () => inner.noteRevision(revision)),
    close: async () => undefined,
  };
}

function change(options: DoorOptions, door: Door, name: string, act: () => Promise<Outcome>): Promise<Outcome> {
  const refuse = (): Outcome | undefined => {
    const refusal = whyNot(options.mayWrite);
    return refusal && { kind: 'failed', code: refusal.code, message: refusal.message };
  };
  if (refuse() === undefined) options.recorder.act(name);
  return options.recorder.cross(options.process, { door, name, refuse }, act, (how) => {
    const { code, message } = lostAnswer(how);
    return { kind: 'failed', code, message, ...(how !== 'refused' && { isUncertain: true }) };
  });
}

function whyNot(mayWrite: () => void): ControllerError | undefined {
  try {
    mayWrite();
    return undefined;
  } catch (error) {
    if (error instanceof ControllerError) return error;
    throw error;
  }
}

function unreachable(how: AnswerFault): never {
  throw lostAnswer(how);
}

/** Where the answer cannot say no, a refusal is thrown, as the transport does. */
function throwUnless(mayWrite: () => void): () => undefined {
  return () => {
    mayWrite();
    return undefined;
  };
}

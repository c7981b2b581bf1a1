import { type Mutant, mutantsIn } from './mutant.ts';

const executor = mutantsIn('executor');

/** What is written down between the calls, and what follows from it when it is read again. */
export const journalMutants: readonly Mutant[] = [
  executor(
    'run-vdc.ts',
    'lets others wait for a VDC that was never begun',
    '    shared.leave(vdc.name);\n    return failedToBegin',
    '    return failedToBegin',
  ),
  executor('run-vdc.ts', 'lets others wait for a VDC that has ended', '    apply.shared.leave(vdc.name);\n', ''),
  executor('run-vdc.ts', 'does not learn which id WAP gave', 'ids.learn(action, outcome);', ''),
  executor(
    'run-vdc.ts',
    'locks a customer out before his machines are noted',
    'const unnoted = await troubleIn(noteMachines(apply, vdc));',
    'const unnoted = undefined as Awaited<ReturnType<typeof troubleIn>>;',
  ),
  executor(
    'run-vdc.ts',
    'goes on while a step is still under way',
    "if (outcome.kind === 'waiting') return previousWaiting;",
    "if (outcome.kind === 'waiting') return undefined;",
  ),
  executor(
    'make-ending.ts',
    'keeps what was never begun',
    "if (turns.every(({ outcome }) => outcome.kind === 'skipped')) return existing ?? { forget: true, isUnused: true };",
    '',
  ),
  executor(
    'make-ending.ts',
    'forgets whom an earlier attempt has made',
    'if (memory.createdUsers.has(user)) return false;',
    '',
  ),
  executor(
    'make-ending.ts',
    'remembers a user that it deleted',
    "if (action.verb === 'delete') return outcome.kind === 'done';",
    "if (action.verb === 'delete') return false;",
  ),
  executor(
    'make-ending.ts',
    'forgets a user whose making nobody answered',
    "outcome.kind === 'failed' ? outcome.isUncertain !== true :",
    "outcome.kind === 'failed' ? true :",
  ),
  executor(
    'inventory-entries.ts',
    'takes what was only asked for as fulfilled',
    'lastSpec: notYetFulfilled(remember.lastSpec, same?.lastSpec),',
    'lastSpec: remember.lastSpec,',
  ),
  executor(
    'inventory-entries.ts',
    'counts a grace that never began',
    "wasNotDone(results, 'retire') ? existing?.retiredAtMs : retiredAtMs",
    'retiredAtMs',
  ),
  executor(
    'inventory-entries.ts',
    'takes a VDC for opened though WAP refused that',
    '(existing?.isBeingDeleted === true || !wasRefused(results))',
    'true',
  ),
  executor(
    'perform-action.ts',
    'forgets while it waits what the first answer taught',
    'return { ...after, learned: { ...learned, ...after.learned } };',
    'return after;',
  ),
  executor(
    'shared-work.ts',
    'lets others wait for a removal to which one will not come',
    'for (const resolve of one.patient.splice(0)) resolve(stillNeeded);',
    '',
  ),
  executor(
    'drain-calls.ts',
    'gives up at once what is under way',
    'void sleep(drainMs, over.signal).then(giveUp, giveUp);',
    'giveUp();',
  ),
  executor(
    'owners/perform-on-account.ts',
    'remembers what was not done',
    "if (outcome.kind === 'done') await remember(",
    'await remember(',
  ),
  executor(
    'owners/perform-on-account.ts',
    'owes a second password to who was sent one',
    "const credentials = same?.credentials ?? (action.owesPassword ? ('due' as const) : undefined);",
    "const credentials = action.owesPassword ? ('due' as const) : undefined;",
  ),
  executor(
    'owners/perform-on-account.ts',
    'goes on remembering an account that was deleted by hand',
    '      await store.forgetAccount(id);',
    '      void id;',
  ),
  executor(
    'owners/send-mail.ts',
    'sets the password of an account that somebody else made',
    'if (account?.mark === undefined || accounts === undefined)',
    'if (account === undefined || accounts === undefined)',
  ),
  executor(
    'owners/send-mail.ts',
    'sets a password beside another',
    'return doors.inTurn(action.login.toLowerCase(), () => sendCredentials(turn, doors, signal));',
    'return sendCredentials(turn, doors, signal);',
  ),
  executor(
    'owners/send-mail.ts',
    'takes a mail that was refused for sent',
    "if (answer.kind === 'accepted') return",
    'if (answer.kind !== undefined) return',
  ),
  executor(
    'owners/send-mail.ts',
    'keeps a VDC in mind for ever for whom no mailbox is left',
    "if (event === 'deleted' && isFinal)",
    "if (event === 'deleted' && isFinal && message === '')",
  ),
  executor(
    'vms/ask-machines.ts',
    'asks machines before that is written down',
    'await turn.remember(noteAsked(held, turn.attempts));\n  const',
    'void turn.remember(noteAsked(held, turn.attempts));\n  const',
  ),
  executor('vms/ask-machines.ts', 'asks machines though it is to stop', 'if (signal.aborted) return;', ''),
  executor(
    'vms/rest-machines.ts',
    'calls a list complete on which nobody is',
    "if (seen === 0) return { kind: 'done' };",
    '',
  ),
  executor(
    'vms/return-machines.ts',
    'keeps the customer out because of one machine',
    'else if (isCustomerIn || settled.isStopped) return',
    'else if (isCustomerIn !== undefined) return',
  ),
  executor(
    'vms/note-machines.ts',
    'takes a new suspension for the one before',
    "const isNew = action.verb === 'suspend' && action.reason !== 'vms-running';",
    'const isNew = false;',
  ),
  executor('vms/clear-vdc.ts', 'deletes a VDC in which something is left', 'if (left !== undefined) return left;', ''),
  executor(
    'vms/clear-vdc.ts',
    'deletes a VDC in which machines are left',
    "if ('trouble' in emptied) return emptied.trouble;",
    '',
  ),
  executor(
    'vms/perform-on-machines.ts',
    'keeps the customer out because nobody can see to his machines',
    "if (action.verb === 'resume' && action.saw.status !== 'active')",
    "if (action.verb === 'resume' && action.saw.status === 'unknown')",
  ),
  executor('vms/settle-machines.ts', 'ends without a last look at all machines', '(isOver && isWhole)', 'isOver'),
  executor(
    'run-vdc.ts',
    'makes a VDC anew though WAP says to a write that it is there',
    "return outcome.kind === 'done' ? undefined : outcome;",
    'return undefined;',
  ),
];

import { type Mutant, mutantsIn } from './mutant.ts';

const executor = mutantsIn('executor');

export const executorMutants: readonly Mutant[] = [
  executor(
    'run-vdc.ts',
    'calls before the intent is durable',
    'await store.begin(intent);',
    'void store.begin(intent).catch(() => undefined);',
  ),
  executor(
    'run-vdc.ts',
    'goes on after a step that failed',
    "if (obstacle === undefined || obstacle.kind === 'failed') obstacle = obstacleOf(turn.outcome);",
    '',
  ),
  executor(
    'run-vdc.ts',
    'never closes an intent',
    '(await troubleIn(endings.add(ending))) ?? unforgotten;',
    'unforgotten;',
  ),
  executor('make-intent.ts', 'notes no destruction', 'destructions: [...destructionsOf(vdc)],', 'destructions: [],'),
  executor('make-intent.ts', 'does not note whom it makes', '    createsUsers,\n', '    createsUsers: [],\n'),
  executor(
    'make-ending.ts',
    'takes a user that was there for one that it made',
    'return outcome.learned?.userExisted === true;',
    'return false;',
  ),
  executor(
    'make-ending.ts',
    'keeps a VDC of which nothing is left',
    'return isOver ? { forget: true } :',
    'return isOver ? existing ?? intent.entry :',
  ),
  executor(
    'inventory-entries.ts',
    'forgets when a retirement began',
    "const retiredAtMs = does.has('retire') ? nowMs : before?.retiredAtMs;",
    'const retiredAtMs = before?.retiredAtMs;',
  ),
  executor('inventory-entries.ts', 'does not count resyncs', "(does.has('resync') ? 1 : 0)", '0'),
  executor(
    'inventory-entries.ts',
    'never saw what it made',
    'wasSeen: begun.wasSeen || results.some(showsSubscription),',
    'wasSeen: begun.wasSeen,',
  ),
  executor(
    'inventory-entries.ts',
    'forgets that it opened a VDC to clear it',
    '...(isOpened && { isBeingDeleted: true }),',
    '',
  ),
  executor('inventory-entries.ts', 'forgets what a customer was told', '...toldAfter(results),', ''),
  executor(
    'apply-plan.ts',
    'carries out what is paused',
    'return actions.length > 0 && paused === undefined;',
    'return actions.length > 0;',
  ),
  executor(
    'shared-work.ts',
    'removes what a VDC that did not get so far may still use',
    'if (one.hasDeserter) return { outcome: stillNeeded, isCarrier: false };',
    '',
  ),
  executor(
    'shared-work.ts',
    'makes twice what two VDCs need',
    'if (one.outcome !== undefined) return { outcome: await one.outcome, isCarrier: false };',
    '',
  ),
  executor(
    'perform-action.ts',
    'begins after it was told to stop',
    '  if (signal.aborted) return aborted;\n  const unlawful',
    '  const unlawful',
  ),
  executor(
    'vms/rest-machines.ts',
    'calls a list complete that the customer could still change',
    'await turn.remember({ isComplete: isLockedOut,',
    'await turn.remember({ isComplete: true,',
  ),
  executor(
    'vms/settle-machines.ts',
    'touches a machine before it is remembered',
    'await askMachines(turn, step.held, step.ask);',
    'await askMachines(turn, turn.held(), step.ask);',
  ),
  executor(
    'vms/settle-machines.ts',
    'takes for gone what a listing lacks',
    'return [...vms, ...found.vms.values()];',
    'return vms;',
  ),
  executor(
    'vms/until-empty.ts',
    'believes an empty list whatever VMM counts',
    'if (counted === 0 ||',
    'if (counted !== undefined ||',
  ),
  executor(
    'vms/until-empty.ts',
    'believes one empty list where VMM counts nothing',
    '(sawAny() || looks > 1)',
    'looks > 0',
  ),
  executor('vms/until-empty.ts', 'doubts an empty list for ever', 'nowMs - sinceMs >= doubtMs', 'nowMs < sinceMs'),
  executor(
    'vms/perform-on-machines.ts',
    'does not look again before it acts',
    'if (moved !== undefined) return moved;',
    '',
  ),
  executor(
    'owners/send-mail.ts',
    'sends a second password',
    "if (account.credentials !== 'due')",
    'if (account.credentials === undefined)',
  ),
  executor(
    'owners/send-mail.ts',
    'forgets that a password was sent',
    "if (outcome.kind === 'done') await store.putAccount({ ...account, credentials: 'sent' });",
    '',
  ),
  executor(
    'owners/perform-on-account.ts',
    'forgets whom it made',
    'await store.putAccount({ ...entry, ...(credentials && { credentials }) });',
    '',
  ),
];

import { type Mutant, mutantsIn } from './mutant.ts';

const planner = mutantsIn('planner');

export const ownerAndPowerMutants: readonly Mutant[] = [
  planner(
    'power/rest-step.ts',
    'puts on the list of the customer what somebody else started',
    "before: isComplete ? 'off' : before }",
    'before }',
  ),
  planner(
    'power/rest-step.ts',
    'waits for a guest for ever',
    "return operation === 'shutdown' && attempt?.request === 'shutdown' &&",
    "return operation !== 'shutdown' && attempt?.request === 'shutdown' &&",
  ),
  planner(
    'power/return-step.ts',
    'starts what was off before',
    "const own = held.vms.filter(({ before }) => before !== 'off');",
    'const own = held.vms;',
  ),
  planner(
    'power/return-step.ts',
    'leaves running who was paused',
    "return vm.power === 'running' && isOurs ? 'pause' : undefined;",
    'return undefined;',
  ),
  planner(
    'power/attempt.ts',
    'asks again what is under way',
    "if (attempt.job === 'running') return { kind: 'await' };",
    '',
  ),
  planner(
    'accounts/find-login.ts',
    'uses a disabled account of somebody else',
    'strangers.length === 1 && account.isEnabled &&',
    'strangers.length === 1 &&',
  ),
  planner(
    'accounts/find-login.ts',
    'gives a name that something else has',
    'if (!accounts.isTaken(names.samAccountName, email)) return names;',
    'return names;',
  ),
  planner(
    'accounts/see-accounts.ts',
    'takes any mark for its own',
    'if (mark !== accountMarkOf(samAccountName, installation, hashes)) return [];',
    '',
  ),
  planner(
    'accounts/plan-accounts.ts',
    'disables though a VDC of the owner is active',
    "statuses.includes('active');",
    "statuses.every((status) => status === 'active');",
  ),
  planner(
    'accounts/plan-accounts.ts',
    'makes an account again that it never made',
    'if (mark === undefined)\n    return {',
    'if (mark === "")\n    return {',
  ),
  planner(
    'mail/plan-mail.ts',
    'mails everybody about what was there before',
    'planned?.remember?.told ?? baselineOf(holder)',
    "planned?.remember?.told ?? 'nothing'",
  ),
  planner('mail/plan-mail.ts', 'sends a password to who has one', "account.entry.credentials === 'due'", 'true'),
];

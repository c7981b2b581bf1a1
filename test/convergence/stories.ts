import type { Step, Story } from './story.ts';
import { looseSafety } from './world.ts';

const quiet: Step = { do: 'quiet' };
const wait = (seconds: number): Step => ({ do: 'wait', ms: seconds * 1_000 });
const stay: Step = { do: 'declare', name: 'stay' };
const acme: Step = { do: 'declare', name: 'acme' };
const declare = (name: string, words: NonNullable<Extract<Step, { do: 'declare' }>['words']> = {}): Step => ({
  do: 'declare',
  name,
  words,
});
const remove = (name: string): Step => ({ do: 'remove', name });
const standing: readonly Step[] = [stay, acme, quiet];
const owned = { owner: 'ops@acme.example' };
const suspended = { ...owned, state: 'suspended' } as const;
const standingOwned: readonly Step[] = [stay, declare('acme', owned), quiet];
const machine = (name: string, power: 'running' | 'off' | 'paused'): Step => ({
  do: 'machine',
  vdc: 'acme',
  name,
  power,
});
const withMachines: readonly Step[] = [
  ...standing,
  machine('web', 'running'),
  machine('db', 'paused'),
  machine('spare', 'off'),
];

/** The life of a VDC, one turn of it a story. Each is told with every fault at every place. */
export const stories: readonly Story[] = [
  { name: 'the first VDCs', before: [], steps: [stay, acme] },
  { name: 'one VDC more', before: standing, steps: [declare('new')] },
  { name: 'a VDC grows', before: standing, steps: [declare('acme', { cpu: 16 })] },
  {
    name: 'a VDC shrinks to more than is in use',
    machines: 'spf',
    before: [...standing, { do: 'uses', vdc: 'acme', cpu: 4 }],
    steps: [declare('acme', { cpu: 6 })],
  },
  {
    name: 'a VDC is to shrink below its use',
    machines: 'spf',
    before: [...standing, { do: 'uses', vdc: 'acme', cpu: 7 }],
    steps: [declare('acme', { cpu: 2 })],
  },
  { name: 'a VDC is suspended', before: standing, steps: [declare('acme', { state: 'suspended' })] },
  {
    name: 'a VDC is suspended and resumed',
    before: standing,
    steps: [declare('acme', { state: 'suspended' }), quiet, declare('acme')],
  },
  { name: 'a VDC is removed', before: standing, steps: [remove('acme')] },
  {
    name: 'a VDC is removed, and its spec returns in its grace',
    before: standing,
    steps: [declare('acme', { more: ['deletion: { grace: 10h }'] }), quiet, remove('acme'), wait(30), acme],
  },
  {
    name: 'a VDC that is protected is removed',
    before: [stay, declare('acme', { more: ['protect: true'] }), quiet],
    steps: [remove('acme')],
  },
  {
    name: 'a VDC is left behind',
    before: [stay, declare('acme', { more: ['deletion: { policy: retain }'] }), quiet],
    steps: [remove('acme')],
  },
  {
    name: 'a VDC is removed and stays suspended',
    before: [stay, declare('acme', { more: ['deletion: { policy: suspend }'] }), quiet],
    steps: [remove('acme')],
  },
  {
    name: 'a VDC is removed without grace, and made again',
    before: [stay, declare('acme', { more: ['deletion: { grace: 0s }'] }), quiet],
    steps: [remove('acme'), quiet, acme],
  },
  { name: 'somebody suspends a VDC by hand', before: standing, steps: [{ do: 'hand', what: 'suspend', name: 'acme' }] },
  {
    name: 'somebody changes limits and co-administrators by hand',
    before: [stay, declare('acme', { more: ['coAdmins: [cto@acme.example]'] }), quiet],
    steps: [
      { do: 'hand', what: 'shrink-plan', name: 'acme' },
      { do: 'hand', what: 'co-admins', name: 'acme' },
    ],
  },
  { name: 'somebody deletes a VDC by hand', before: standing, steps: [{ do: 'hand', what: 'delete', name: 'acme' }] },
  {
    name: 'a paused VDC is edited',
    before: standing,
    steps: [{ do: 'pause', name: 'acme' }, declare('acme', { cpu: 16 }), wait(60), { do: 'unpause', name: 'acme' }],
  },
  {
    name: 'edits in a burst',
    before: standing,
    steps: [
      declare('acme', { cpu: 16 }),
      declare('new'),
      declare('acme', { state: 'suspended' }),
      declare('acme', { cpu: 4 }),
      remove('new'),
      wait(5),
      declare('new'),
    ],
  },
  {
    name: 'many are removed, and a person approves',
    safety: { ...looseSafety, maxDeletes: { count: 1 } },
    before: [stay, acme, declare('beta'), quiet],
    steps: [remove('acme'), remove('beta'), { do: 'approve' }],
  },
  {
    name: 'WAP is away while there is something to do',
    before: standing,
    steps: [
      { do: 'outage', of: 'wap' },
      declare('acme', { cpu: 16 }),
      declare('new'),
      wait(60),
      { do: 'outage', of: 'wap', isOver: true },
    ],
  },
  { name: 'a customer with an account', hasOwners: true, before: [stay, quiet], steps: [declare('acme', owned)] },
  {
    name: 'a customer with two VDCs',
    hasOwners: true,
    before: [stay, quiet],
    steps: [declare('acme', owned), declare('beta', owned)],
  },
  {
    name: 'the VDCs of a customer with two are suspended, the second while the first is at it',
    hasOwners: true,
    before: [stay, declare('acme', owned), declare('beta', owned), quiet],
    steps: [declare('acme', { ...suspended, cpu: 16 }), wait(0.005), declare('beta', suspended)],
  },
  {
    name: 'the VDC of a customer with an account is suspended and resumed',
    hasOwners: true,
    before: standingOwned,
    steps: [declare('acme', { ...owned, state: 'suspended' }), quiet, declare('acme', owned)],
  },
  { name: 'a customer leaves', hasOwners: true, before: standingOwned, steps: [remove('acme')] },
  {
    name: 'a customer gets another address',
    hasOwners: true,
    before: standingOwned,
    steps: [declare('acme', { owner: 'new@acme.example' })],
  },
  {
    name: 'somebody disables and moves an account by hand',
    hasOwners: true,
    before: standingOwned,
    steps: [
      { do: 'account', what: 'disable', owner: 'ops@acme.example' },
      { do: 'account', what: 'move', owner: 'ops@acme.example' },
      { do: 'account', what: 'rename', owner: 'ops@acme.example' },
    ],
  },
  {
    name: 'somebody deletes an account by hand',
    hasOwners: true,
    before: standingOwned,
    steps: [{ do: 'account', what: 'delete', owner: 'ops@acme.example' }],
  },
  {
    name: 'no mail is taken for a while',
    hasOwners: true,
    before: [stay, quiet, { do: 'outage', of: 'mail' }],
    steps: [declare('acme', owned), wait(60), { do: 'outage', of: 'mail', isOver: true }],
  },
  {
    name: 'machines rest and return, by the tenant API',
    machines: 'tenant',
    before: withMachines,
    steps: [declare('acme', { state: 'suspended' }), quiet, acme],
  },
  {
    name: 'machines rest and return, over SPF',
    machines: 'spf',
    before: withMachines,
    steps: [declare('acme', { state: 'suspended' }), quiet, acme],
  },
  {
    name: 'machines go with their VDC, by the tenant API',
    machines: 'tenant',
    before: withMachines,
    steps: [remove('acme')],
  },
  { name: 'machines go with their VDC, over SPF', machines: 'spf', before: withMachines, steps: [remove('acme')] },
  {
    name: 'an edit, another, and the first again, faster than anybody looks',
    // What shrinks again may be known to be unused.
    machines: 'spf',
    before: standing,
    steps: [
      declare('acme', { cpu: 16 }),
      declare('acme', { cpu: 32 }),
      declare('acme', { cpu: 16 }),
      wait(3),
      acme,
      acme,
    ],
  },
  {
    name: 'a VDC is to be suspended and active again between two looks',
    machines: 'spf',
    before: withMachines,
    steps: [declare('acme', { state: 'suspended' }), acme, wait(20), declare('acme', { state: 'suspended' }), acme],
  },
  {
    name: 'somebody deletes a VDC by hand and makes it again between two looks',
    before: standing,
    steps: [{ do: 'hand', what: 'recreate', name: 'acme' }, wait(40), { do: 'hand', what: 'recreate', name: 'acme' }],
  },
];

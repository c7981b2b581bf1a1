import { ControllerError } from '../../src/model/controller-error.ts';
import type { Leftover, ObservedVm, VmOperation, VmPower } from '../../src/model/virtual-machine.ts';
import type { Asked, JobState, VmCount, VmProvider } from '../../src/providers/vm-provider.ts';
import { aVm } from './observed-machines.ts';
import type { SteppedClock } from './stepped-clock.ts';

interface Machine {
  readonly subscriptionId: string;
  shown: ObservedVm;
  /** Where it is on its way to: `gone` when it is being deleted. */
  next?: { readonly power: VmPower | 'gone'; readonly atMs: number };
}

export interface MachinesOptions {
  readonly clock: SteppedClock;
  readonly access: VmProvider['access'];
  /** Whether the tenant API would let the owner of this subscription in. */
  readonly isLetIn: (subscriptionId: string) => boolean;
}

export interface InMemoryMachines {
  readonly provider: VmProvider;
  readonly put: (subscriptionId: string, name: string, power: VmPower, over?: Partial<ObservedVm>) => void;
  /** Somebody does something by hand: it is so at once. */
  readonly change: (name: string, power: VmPower) => void;
  /** Name → what it is now; what is gone is absent. */
  readonly powers: () => Readonly<Record<string, VmPower>>;
  readonly leftovers: Map<string, Leftover[]>;
  /** `shutdown web`: what was asked, each time; refused or not. */
  readonly requests: string[];
  readonly refusals: Map<string, Extract<Asked, { readonly kind: 'refused' }>>;
  /** Carried out, but the answer is lost, or its job fails with these words. */
  readonly lostAnswers: Set<string>;
  readonly failedJobs: Map<string, string>;
  /** Guests that never do what they are asked, and guests that hang on their way down. */
  readonly deafGuests: Set<string>;
  readonly hangingGuests: Set<string>;
  readonly mostInFlight: () => number;
  /** Runs in the midst of each call: `list`, `look`, `job`, `shutdown web`. */
  onCall: (call: string) => void;
  givesJobIds: boolean;
  /** A machine shows nothing until it has arrived, as one whose job waits in a queue. */
  showsNothing: boolean;
  /** What is counted of a subscription besides what is there, or why nothing is. */
  miscounts: VmCount;
  /** Every listing is empty. */
  isBlind: boolean;
  latencyMs: number;
  takesMs: number;
}

const leadsTo: Readonly<Record<VmOperation, { readonly from: readonly VmPower[]; readonly to: VmPower }>> = {
  start: { from: ['off', 'saved'], to: 'running' },
  resume: { from: ['paused'], to: 'running' },
  shutdown: { from: ['running'], to: 'off' },
  stop: { from: ['running', 'paused', 'moving'], to: 'off' },
  save: { from: ['running', 'paused'], to: 'saved' },
  pause: { from: ['running'], to: 'paused' },
};

/** Machines of a few maps: they take their time, have a will of their own, and show what VMM would show. */
export function createInMemoryMachines({ clock, access, isLetIn }: MachinesOptions): InMemoryMachines {
  const all = new Map<string, Machine>();
  const jobs = new Map<string, { readonly endsAtMs: number; readonly failure?: string }>();
  let inFlight = 0;
  let most = 0;

  function settle(): void {
    for (const [id, machine] of all) {
      const { next, shown } = machine;
      if (next === undefined || clock.now() < next.atMs) continue;
      if (next.power === 'gone') all.delete(id);
      else machine.shown = aVm(shown.name, next.power, { ...shown, power: next.power, status: next.power });
      delete machine.next;
    }
  }

  async function call<T>(name: string, subscriptionId: string, signal: AbortSignal, answer: () => T): Promise<T> {
    inFlight += 1;
    most = Math.max(most, inFlight);
    try {
      machines.onCall(name);
      await clock.sleep(machines.latencyMs, signal);
      settle();
      if (access === 'tenant' && !isLetIn(subscriptionId))
        throw new ControllerError('WAP_FORBIDDEN', 'The subscription is suspended.');
      return answer();
    } finally {
      inFlight -= 1;
    }
  }

  function ownedBy(own: string): readonly Machine[] {
    return [...all.values()].filter(({ subscriptionId }) => subscriptionId === own);
  }

  function begin(machine: Machine, to: VmPower | 'gone', status: string): void {
    if (!machines.showsNothing) machine.shown = { ...machine.shown, power: 'moving', status };
    machine.next = { power: to, atMs: clock.now() + machines.takesMs };
  }

  function startJob(request: string, failure?: string, endsAtMs = clock.now() + machines.takesMs): Asked {
    const jobId = `job-${jobs.size + 1}`;
    jobs.set(jobId, { endsAtMs, ...(failure !== undefined && { failure }) });
    const machine = [...all.values()].find(({ shown }) => request.endsWith(` ${shown.name}`));
    if (machine !== undefined) machine.shown = { ...machine.shown, lastJobId: jobId };
    if (machines.lostAnswers.delete(request))
      return { kind: 'refused', code: 'ANSWER_LOST', message: 'The answer was lost.', isUncertain: true };
    return { kind: 'asked', ...(machines.givesJobIds && { jobId }) };
  }

  function operate({ id, name }: ObservedVm, operation: VmOperation): Asked {
    const request = `${operation} ${name}`;
    machines.requests.push(request);
    const refusal = machines.refusals.get(request);
    if (refusal !== undefined) return refusal;
    const machine = all.get(id);
    const { from, to } = leadsTo[operation];
    if (machine === undefined) return { kind: 'refused', code: 'WAP_NOT_FOUND', message: `${name} is not there.` };
    const failure = machines.failedJobs.get(request);
    if (failure !== undefined) return startJob(request, failure, clock.now());
    if (!from.includes(machine.shown.power))
      return startJob(request, `${name} is ${machine.shown.status}.`, clock.now());
    if (operation === 'shutdown' && machines.deafGuests.has(name)) return startJob(request, undefined, Infinity);
    begin(machine, to, operation === 'start' ? 'Starting' : 'PoweringOff');
    if (operation === 'shutdown' && machines.hangingGuests.has(name)) machine.next = { power: to, atMs: Infinity };
    return startJob(request);
  }

  function remove({ id, name }: ObservedVm): Asked {
    machines.requests.push(`remove ${name}`);
    const refusal = machines.refusals.get(`remove ${name}`);
    const machine = all.get(id);
    if (refusal !== undefined || machine === undefined) return refusal ?? { kind: 'asked' };
    if (machine.shown.power === 'running') return startJob(`remove ${name}`, 'It is running.', clock.now());
    begin(machine, 'gone', 'Deleting');
    return startJob(`remove ${name}`);
  }

  function readJob(id: string): JobState {
    const job = jobs.get(id);
    if (job === undefined) return { kind: 'unknown' };
    if (clock.now() < job.endsAtMs) return { kind: 'running' };
    return job.failure === undefined ? { kind: 'done' } : { kind: 'failed', message: job.failure };
  }

  function removeLeftover(subscriptionId: string, { kind, id, name }: Leftover): Asked {
    machines.requests.push(`remove ${kind} ${name}`);
    const refusal = machines.refusals.get(`remove ${kind} ${name}`);
    if (refusal !== undefined) return refusal;
    const left = machines.leftovers.get(subscriptionId) ?? [];
    machines.leftovers.set(
      subscriptionId,
      left.filter((one) => one.id !== id),
    );
    if (kind === 'vm-role')
      for (const machine of all.values()) if (machine.shown.roleName === name) begin(machine, 'gone', 'Deleting');
    return { kind: 'asked' };
  }

  const machines: InMemoryMachines = {
    put(subscriptionId, name, power, over) {
      const shown = aVm(name, power, over);
      all.set(shown.id, { subscriptionId, shown });
    },
    change(name, power) {
      const machine = all.get(`vm-${name}`);
      if (machine === undefined) throw new Error(`no machine ${name} in this story`);
      machine.shown = aVm(name, power, { ...machine.shown, power, status: power });
      delete machine.next;
    },
    powers() {
      settle();
      const sorted = [...all.values()].map(({ shown }) => shown).sort((a, b) => (a.name < b.name ? -1 : 1));
      return Object.fromEntries(sorted.map(({ name, power }) => [name, power]));
    },
    leftovers: new Map(),
    requests: [],
    refusals: new Map(),
    lostAnswers: new Set(),
    failedJobs: new Map(),
    deafGuests: new Set(),
    hangingGuests: new Set(),
    mostInFlight: () => most,
    onCall: () => undefined,
    givesJobIds: true,
    showsNothing: false,
    miscounts: 0,
    isBlind: false,
    latencyMs: 10,
    takesMs: 20_000,
    provider: {
      access,
      list: ({ subscriptionId: own }, signal) =>
        call('list', own, signal, () => (machines.isBlind ? [] : ownedBy(own).map(({ shown }) => shown))),
      count: ({ subscriptionId: own }, signal) =>
        call('count', own, signal, () =>
          typeof machines.miscounts === 'number' ? ownedBy(own).length + machines.miscounts : machines.miscounts,
        ),
      look: ({ subscriptionId: own }, vms, signal) =>
        call('look', own, signal, () => {
          const found = vms.flatMap(({ id }) => all.get(id)?.shown ?? []);
          const owned = ownedBy(own);
          return {
            vms: new Map(found.map((vm) => [vm.id, vm])),
            ...(access === 'tenant' && { all: owned.map(({ shown }) => shown) }),
          };
        }),
      operate: ({ subscriptionId }, vm, operation, signal) =>
        call(`${operation} ${vm.name}`, subscriptionId, signal, () => operate(vm, operation)),
      remove: ({ subscriptionId }, vm, signal) => call(`remove ${vm.name}`, subscriptionId, signal, () => remove(vm)),
      readJob: ({ subscriptionId }, { id }, signal) => call('job', subscriptionId, signal, () => readJob(id)),
      listLeftovers: ({ subscriptionId }, signal) =>
        call('leftovers', subscriptionId, signal, () => machines.leftovers.get(subscriptionId) ?? []),
      removeLeftover: ({ subscriptionId }, leftover, signal) =>
        call(`remove ${leftover.kind} ${leftover.name}`, subscriptionId, signal, () =>
          removeLeftover(subscriptionId, leftover),
        ),
    },
  };
  return machines;
}

import type { Attempt, Outgoing } from '../../../src/providers/wap/client/http/exchange.ts';
import type { VmPower } from '../../../src/model/virtual-machine.ts';
import { type Simulator, startSimulator } from '../../../src/simulator/start-simulator.ts';
import { createAuthority } from '../../../src/simulator/tls/create-authority.ts';
import { issueServerCertificate } from '../../../src/simulator/tls/issue-server-certificate.ts';
import type { World as SimulatedWorld } from '../../../src/simulator/world/world.ts';
import type { Call } from '../recorder.ts';
import type { Story, ViewFault } from '../story.ts';
import type { VirtualClock } from '../virtual-clock.ts';
import { editAnswer } from './edit-answer.ts';
import { nameRequest } from './name-request.ts';
import { createLogins, type Logins } from './logins.ts';
import { type Taken, type WatchOptions, watchRequests } from './watch-requests.ts';
import { type Carry, createWires } from './wires.ts';

/** The simulator's world behind wires in memory, with an eye on what no WAP should ever be asked to do. */
export interface WireWap {
  readonly simulator: Simulator;
  /** Nobody answers, as long as it is set. */
  isAway: boolean;
  readonly logins: Logins;
  /** The way to the site of this origin. */
  wayTo(origin: string): Carry;
  nameOf(outgoing: Outgoing): Call;
  /** Lets one request through, and shows what the false view of this look shows. */
  carry(outgoing: Outgoing, send: () => Promise<Attempt>): Promise<Attempt>;
  beginLook(look: number, fault: ViewFault | undefined): void;
  /** It was shown for so long that it is shown no more. */
  isViewOver(): boolean;
  /** What no WAP should have been asked for: told to the laws. */
  readonly outrages: string[];
  /** What we took from whom, in its order: each subscription once for each kind. */
  readonly taken: Taken[];
  /** Names of what was not ours at the start and is not as it was. */
  foreignTouched(): readonly string[];
  /** Rows that were not there at the start. */
  truth(): WapRows;
  /** Our machines by name, and what they are now. */
  powers(): Readonly<Record<string, string>>;
  /** All that is in it, for worlds that begin where this one is. */
  keep(): KeptWap;
  close(): Promise<void>;
}

export interface KeptWap {
  readonly foreign: ReadonlySet<object>;
  /** Table → its rows, which are never changed, only replaced. */
  readonly rows: Readonly<Record<string, readonly object[]>>;
  readonly usedIds: readonly string[];
  readonly taken: WireWap['taken'];
}

export interface WapRows {
  readonly subscriptions: readonly {
    readonly id: string;
    readonly name: string;
    readonly owner: string;
    readonly hostingPlanId: string;
    readonly status: string;
    readonly coAdmins: readonly string[];
  }[];
  readonly hostingPlans: readonly { readonly id: string; readonly displayName: string; readonly services: unknown }[];
  readonly users: readonly { readonly name: string; readonly email: string }[];
}

export const statusOf: Readonly<Record<VmPower, string>> = {
  running: 'Running',
  paused: 'Paused',
  off: 'PowerOff',
  saved: 'Saved',
  stored: 'Stored',
  moving: 'Starting',
  broken: 'Missing',
};

/** Made once: nobody here speaks TLS, and keys cost more than a whole run. */
const authority = await createAuthority({ now: Date.now });
const certificate = await issueServerCertificate(authority, { hosts: ['localhost'], now: Date.now });

/** Whoever only asks whether anybody is there looks at nothing: it ends by itself. */
const longestViewMs = 120_000;
const lists = ['GET /subscriptions', 'GET /plans', 'GET /users'];
const objects = lists.map((route) => `${route}/*`);

export interface WireWapOptions {
  readonly story: Story;
  readonly clock: VirtualClock;
  readonly seed: number;
  /** Whether requests are bytes on their way, or messages. */
  readonly hasBytes: boolean;
  readonly mayComeAgain: WatchOptions['mayComeAgain'];
  readonly kept?: KeptWap | undefined;
}

export async function startWireWap({
  story,
  clock,
  seed,
  hasBytes,
  mayComeAgain,
  kept,
}: WireWapOptions): Promise<WireWap> {
  const wires = createWires(hasBytes);
  const simulator = await startSimulator({
    authority,
    certificate,
    seed,
    listen: wires.listen,
    realNow: clock.now,
    // Lists of several pages in a third of the stories: a page of its own may then be wrong.
    knobs: { 'spf-auth': 'basic', date: 'simulated', ...(story.name.length % 3 === 0 && { 'page-size-max': 2 }) },
  });
  const { world, knobs, faults } = simulator;
  if (kept === undefined) leaveOneOfEach(world);
  else takeUp(world, kept);
  const tables = { subscriptions: world.subscriptions, plans: world.plans, users: world.users, vms: world.vms };
  const foreign = Object.entries(tables).flatMap(([kind, table]) =>
    table.rows
      .filter((row) => kept === undefined || kept.foreign.has(row))
      .map((row) => ({ name: `${kind}/${'id' in row ? row.id : row.name}`, table, row })),
  );
  const isForeign = new Set<object>(foreign.map(({ row }) => row));
  const ours = <Row extends object>(rows: readonly Row[]) => rows.filter((row) => !isForeign.has(row));
  const ways = new Map<string, Carry>();
  const requests = watchRequests(simulator, { now: clock.now, mayComeAgain, before: kept?.taken });
  const logins = createLogins(clock.now);
  let view: ViewFault | undefined;
  let look = 0;
  let viewEndsAtMs = 0;
  const seen = new Set<string>();

  const wap: WireWap = {
    simulator,
    isAway: false,
    logins,
    outrages: requests.outrages,
    taken: requests.taken,
    wayTo(origin) {
      const known = ways.get(origin) ?? wires.wayTo(origin);
      ways.set(origin, known);
      return known;
    },
    nameOf: (outgoing) => nameRequest(world, outgoing),
    async carry(outgoing, send) {
      world.settle(clock.now());
      if (outgoing.method === 'GET') {
        const [list = ''] = outgoing.path.split('?');
        const isFirst = !seen.has(list);
        seen.add(list);
        return editAnswer(
          { path: outgoing.path, attempt: await send(), look, isFirst },
          clock.now() < viewEndsAtMs ? view : undefined,
        );
      }
      const told = requests.watch(outgoing);
      const attempt = await send();
      if (attempt.kind === 'answer' && attempt.status < 300) told();
      return attempt;
    },
    beginLook(number, fault) {
      look = number;
      seen.clear();
      if (fault === view && fault?.how !== 'alternating') return;
      view = fault;
      viewEndsAtMs = clock.now() + longestViewMs;
      faults.clear();
      if (knobs.get('list-order') === 'shifting') knobs.set('list-order', 'unstable');
      if (fault === undefined) return;
      if (fault.how === 'login-refused') {
        logins.refuse();
        simulator.expireTokens();
      }
      if (fault.how === 'moving-rows') knobs.set('list-order', 'shifting');
      const params = { steps: fault.depth ?? 1 };
      for (const route of staleRoutes(fault, number)) faults.add({ name: 'stale-read', route, params });
    },
    isViewOver: () => clock.now() >= viewEndsAtMs,
    foreignTouched: () =>
      foreign.filter(({ table, row }) => table.get('id' in row ? row.id : row.name) !== row).map(({ name }) => name),
    truth() {
      world.settle(clock.now());
      return {
        subscriptions: ours(world.subscriptions.rows).map(({ id, name, owner, planId, state, coAdmins }) => ({
          id,
          name,
          owner,
          hostingPlanId: planId,
          status: ['', 'active', 'suspended', 'deleting'][state] ?? String(state),
          coAdmins,
        })),
        hostingPlans: ours(world.plans.rows).map(({ id, displayName, services }) => ({
          id,
          displayName,
          services: services.map(({ name, settings }) => ({ name, settings })),
        })),
        users: ours(world.users.rows).map(({ name, email }) => ({ name, email })),
      };
    },
    powers() {
      const isOurs = new Set(ours(world.vms.rows).map(({ id }) => id));
      const found = simulator.byHand.listVms(null).filter(({ id }) => isOurs.has(id));
      return Object.fromEntries(found.map(({ name, status }) => [name, status]));
    },
    keep() {
      world.settle(clock.now());
      const rows = Object.fromEntries(tableNames.map((name) => [name, [...world[name].rows]]));
      return { foreign: isForeign, rows, usedIds: [...world.usedIds], taken: [...requests.taken] };
    },
    async close() {
      await simulator.stop();
      await wires.close();
    },
  };
  return wap;
}

const tableNames = [
  'users',
  'plans',
  'addOns',
  'subscriptions',
  'resourceProviders',
  'clouds',
  'vms',
  'jobs',
  'vmNetworks',
  'cloudServices',
  'directory',
] as const;

function takeUp(world: SimulatedWorld, { rows, usedIds }: KeptWap): void {
  world.clear();
  world.fill(() => {
    for (const name of tableNames) for (const row of rows[name] ?? []) world[name].put(row as never);
  });
  for (const id of usedIds) world.usedIds.add(id);
}

/** One customer of somebody else's is as good as five, and every look lists them all. */
function leaveOneOfEach(world: SimulatedWorld): void {
  const kept = new Set(['VDC Base', 'Gold Plan', 'Contoso production', 'it@contoso.example']);
  world.fill(() => {
    for (const { id, name } of world.subscriptions.rows.slice()) if (!kept.has(name)) world.subscriptions.remove(id);
    for (const { id, displayName } of world.plans.rows.slice()) if (!kept.has(displayName)) world.plans.remove(id);
    for (const { name } of world.users.rows.slice()) if (!kept.has(name)) world.users.remove(name);
  });
}

/** Of WAP's own objects. A use that VMM tells late nobody could know from a use that grows right after it was told. */
function staleRoutes({ how }: ViewFault, number: number): readonly string[] {
  if (how === 'stale-lists') return lists;
  if (how === 'stale-objects') return objects;
  return how === 'stale' || (how === 'alternating' && number % 2 === 0) ? [...lists, ...objects] : [];
}

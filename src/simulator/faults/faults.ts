import { seededRandom } from '../clock/seeded-random.ts';
import { FAULTS, type FaultName, type FaultScope } from './fault-table.ts';
import type { FaultRule } from './fault-rule.ts';

/** What a fault must know of a request to be drawn for it. */
export interface FaultTarget {
  readonly method: string;
  readonly path: string;
  /** The last four are no HTTP: requests to the directory, recipients and mails. */
  readonly kind:
    | 'list'
    | 'array'
    | 'read'
    | 'write'
    | 'provider'
    | 'directory-search'
    | 'directory-write'
    | 'directory'
    | 'recipient'
    | 'mail';
}

/** The faults that hit one request, with their parameters. */
export type DrawnFaults = ReadonlyMap<FaultName, Readonly<Record<string, number | string>>>;

export interface ListedFault {
  readonly id: number;
  readonly rule: FaultRule;
  readonly hits: number;
}

export interface Faults {
  /** Switches one on; returns its id. */
  add(rule: FaultRule): number;
  remove(id: number): boolean;
  clear(): void;
  list(): readonly ListedFault[];
  /** Decides for one request. Costs nothing while there are none. */
  draw(target: FaultTarget): DrawnFaults;
}

export const NO_FAULTS: DrawnFaults = new Map();

interface ActiveFault {
  readonly id: number;
  readonly rule: FaultRule;
  readonly random: () => number;
  readonly route: RegExp | null;
  seen: number;
  hits: number;
}

/** The same seed, the same rules and the same requests give the same faults: each rule draws from a stream of its own. */
export function createFaults(seed: number): Faults {
  let active: ActiveFault[] = [];
  let nextId = 1;
  return {
    add(rule) {
      const id = nextId++;
      const random = seededRandom(seed, `fault ${id} ${rule.name}`);
      const route = rule.route === undefined ? null : routePattern(rule.route);
      active = [...active, { id, rule, random, route, seen: 0, hits: 0 }];
      return id;
    },
    remove(id) {
      const before = active.length;
      active = active.filter((fault) => fault.id !== id);
      return active.length < before;
    },
    clear() {
      active = [];
    },
    list: () => active.map(({ id, rule, hits }) => ({ id, rule, hits })),
    draw(target) {
      if (active.length === 0) return NO_FAULTS;
      const drawn = new Map<FaultName, Readonly<Record<string, number | string>>>();
      for (const fault of active) {
        const { name, params } = fault.rule;
        if (isHit(fault, target)) drawn.set(name, { ...FAULTS[name].params, ...params });
      }
      return drawn;
    },
  };
}

function isHit(fault: ActiveFault, target: FaultTarget): boolean {
  const { name, after = 0, count = Infinity, probability = 1 } = fault.rule;
  if (!isInScope(FAULTS[name].scope, target)) return false;
  if (fault.route !== null && !fault.route.test(`${target.method} ${target.path}`)) return false;
  fault.seen += 1;
  if (fault.seen <= after || fault.hits >= count) return false;
  if (probability < 1 && fault.random() >= probability) return false;
  fault.hits += 1;
  return true;
}

function isInScope(scope: FaultScope, { kind, method, path }: FaultTarget): boolean {
  const isHttp = kind !== 'recipient' && kind !== 'mail' && !kind.startsWith('directory');
  switch (scope) {
    case 'directory':
      return kind === 'directory' || kind === 'directory-search' || kind === 'directory-write';
    case 'directory-search':
    case 'directory-write':
    case 'recipient':
    case 'mail':
      return kind === scope;
    case 'any':
      return isHttp;
    case 'read':
      return method === 'GET';
    case 'collection':
      // Of OData, the sets: what has a key in its path is no list.
      return kind === 'list' || kind === 'array' || (kind === 'provider' && method === 'GET' && !/guid/i.test(path));
    case 'list':
      return kind === 'list';
    case 'write':
      return isHttp && method !== 'GET';
    case 'delete':
      return isHttp && method === 'DELETE';
    default:
      return scope satisfies never;
  }
}

/** `*` is any text; without a method any method. */
function routePattern(route: string): RegExp {
  const escaped = route
    .trim()
    .replace(/[.+?^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*');
  return new RegExp(/^[A-Z]+ /.test(route.trim()) ? `^${escaped}$` : `^[A-Z]+ ${escaped}$`, 'i');
}

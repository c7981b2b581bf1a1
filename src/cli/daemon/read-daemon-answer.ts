import type { DaemonEvent } from '../../model/daemon-event.ts';
import type { VdcStatus } from '../../state/state-store.ts';
import type { ToldStatus } from './daemon-client.ts';

/** Moments whose names on the wire do not tell by their ending what they are. */
const moments: Readonly<Record<string, string>> = { at: 'atMs', observedAt: 'atMs', since: 'sinceMs' };

/** What the daemon says of itself; undefined when this is something else. */
export function readToldStatus(wire: unknown): ToldStatus | undefined {
  const told = wordsOf(wire);
  const isStatus =
    isObject(told) &&
    typeof told['version'] === 'string' &&
    typeof told['role'] === 'string' &&
    ['working', 'circuits', 'fights'].every((name) => Array.isArray(told[name]));
  return isStatus ? (told as unknown as ToldStatus) : undefined;
}

/** The status of one VDC; undefined when this is something else. */
export function readToldVdc(wire: unknown): VdcStatus | undefined {
  const told = wordsOf(wire);
  const isStatus =
    isObject(told) &&
    typeof told['name'] === 'string' &&
    typeof told['ready'] === 'string' &&
    typeof told['message'] === 'string' &&
    typeof told['sinceMs'] === 'number';
  return isStatus ? (told as unknown as VdcStatus) : undefined;
}

/** An event; undefined when this is something else. */
export function readToldEvent(wire: unknown): DaemonEvent | undefined {
  const told = wordsOf(wire);
  return isObject(told) && typeof told['kind'] === 'string' ? (told as unknown as DaemonEvent) : undefined;
}

/** Undefined for lists within lists, deeper than any daemon speaks: another program may answer on that port. */
function wordsOf(wire: unknown): unknown {
  try {
    return fromWire(wire);
  } catch {
    return undefined;
  }
}

/** ISO times become milliseconds again, under the names that they have inside. */
function fromWire(wire: unknown): unknown {
  if (Array.isArray(wire)) return wire.map(fromWire);
  if (!isObject(wire)) return wire;
  return Object.fromEntries(
    Object.entries(wire).map(([name, value]) => {
      // In the words of the spec: nothing in it is a time.
      if (name === 'observed') return [name, value];
      const ms = typeof value === 'string' ? Date.parse(value) : Number.NaN;
      const inside = Object.hasOwn(moments, name) ? moments[name] : /[a-z]At$/.test(name) ? `${name}Ms` : undefined;
      return inside === undefined || Number.isNaN(ms) ? [name, fromWire(value)] : [inside, ms];
    }),
  );
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

import { ControllerError } from '../model/controller-error.ts';
import type { CircuitStatus } from '../model/daemon-status.ts';
import { type Circuit, type CircuitOptions, createCircuit } from './circuit.ts';

type Name = CircuitStatus['name'];

/** What a pass needs from outside, each with its own circuit: trouble with one says nothing of the others. */
export type Circuits = Readonly<Record<Name, Circuit>>;

export function createCircuits(clock: CircuitOptions['clock'], longestMs: number): Circuits {
  const make = (name: Name) => createCircuit({ name, clock, longestMs });
  return { wap: make('wap'), source: make('source'), state: make('state') };
}

export const circuitNames: readonly Name[] = ['wap', 'source', 'state'];

/** Whose trouble an error is, by its code. */
export function culpritOf(error: unknown): Name {
  const code = error instanceof ControllerError ? error.code : '';
  if (/^(SPECS|SOURCE|GIT)_/.test(code)) return 'source';
  return /^(STATE|LEASE)_/.test(code) ? 'state' : 'wap';
}

/** Credentials that were refused are never tried again by ourselves: the account could be locked. */
export function isForPeople(error: unknown): boolean {
  return (
    error instanceof ControllerError &&
    /^(LOGIN_REFUSED|LOGIN_KERBEROS_ONLY|STS_CREDENTIALS_REFUSED|STS_SECURITY_REFUSED|CREDENTIALS_UNSENDABLE|SPF_CREDENTIALS_REFUSED)$/.test(
      error.code,
    )
  );
}

/** Codes of calls that say nothing of the VDC they were made for: nobody answers. */
const outages: ReadonlySet<string> = new Set([
  'WAP_UNREACHABLE',
  'CONNECTION_REFUSED',
  'CONNECTION_FAILED',
  'CONNECTION_LOST',
  'CONNECT_TIMED_OUT',
]);

export function isOutage(code: string): boolean {
  return outages.has(code);
}

export function describeError(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

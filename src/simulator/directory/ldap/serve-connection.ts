import type { Socket } from 'node:net';
import type { DrawnFaults, FaultTarget } from '../../faults/faults.ts';
import { NO_FAULTS } from '../../faults/faults.ts';
import { DirectoryRefusal } from '../directory-refusal.ts';
import type { Caller, DirectoryCall, DirectoryContext } from '../entries/directory-context.ts';
import { answerSearch, DONE, type SearchAnswer } from './answer-search.ts';
import { carryOut, logIn, type PlainOperation } from './carry-out.ts';
import { readControls } from './controls.ts';
import { BadMessage } from './element.ts';
import type { LdapOperation, LdapRequest, SearchOperation } from './ldap-request.ts';
import { createPagedSearches } from './paged-searches.ts';
import { createMessageReader } from './read-messages.ts';
import { readRequest } from './read-request.ts';
import { RESULT } from './results.ts';
import { type LdapResult, RESPONSE, writeEntry, writeReference, writeResult } from './write-response.ts';

/** What the door gives every connection. */
export interface DirectoryDoor extends DirectoryContext {
  readonly now: () => number;
  readonly drawFaults: (target: FaultTarget) => DrawnFaults;
  readonly latencyMs: () => number;
  /** Real time; ends early when the simulator stops. */
  readonly pause: (ms: number) => Promise<void>;
  /** `result` null: no answer left the house. Never with a password. */
  readonly log: (event: {
    readonly method: string;
    readonly path: string;
    readonly result: number | null;
    readonly faults: readonly string[];
    readonly caller: Caller;
  }) => void;
}

type Served = Exclude<LdapOperation, { op: 'unbind' | 'abandon' }>;

/** Serves one connection until it ends, request after request. `reset` cuts it the hard way. */
export function serveConnection(door: DirectoryDoor, socket: Socket, reset: () => void): void {
  const readMessages = createMessageReader();
  const pages = createPagedSearches();
  const abandoned = new Set<number>();
  let caller: Caller = { kind: 'anonymous' };
  let queue: Promise<void> = Promise.resolve();

  const callNow = (isPermissive = false): DirectoryCall => ({ ...door, now: door.now(), caller, isPermissive });
  const send = (id: number, bytes: readonly Buffer[]): void => {
    if (!abandoned.has(id) && socket.writable) socket.write(Buffer.concat(bytes));
  };

  const answer = ({ id, operation, controls }: LdapRequest & { readonly operation: Served }, faults: DrawnFaults) => {
    const tag = RESPONSE[operation.op];
    try {
      const read = readControls(controls);
      if (operation.op === 'search') {
        const found = search(callNow(), operation, faults, (call) => answerSearch(call, operation, read, pages));
        const pieces = [
          ...found.entries.map((entry) => writeEntry(id, entry)),
          ...found.references.map((url) => writeReference(id, url)),
        ];
        return { end: found.end, bytes: [...pieces, writeResult(id, tag, found.end)] };
      }
      const end = operation.op === 'bind' ? bind(operation) : write(callNow(read.isPermissive), operation);
      return { end, bytes: [writeResult(id, tag, end)] };
    } catch (error) {
      const end = resultOf(error);
      return { end, bytes: [writeResult(id, tag, end)] };
    }
  };
  const bind = (operation: Extract<LdapOperation, { op: 'bind' }>): LdapResult => {
    caller = { kind: 'anonymous' };
    caller = logIn(callNow(), operation);
    return DONE;
  };

  const serve = async (request: LdapRequest & { readonly operation: Served }): Promise<void> => {
    const { id, operation } = request;
    const latencyMs = door.latencyMs();
    if (latencyMs > 0) await door.pause(latencyMs);
    const target = targetOf(operation);
    const faults = operation.op === 'extended' ? NO_FAULTS : door.drawFaults(target);
    const note = (result: number | null): void =>
      door.log({ method: target.method, path: target.path, result, faults: [...faults.keys()], caller });
    const slowMs = Number(faults.get('directory-slow')?.['ms'] ?? 0);
    if (slowMs > 0) await door.pause(slowMs);
    if (socket.destroyed || faults.has('directory-reset')) {
      note(null);
      return reset();
    }
    const busy = faults.get('directory-busy')?.['result'];
    if (busy !== undefined) {
      const end = { ...DONE, result: Number(busy), diagnostic: BUSY };
      note(end.result);
      return send(id, [writeResult(id, RESPONSE[operation.op], end)]);
    }
    const { end, bytes } = answer(request, faults);
    const silenceMs = faults.get('directory-silence')?.['ms'];
    const isCut = faults.has('directory-lost-reply') || faults.has('directory-cut-search') || silenceMs !== undefined;
    note(isCut ? null : end.result);
    if (!isCut) return send(id, bytes);
    if (silenceMs !== undefined) await door.pause(Number(silenceMs));
    // Cut in the middle: half of what was found is on its way when the connection ends.
    if (faults.has('directory-cut-search') && socket.writable) {
      send(id, bytes.slice(0, Math.floor((bytes.length - 1) / 2)));
      return void socket.end();
    }
    reset();
  };

  const take = (message: Buffer): void => {
    const request = readRequest(message);
    const { operation } = request;
    if (operation.op === 'unbind') return void socket.end();
    if (operation.op === 'abandon') return void abandoned.add(operation.id);
    queue = queue.then(() => serve({ ...request, operation }));
  };
  socket.on('error', () => socket.destroy());
  socket.on('data', (chunk: Buffer) => {
    try {
      for (const message of readMessages(chunk)) take(message);
    } catch (error) {
      if (!(error instanceof BadMessage)) throw error;
      // A notice of disconnection, as the protocol has it, and the end.
      if (socket.writable)
        socket.end(
          writeResult(0, RESPONSE.extended, { ...DONE, result: RESULT.protocolError, diagnostic: error.message }),
        );
    }
  });
}

const BUSY = '00000000: LdapErr: DSID-0C090A5C, comment: The server is not able to answer now, data 0, v4563';

/** A search sees one moment of the directory; a fault may make it an earlier one, or an empty one. */
function search(
  call: DirectoryCall,
  { base }: SearchOperation,
  faults: DrawnFaults,
  look: (call: DirectoryCall) => SearchAnswer,
): SearchAnswer {
  const steps = base === '' ? undefined : faults.get('directory-stale')?.['steps'];
  const found =
    steps === undefined ? look(call) : call.world.asOf(Number(steps), call.now, (now) => look({ ...call, now }));
  return faults.has('directory-empty') && base !== '' ? { entries: [], references: [], end: DONE } : found;
}

function write(call: DirectoryCall, operation: PlainOperation): LdapResult {
  return call.world.step(call.now, () => carryOut(call, operation));
}

function targetOf(operation: Served): FaultTarget {
  const at = (name: string): string => `/${name}`;
  switch (operation.op) {
    case 'bind':
      return { method: 'BIND', path: at(operation.name), kind: 'directory' };
    case 'search':
      return { method: 'SEARCH', path: at(operation.base), kind: 'directory-search' };
    case 'compare':
      return { method: 'COMPARE', path: at(operation.dn), kind: 'directory' };
    case 'extended':
      return { method: 'EXTENDED', path: at(operation.oid), kind: 'directory' };
    case 'add':
    case 'modify':
    case 'delete':
    case 'modifyDn':
      return { method: operation.op.toUpperCase(), path: at(operation.dn), kind: 'directory-write' };
    default:
      return operation satisfies never;
  }
}

function resultOf(error: unknown): LdapResult {
  if (error instanceof DirectoryRefusal) {
    const { result, message, matchedDn, referrals } = error;
    return { result, diagnostic: message, matchedDn, referrals };
  }
  if (error instanceof BadMessage) return { ...DONE, result: RESULT.protocolError, diagnostic: error.message };
  // Its own words only: what was being written may hold a password.
  const reason = error instanceof Error ? `${error.name} ${error.stack?.split('\n')[1]?.trim() ?? ''}` : 'unknown';
  return { ...DONE, result: RESULT.other, diagnostic: `A defect of the simulator, please report it: ${reason}` };
}

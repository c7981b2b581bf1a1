import type { Door } from '../../../src/providers/wap/client/http/door.ts';
import type { Attempt, Outgoing } from '../../../src/providers/wap/client/http/exchange.ts';
import type { AnswerFault, Mortal, Recorder } from '../recorder.ts';
import type { VirtualClock } from '../virtual-clock.ts';
import type { WireWap } from './wire-wap.ts';
import type { Carry } from './wires.ts';

export interface WireDoorOptions {
  readonly wap: WireWap;
  readonly carry: Carry;
  readonly recorder: Recorder;
  readonly clock: VirtualClock;
  readonly process: Mortal;
  readonly mayWrite: () => void;
  /** Where passwords are sent along with requests: to whom. */
  readonly login?: string;
}

/**
 * The way of one process to one endpoint: what it sends is recorded, may be its last, and its answer may be lost on the way.
 * Sending and answering themselves take no time of this world; being on the way does.
 */
export function createWireDoor({ wap, carry, recorder, clock, process, mayWrite, login }: WireDoorOptions): Door {
  const refuse = (): undefined => {
    mayWrite();
    return undefined;
  };
  async function act(outgoing: Outgoing, sentAtMs: number): Promise<Attempt> {
    if (wap.isAway) return { kind: 'unsent', error: lost('ECONNREFUSED') };
    const hasPassword = login !== undefined && outgoing.headers['authorization'] !== undefined;
    if (hasPassword && !wap.logins.letsIn(process.id, login, sentAtMs)) return answer(401, '', 'text/html');
    return wap.carry(outgoing, () => clock.busy(() => carry(outgoing)));
  }
  return {
    async send(outgoing, signal) {
      signal.throwIfAborted();
      const call = {
        ...wap.nameOf(outgoing),
        // As the transport asks before each request: whoever was frozen in between asks here.
        ...(outgoing.method !== 'GET' && { refuse }),
      };
      const sentAtMs = clock.now();
      const whole = recorder.cross<Attempt>(process, call, () => act(outgoing, sentAtMs), answerUnder);
      const within = outgoing.method === 'GET' ? outgoing.beginWithinMs : outgoing.endWithinMs;
      return firstOf(whole, { clock, process, signal, withinMs: Math.min(within, outgoing.endWithinMs) });
    },
    close: async () => undefined,
  };
}

interface Limits {
  readonly clock: VirtualClock;
  readonly process: Mortal;
  readonly signal: AbortSignal;
  readonly withinMs: number;
}

/** What is given up goes on its way all the same. */
function firstOf(whole: Promise<Attempt>, { clock, process, signal, withinMs }: Limits): Promise<Attempt> {
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason as Error);
    const forget = clock.after(withinMs, process, () =>
      resolve({ kind: 'silence', error: new DOMException('no answer in time', 'TimeoutError') }),
    );
    const end = (): void => {
      forget();
      signal.removeEventListener('abort', abort);
    };
    signal.addEventListener('abort', abort, { once: true });
    whole.then(resolve, reject).finally(end);
  });
}

/** What reaches the sender of a request of which the answer was lost, as the wire shows it. `number`: of the request. */
function answerUnder(how: AnswerFault, number: number): Attempt {
  if (how === 'error-after-commit')
    return answer([500, 502, 504][number % 3] ?? 500, '<html><body>Bad gateway</body></html>', 'text/html');
  if (how !== 'refused') return { kind: 'silence', error: lost('ECONNRESET') };
  return number % 2 === 0
    ? answer(503, '<html><body>Service unavailable</body></html>', 'text/html')
    : answer(400, '{"Code":"BadRequest","Message":"Not like this."}', 'application/json; charset=utf-8');
}

function answer(status: number, text: string, type: string): Attempt {
  return { kind: 'answer', status, headers: { 'content-type': type }, text, bytes: Buffer.byteLength(text) };
}

function lost(code: string): Error {
  return Object.assign(new Error(`the other side is gone: ${code}`), { code });
}

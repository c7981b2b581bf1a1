import { ControllerError } from '../../src/model/controller-error.ts';
import type { VirtualClock } from './virtual-clock.ts';

/** `read` changes nothing; `wap`, `vm`, `account` and `mail` change something outside, `state` our own memory. */
export type Door = 'read' | 'wap' | 'vm' | 'account' | 'mail' | 'state';

export interface Call {
  readonly door: Door;
  /** `create subscription/acme`, `begin acme`. */
  readonly name: string;
}

/** One thing that was changed, in the order in which it came about. */
export interface Change extends Call {
  readonly process: number;
  readonly sentAtMs: number;
  readonly atMs: number;
  readonly outcome: string;
  /** Who had the lease when it was sent, and when it came about. */
  readonly leaders: readonly [number | undefined, number | undefined];
}

/** What may happen to the answer of one call that changes something. */
export const answerFaults = [
  // Carried out, and nobody is told.
  'lost',
  // 500, 502 or 504 though it was carried out.
  'error-after-commit',
  // The connection ended before it was carried out, and nobody can tell.
  'reset-before-commit',
  // Carried out long after we gave up.
  'late-commit',
  // Carried out at once, and told only after minutes.
  'late-answer',
  // Sent twice by somebody between us; the first answer, or the second one, is told.
  'doubled',
  'doubled-second',
  // Refused, and certainly not carried out.
  'refused',
] as const;
export type AnswerFault = (typeof answerFaults)[number];

export interface CrossingFaults {
  /** Boundaries at which the process dies, counted over the whole run. */
  readonly killAt: readonly number[];
  /** Boundaries at which the process stands still until long after its lease has ended. */
  readonly freezeAt: readonly number[];
  /** Reads before which it does. */
  readonly freezeReads?: readonly number[];
  /** What happens to the change number `at`, counted from 1 over the whole run. */
  readonly answers: readonly { readonly at: number; readonly how: AnswerFault }[];
}

/** A process that may die: from then on nothing of it reaches anybody. */
export interface Mortal {
  readonly id: number;
  isDead: boolean;
  /** Learns one more answer, and dies before it does anything with it. */
  isDoomed: boolean;
  readonly die: () => void;
}

export interface Recorder {
  readonly changes: Change[];
  readonly reads: Call[];
  /** What was sent without an intent that says so. */
  readonly unnoted: string[];
  /** Boundary number → what it was. */
  readonly boundaries: string[];
  changeCount(): number;
  /** Change number, from 0 → through which door it went. */
  readonly asked: readonly Door[];
  /** An answer of our own memory was lost: what it was about may stand open until the next start. */
  readonly isMemoryInDoubt: () => boolean;
  /** Requests and answers that are still under way, long after they were given up. */
  readonly late: () => number;
  /** But for statuses, which are only told. */
  realChanges(): number;
  /** When the last of them came about. */
  lastChangeAtMs(): number;
  /** `refuse`: asked when it is about to be sent; what it says is the answer then, and nothing is sent. */
  cross<T>(
    process: Mortal,
    call: Call & { readonly refuse?: () => T | undefined },
    act: () => Promise<T>,
    whenUnknown: (how: AnswerFault, number: number) => T,
  ): Promise<T>;
  check(process: Mortal): Promise<void>;
  /** An action of a plan begins: `create subscription/acme`. */
  act(what: string): void;
}

export interface RecorderOptions {
  readonly clock: VirtualClock;
  readonly faults: CrossingFaults;
  readonly world: object;
  readonly latencyMs: () => number;
  readonly leaderNow: () => number | undefined;
  /** Whether an intent stands that says so. */
  readonly isNoted: (what: string) => boolean;
}

interface Sent extends Call {
  readonly sent: { readonly atMs: number; readonly leader: number | undefined };
}

const forEver = (): Promise<never> => new Promise<never>(() => {});
const notTwice = new Set<AnswerFault>(['doubled', 'doubled-second', 'late-commit']);
const lateMs = 40_000;
const frozenMs = 15_000;
const unending = new AbortController().signal;

export function createRecorder({ clock, faults, world, latencyMs, leaderNow, isNoted }: RecorderOptions): Recorder {
  const changes: Change[] = [];
  const reads: Call[] = [];
  const unnoted: string[] = [];
  const boundaries: string[] = [];
  const kills = new Set(faults.killAt);
  const freezes = new Set(faults.freezeAt);
  const readFreezes = new Set(faults.freezeReads);
  const hows = new Map(faults.answers.map(({ at, how }) => [at, how]));
  const asked: Door[] = [];
  let late = 0;
  let isInDoubt = false;
  let real = 0;
  let lastAtMs = clock.now();

  async function check(process: Mortal): Promise<void> {
    if (process.isDoomed && !process.isDead) process.die();
    if (process.isDead) await forEver();
  }
  async function freeze(process: Mortal): Promise<void> {
    clock.freeze(process, clock.now() + frozenMs);
    await clock.sleep(frozenMs, unending, process);
  }
  /** Dies here if it is to. */
  async function pass(process: Mortal, what: string): Promise<void> {
    await check(process);
    boundaries.push(what);
    if (freezes.has(boundaries.length)) await freeze(process);
    if (!kills.has(boundaries.length)) return;
    process.die();
    await forEver();
  }

  async function effect<T>(process: Mortal, { sent, ...call }: Sent, act: () => Promise<T>): Promise<T> {
    const answer = await act();
    const { door, name } = call;
    // It never left.
    if (isUnsent(answer)) return answer;
    if (name !== 'write statuses') {
      real += 1;
      lastAtMs = clock.now();
    }
    changes.push({
      door,
      name,
      process: process.id,
      sentAtMs: sent.atMs,
      atMs: clock.now(),
      outcome: outcomeOf(answer),
      leaders: [sent.leader, leaderNow()],
    });
    return answer;
  }

  async function answered<T>(
    process: Mortal,
    call: Sent,
    act: () => Promise<T>,
    whenUnknown: (how: AnswerFault, number: number) => T,
  ): Promise<T> {
    asked.push(call.door);
    // A password is chosen once, sent on one connection, and not sent again by anybody else.
    const isPassword = call.name.startsWith('set password');
    const wanted = hows.get(asked.length);
    // Nor does anybody between us and the database repeat what it was asked.
    const isOnce = isPassword || call.door === 'state';
    const how = isOnce && wanted !== undefined && notTwice.has(wanted) ? 'lost' : wanted;
    if (how !== undefined && call.door === 'state') isInDoubt = true;
    switch (how) {
      case undefined:
        return effect(process, call, act);
      case 'lost':
      case 'error-after-commit':
        await effect(process, call, act);
        return whenUnknown(how, asked.length);
      case 'reset-before-commit':
      case 'refused':
        return whenUnknown(how, asked.length);
      case 'late-commit': {
        late += 1;
        const later = async () => {
          await clock.sleep(lateMs, unending, world);
          await effect(process, call, act);
        };
        const over = () => void (late -= 1);
        later().then(over, over);
        return whenUnknown(how, asked.length);
      }
      case 'late-answer': {
        const answer = await effect(process, call, act);
        late += 1;
        await clock.sleep(3 * lateMs, unending, world);
        late -= 1;
        // Only now whoever waited goes on: rest is counted from here.
        real += 1;
        return answer;
      }
      case 'doubled':
      case 'doubled-second': {
        const first = await effect(process, call, act);
        const second = await effect(process, call, act);
        return how === 'doubled' ? first : second;
      }
      default:
        return how satisfies never;
    }
  }

  return {
    changes,
    reads,
    unnoted,
    boundaries,
    changeCount: () => asked.length,
    asked,
    late: () => late,
    isMemoryInDoubt: () => isInDoubt,
    realChanges: () => real,
    lastChangeAtMs: () => lastAtMs,
    check,
    act(what) {
      if (!isNoted(what)) unnoted.push(what);
    },
    async cross(process, { refuse, ...call }, act, whenUnknown) {
      const isChange = call.door !== 'read';
      if (isChange) await pass(process, `${call.name}: before it is sent`);
      else {
        await check(process);
        reads.push(call);
        if (readFreezes.has(reads.length)) await freeze(process);
      }
      const refusal = refuse?.();
      if (refusal !== undefined) return refusal;
      const sent = { atMs: clock.now(), leader: leaderNow() };
      // State is on this machine; everybody else is some milliseconds away.
      if (call.door !== 'state') await clock.sleep(latencyMs(), unending, world);
      const answer = await (isChange ? answered(process, { ...call, sent }, act, whenUnknown) : act());
      if (isChange) await pass(process, `${call.name}: done, and not answered`);
      else await check(process);
      if (!isChange) return answer;
      boundaries.push(`${call.name}: answered`);
      if (kills.has(boundaries.length)) process.isDoomed = true;
      return answer;
    },
  };
}

function isUnsent(answer: unknown): boolean {
  return typeof answer === 'object' && answer !== null && 'kind' in answer && answer.kind === 'unsent';
}

function outcomeOf(answer: unknown): string {
  if (typeof answer !== 'object' || answer === null || !('kind' in answer)) return 'done';
  if ('status' in answer) return Number(answer.status) < 300 ? 'done' : String(answer.status);
  const code = 'code' in answer ? ` ${String(answer.code)}` : '';
  return `${String(answer.kind)}${code}`;
}

export const lostAnswer = (how: AnswerFault): ControllerError =>
  how === 'refused'
    ? new ControllerError('WAP_REFUSED', 'it said no', { retry: 'later' })
    : new ControllerError('WAP_ANSWER_LOST', 'nobody answered in time', { retry: 'later' });

import type { ByHand } from '../admin-api/by-hand.ts';
import type { AccountsByHand } from '../directory/accounts-by-hand.ts';
import type { KeptMails } from '../mail/kept-mails.ts';
import type { SimulatorClock } from '../clock/simulator-clock.ts';
import type { Faults } from '../faults/faults.ts';
import type { RequestLog } from '../http/request-log.ts';
import type { Knobs } from '../knobs/knobs.ts';
import type { World } from '../world/world.ts';

/** What the control site may see and turn. */
export interface ControlContext {
  readonly world: World;
  readonly byHand: ByHand;
  readonly accountsByHand: AccountsByHand;
  readonly mails: KeptMails;
  readonly faults: Faults;
  readonly knobs: Knobs;
  readonly clock: SimulatorClock;
  readonly requests: RequestLog;
  /** Wanted for changes. */
  readonly token: string;
  readonly urls: () => Readonly<Record<string, string>>;
  readonly latency: { get(): number; set(ms: number): void };
  readonly expireTokens: () => void;
  /** Back to the world, knobs, faults and log of the start. The clock stays. */
  readonly reset: () => void;
}

export interface ControlCall {
  readonly context: ControlContext;
  readonly params: readonly string[];
  readonly query: ReadonlyMap<string, string>;
  readonly body: unknown;
}

/** Returns what is answered as JSON. Throws a Refusal for what it does not understand. */
export type ControlHandler = (call: ControlCall) => unknown;

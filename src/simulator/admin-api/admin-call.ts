import type { IncomingHttpHeaders } from 'node:http';
import type { DrawnFaults } from '../faults/faults.ts';
import type { Answer } from '../http/answer.ts';
import type { Knobs } from '../knobs/knobs.ts';
import type { World } from '../world/world.ts';

/** Everything one handler may know. Handlers are synchronous: they see one moment of the world, and faults can run them twice. */
export interface AdminCall {
  readonly method: string;
  /** By lower-case name. */
  readonly headers: IncomingHttpHeaders;
  readonly world: World;
  readonly knobs: Knobs;
  /** The simulated time of this request. */
  readonly now: number;
  readonly params: readonly string[];
  readonly query: ReadonlyMap<string, string>;
  /** The parsed JSON of the body; undefined when there was none. OData routes may get an `XmlBody` instead. */
  readonly body: unknown;
  readonly faults: DrawnFaults;
  readonly random: () => number;
  /** Who the token was issued to. */
  readonly upn: string;
  /** x-ms-principal-id, decoded; null when it did not come. */
  readonly principal: string | null;
  /** For answers that depend on how the client asked (OData). */
  readonly accept: string;
  /** `https://host:port` as the client sees this site. */
  readonly origin: string;
}

export type AdminHandler = (call: AdminCall) => Answer;

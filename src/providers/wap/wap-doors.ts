import type { Transport } from './client/http/transport.ts';
import type { QuotaMemo } from './from-wire.ts';
import type { Fabric } from './vms/fabric.ts';

/** The connections that the provider speaks through, and what it remembers between two passes. */
export interface WapDoors {
  readonly admin: Transport;
  /** The tenant API on behalf of a subscription's owner; absent where the settings do not name it. */
  readonly tenant?: Transport;
  /** All of VMM over SPF; absent where the settings do not name it. */
  readonly fabric?: Fabric;
  readonly memo: QuotaMemo;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

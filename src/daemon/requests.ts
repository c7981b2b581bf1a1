import type { VdcName } from '../model/virtual-data-center.ts';

/** Somebody who asked for a VDC to be looked at now, and waits until exactly that was done. */
export interface Request {
  readonly vdc: VdcName;
  readonly settle: (error?: unknown) => void;
}

/** Requests by name. One that came while a pass was under way is for the next one: that pass may have looked too early. */
export interface Requests {
  add(vdc: VdcName, signal: AbortSignal): Promise<void>;
  /** Those that the pass which begins now will answer. */
  take(): readonly Request[];
  /** They could not be answered, and are for the next pass. */
  putBack(requests: readonly Request[]): void;
}

export function createRequests(): Requests {
  let open: readonly Request[] = [];
  return {
    add(vdc, signal) {
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      const request: Request = { vdc, settle: (error) => (error === undefined ? resolve() : reject(error)) };
      const giveUp = (): void => {
        open = open.filter((one) => one !== request);
        reject(signal.reason as Error);
      };
      open = [...open, request];
      signal.addEventListener('abort', giveUp, { once: true });
      return promise.finally(() => signal.removeEventListener('abort', giveUp));
    },
    take() {
      const taken = open;
      open = [];
      return taken;
    },
    putBack(requests) {
      open = [...requests, ...open];
    },
  };
}

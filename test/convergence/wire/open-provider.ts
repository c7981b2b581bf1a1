import { createTransport } from '../../../src/providers/wap/client/http/create-transport.ts';
import { createSpfTransport } from '../../../src/providers/wap/client/spf/create-spf-transport.ts';
// Imported when they are wanted; here at once, or the first run would wait for the disk in the midst of its time.
import '../../../src/providers/wap/client/spf/open-spf-door.ts';
import { createWapProvider } from '../../../src/providers/wap/create-wap-provider.ts';
import type { Provider } from '../../../src/providers/provider.ts';
import { createWireDoor, type WireDoorOptions } from './wire-door.ts';

export interface WireProviderOptions extends Omit<WireDoorOptions, 'carry'> {
  readonly access: 'tenant' | 'spf' | undefined;
  readonly now: () => number;
  readonly random: () => number;
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
}

const principal = 'svc-vdc@corp.example';
const lifetimeMs = 4 * 3_600_000;

/** The real client of one process, over its wires. */
export function openWireProvider({ access, now, random, sleep, ...door }: WireProviderOptions): Provider {
  const { simulator } = door.wap;
  let token: { readonly text: string; readonly atMs: number } | undefined;
  const tokens = {
    principal,
    async token() {
      if (token === undefined || Math.abs(now() - token.atMs) > lifetimeMs)
        token = { text: simulator.issueToken(), atMs: now() };
      return token.text;
    },
    renew: () => {
      token = undefined;
      return tokens.token();
    },
  };
  const common = { concurrency: 4, requestsPerSecond: 200, now, random, sleep, assertMayWrite: door.mayWrite };
  const openDoorTo = (origin: string) => async () => createWireDoor({ ...door, carry: door.wap.wayTo(origin) });
  const connect = (baseUrl: string, purpose: string) =>
    createTransport({ ...common, baseUrl, purpose, tokens, openDoor: openDoorTo(baseUrl) });
  return createWapProvider({
    admin: connect(simulator.urls.adminApi, 'the Admin API'),
    ...(access === 'tenant' && { tenant: connect(simulator.urls.tenantApi, 'the tenant API') }),
    ...(access === 'spf' && {
      spf: createSpfTransport({
        ...common,
        url: simulator.urls.spf,
        username: 'CORP\\svc-spf',
        password: 'simulated-Passw0rd',
        randomBytes: (size) => new Uint8Array(size),
        openPooled: openDoorTo(simulator.urls.spf),
      }),
    }),
    now,
    sleep,
    closeLogin: () => undefined,
  });
}

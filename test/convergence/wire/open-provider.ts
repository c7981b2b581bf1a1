import { ControllerError } from '../../../src/model/controller-error.ts';
import { createTokenSource } from '../../../src/providers/wap/client/auth/token-source.ts';
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
const loginMs = 5;

/** The real client of one process, over its wires. */
export function openWireProvider({ access, now, random, sleep, ...door }: WireProviderOptions): Provider {
  const { simulator } = door.wap;
  const { wap, recorder, clock, process } = door;
  const tokens = createTokenSource(
    { mode: 'token', now, random: (size) => new Uint8Array(size) },
    {
      name: 'the token service',
      origin: 'just-issued',
      account: principal,
      async issue(signal) {
        await recorder.check(process);
        const sentAtMs = clock.now();
        await clock.sleep(loginMs, signal, process);
        if (!wap.logins.letsIn(process.id, 'the token service', sentAtMs))
          throw new ControllerError('STS_CREDENTIALS_REFUSED', 'the password is wrong');
        return simulator.issueToken();
      },
    },
  );
  const common = { concurrency: 4, requestsPerSecond: 200, now, random, sleep, assertMayWrite: door.mayWrite };
  const openDoorTo = (origin: string, login?: string) => async () =>
    createWireDoor({ ...door, carry: wap.wayTo(origin), ...(login !== undefined && { login }) });
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
        openPooled: openDoorTo(simulator.urls.spf, 'SPF'),
      }),
    }),
    now,
    sleep,
    closeLogin: () => tokens.close(),
  });
}

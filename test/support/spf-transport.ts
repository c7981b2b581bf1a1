import { randomBytes } from 'node:crypto';
import {
  createSpfTransport,
  type SpfTransportOptions,
} from '../../src/providers/wap/client/spf/create-spf-transport.ts';
import type { Transport } from '../../src/providers/wap/client/http/transport.ts';
import { stillClock } from './wap-transport.ts';

/** A transport to SPF as CORP\alice, whom Apache knows, with a still clock and jitter at its middle. */
export function openSpf(
  server: Pick<SpfTransportOptions, 'url'> & { readonly ca: string },
  options: Partial<SpfTransportOptions> = {},
): Transport & AsyncDisposable {
  const clock = stillClock();
  const transport = createSpfTransport({
    url: server.url,
    ca: server.ca,
    username: String.raw`CORP\alice`,
    password: 'S3cure-Pass-001',
    concurrency: 4,
    requestsPerSecond: 1_000,
    now: clock.now,
    random: () => 0.5,
    randomBytes,
    sleep: clock.sleep,
    ...options,
  });
  return { ...transport, [Symbol.asyncDispose]: () => transport.close() };
}

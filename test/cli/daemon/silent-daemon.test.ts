import { setImmediate } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { openDaemonClient } from '../../../src/cli/daemon/open-daemon-client.ts';
import { type CannedDaemonOptions, startCannedDaemon } from '../../support/canned-daemon.ts';
import { toldStatus, toldVdc } from '../../support/daemon-words.ts';

async function startBoth(options: CannedDaemonOptions) {
  const daemon = await startCannedDaemon(options);
  const client = await openDaemonClient({
    origin: `http://${daemon.listen}`,
    signal: new AbortController().signal,
    sleep: (_, signal) => setImmediate(undefined, { signal }),
    answerWithinMs: 50,
  });
  return {
    daemon,
    client,
    async [Symbol.asyncDispose]() {
      await client.close();
      await daemon[Symbol.asyncDispose]();
    },
  };
}

it('is given up after a while, and whether it did what was asked is left open', async () => {
  await using both = await startBoth({ status: toldStatus() });
  both.daemon.fallSilent();
  await expect(both.client.status()).rejects.toMatchObject({ code: 'DAEMON_SILENT', retry: 'later' });
});

it('ends a long wait when its machine lost its power, where no connection is ever closed', async () => {
  await using both = await startBoth({
    vdcs: [toldVdc()],
    reconcile: (_, daemon) => {
      daemon.fallSilent();
      return new Promise(() => undefined);
    },
  });
  await expect(both.client.reconcile('acme-prod')).rejects.toMatchObject({
    code: 'DAEMON_LOST',
    cause: { code: 'DAEMON_SILENT' },
  });
});

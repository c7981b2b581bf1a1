import { setImmediate } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { type CannedDaemonOptions, startCannedDaemon } from '../../support/canned-daemon.ts';
import { setCliStage } from '../../support/cli-stage.ts';
import { toldVdc } from '../../support/daemon-words.ts';

async function startBoth(options: CannedDaemonOptions, isTerminal = false) {
  const daemon = await startCannedDaemon({ vdcs: [toldVdc()], ...options });
  const stage = setCliStage({ settings: `server: { listen: "${daemon.listen}" }\n`, isTerminal });
  return { daemon, stage, [Symbol.asyncDispose]: () => daemon[Symbol.asyncDispose]() };
}

it.each([
  ['ready', 0],
  ['waiting', 0],
  ['paused', 0],
  ['pending', 0],
  ['blocked', 1],
  ['failed', 1],
])('ends as the VDC stands: %s is %i', async (ready, code) => {
  await using both = await startBoth({
    reconcile: () => Promise.resolve(toldVdc({ ready, message: 'so it is' })),
  });
  expect(await both.stage.vdc('reconcile', 'acme-prod')).toBe(code);
  expect(both.stage.out()).toBe(`acme-prod  ${ready}\n  so it is\n`);
});

it('waits on while the daemon lives', async () => {
  let looks = 0;
  await using both = await startBoth({
    reconcile: async (_, daemon) => {
      while ((looks = daemon.calls.filter(({ what }) => what === 'GET /healthz').length) < 20) await setImmediate();
    },
  });
  expect(await both.stage.vdc('reconcile', 'acme-prod')).toBe(0);
  expect(looks).toBeGreaterThanOrEqual(20);
});

it('tells what happens to this VDC on a terminal, beside the result', async () => {
  await using both = await startBoth(
    {
      reconcile: async (_, daemon) => {
        const action = { verb: 'update', resource: 'hosting-plan/VDC acme-prod', outcome: 'done', ms: 1200 } as const;
        daemon.tell({ kind: 'pass-started', trigger: 'request', atMs: 0 });
        daemon.tell({ kind: 'action-ended', vdc: 'other', ...action, atMs: 0 });
        daemon.tell({ kind: 'action-ended', vdc: 'acme-prod', ...action, atMs: 0 });
        // Events come on a connection of their own, and may come after the answer.
        while (!both.stage.err().includes('update')) await setImmediate();
      },
    },
    true,
  );
  expect(await both.stage.vdc('reconcile', 'acme-prod')).toBe(0);
  expect(both.stage.err()).toBe('  looking at WAP\n  update hosting-plan/VDC acme-prod done (1.2s)\n');
  expect(both.stage.out()).toBe('acme-prod  ready\n  as declared\n');
});

it('says that the daemon went away, and not that nobody was there', async () => {
  await using both = await startBoth({ reconcile: (_, daemon) => daemon.die() });
  expect(await both.stage.vdc('reconcile', 'acme-prod')).toBe(1);
  expect(both.stage.err()).toContain('DAEMON_LOST');
});

it('hands on what the daemon says is wrong', async () => {
  await using both = await startBoth({ vdcs: [] });
  expect(await both.stage.vdc('reconcile', 'acme-prod')).toBe(1);
  expect(both.stage.err()).toContain('VDC_UNKNOWN');
});

it('stops waiting at Ctrl-C', async () => {
  await using both = await startBoth({
    reconcile: () => {
      both.stage.interrupt();
      return new Promise(() => undefined);
    },
  });
  expect(await both.stage.vdc('reconcile', 'acme-prod')).toBe(1);
  expect(both.stage.err()).toBe('Stopped before it was done.\n');
});

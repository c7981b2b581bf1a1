import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { writeInstallation } from '../../bench/bench-installation.ts';
import { vdcSeedOf } from '../../bench/bench-world.ts';
import { addressesOf } from '../../bench/simulator-addresses.ts';
import { openInstallation } from '../../bench/open-installation.ts';
import { createTextPool } from '../../src/providers/wap/client/admin-api/text-pool.ts';
import { createTransport } from '../../src/providers/wap/client/http/create-transport.ts';
import { createQuotaMemo } from '../../src/providers/wap/from-wire.ts';
import { observeWap } from '../../src/providers/wap/observe-wap.ts';
import { carryOut } from '../../src/reconciler/carry-out.ts';
import { observeAndPlan } from '../../src/reconciler/observe-and-plan.ts';
import { runSimulator } from '../support/running-simulator.ts';

const { signal } = new AbortController();
const PAGE = 1000;

const ended: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const end of ended.splice(0).toReversed()) await end();
});

/** A world of VDCs and the installation whose specs ask for exactly these. */
async function start(vdcs: number) {
  const { simulator } = await runSimulator({}, { vdcs, describeVdc: vdcSeedOf });
  const addresses = addressesOf(simulator);
  const written = writeInstallation({ simulator: addresses, vdcs, concurrency: 8, requestsPerSecond: 10_000 });
  ended.push(() => written.remove());
  const opened = await openInstallation(written.settingsFile);
  ended.push(() => opened.close());
  const pass = async () => {
    const planned = await observeAndPlan(opened.pass, opened.rules, { targets: [], selector: {} }, signal);
    await carryOut(planned, planned.plan, { ...opened.executor, onProgress: () => undefined }, signal);
    return planned.plan;
  };
  return { simulator, addresses, pass };
}

describe('a pass that finds nothing to do', () => {
  it.each([0, 1, 100, 1000, 2500])(
    'over %i VDCs asks for one page after the other and writes nothing',
    async (vdcs) => {
      const { simulator, pass } = await start(vdcs);
      await pass(); // the first takes what is there into the inventory
      simulator.requests.reset();
      const plan = await pass();
      expect(plan.vdcs).toEqual([]);
      expect(plan.summary.unchanged).toBe(vdcs);
      const pagesOf = (table: { readonly size: number }) => Math.max(1, Math.ceil(table.size / PAGE));
      expect(simulator.requests.counts().byRoute).toEqual({
        'GET /plans': 1,
        'GET /subscriptions': pagesOf(simulator.world.subscriptions),
        'GET /users': pagesOf(simulator.world.users),
      });
    },
  );
});

describe('an observation', () => {
  it('takes apart only the quotas whose bytes are new', async () => {
    const { simulator, addresses } = await start(300);
    const admin = createTransport({
      baseUrl: addresses.adminApi,
      ca: addresses.ca,
      tokens: { principal: '', token: async () => addresses.token, renew: async () => addresses.token },
      concurrency: 8,
      requestsPerSecond: 10_000,
      now: Date.now,
      random: () => 0.5,
      sleep: async (ms) => delay(ms),
    });
    ended.push(() => admin.close());
    const memo = createQuotaMemo();
    const doors = { admin, memo, now: Date.now };
    const texts = createTextPool();
    let understood = 0;
    const remember = memo.cache.byText.set.bind(memo.cache.byText);
    memo.cache.byText.set = (xml, quota) => {
      understood += 1;
      return remember(xml, quota);
    };
    const first = await observeWap(doors, texts, signal);
    const distinct = understood;
    expect(distinct).toBeGreaterThan(1);

    understood = 0;
    expect(await observeWap(doors, texts, signal)).toEqual(first);
    expect(understood).toBe(0);

    simulator.byHand.setLimits(vdcSeedOf(7).planId, { vms: '77', cpus: '77', memoryMb: '77', storageGb: '77' });
    const third = await observeWap(doors, texts, signal);
    expect(understood).toBe(1);
    expect(third.hostingPlans.find(({ id }) => id === vdcSeedOf(7).planId)?.quota?.limits.cpu).toBe(77);
  });
});

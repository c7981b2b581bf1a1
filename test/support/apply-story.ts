import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { applyPlan, type ApplyOptions } from '../../src/executor/apply-plan.ts';
import type { ApplyReport } from '../../src/executor/apply-report.ts';
import type { ProgressEvent } from '../../src/executor/progress.ts';
import type { InventoryEntry } from '../../src/model/memory.ts';
import type { PlannedVdc } from '../../src/model/plan.ts';
import { openSqliteStore, type SqliteStore } from '../../src/state/sqlite/open-sqlite-store.ts';
import { createInMemoryWap, type InMemoryWap } from './in-memory-wap.ts';
import { planIdOf, planOf } from './planned-vdcs.ts';
import { noonMs } from './state-builders.ts';
import { createSteppedClock, type SteppedClock } from './stepped-clock.ts';
import { temporaryFolder } from './temporary-folder.ts';

export interface ApplyStory {
  readonly clock: SteppedClock;
  readonly wap: InMemoryWap;
  readonly store: SqliteStore;
  readonly events: ProgressEvent[];
  readonly abort: AbortController;
  readonly apply: (vdcs: readonly PlannedVdc[], over?: Partial<ApplyOptions>) => Promise<ApplyReport>;
  /** VDCs that stand in WAP and in the inventory. */
  readonly standing: (entries: readonly InventoryEntry[]) => Promise<void>;
  readonly entry: (name: string) => Promise<InventoryEntry | undefined>;
  readonly createdUsers: () => Promise<readonly string[]>;
}

/** A plan, a WAP in memory, a real state store and a clock that does not really wait. */
export async function startApplyStory(): Promise<ApplyStory> {
  const clock = createSteppedClock(noonMs);
  const wap = createInMemoryWap(clock);
  const store = await openSqliteStore({ path: join(temporaryFolder(), 'vdc.db'), now: clock.now });
  onTestFinished(() => store.close());
  const events: ProgressEvent[] = [];
  const abort = new AbortController();
  let ids = 0;
  return {
    clock,
    wap,
    store,
    events,
    abort,
    async apply(vdcs, over = {}) {
      const memory = await store.readMemory(clock.now());
      const options: ApplyOptions = {
        plan: planOf(vdcs),
        memory,
        provider: wap.provider,
        store,
        holdLaws: () => undefined,
        now: clock.now,
        sleep: clock.sleep,
        newId: () => `intent-${(ids += 1)}`,
        concurrency: 4,
        waitMs: 60_000,
        vmWaitMs: 600_000,
        lookAgainMs: 250,
        onProgress: (event) => events.push(event),
        ...over,
      };
      return applyPlan(options, abort.signal);
    },
    async standing(entries) {
      for (const { name, userName, subscriptionId, hostingPlanId } of entries) {
        wap.users.add(userName);
        wap.hostingPlans.set(planIdOf(name), `VDC ${name}`);
        wap.subscriptions.set(subscriptionId, { owner: userName, hostingPlanId, status: 'active' });
      }
      await store.remember(entries);
    },
    async entry(name) {
      return (await store.readMemory(clock.now())).inventory.find((one) => one.name === name);
    },
    async createdUsers() {
      return [...(await store.readMemory(clock.now())).createdUsers.keys()];
    },
  };
}

/** The outcomes of one VDC, in the order of its actions, with the codes of those that were not done. */
export function outcomesOf(report: ApplyReport, name: string): readonly string[] | undefined {
  return report.vdcs
    .find((vdc) => vdc.name === name)
    ?.results.map(({ outcome }) => ('code' in outcome ? `${outcome.kind} ${outcome.code}` : outcome.kind));
}

import type { Plan } from '../../src/model/plan.ts';
import type { PassDoors, PassRules } from '../../src/reconciler/pass-doors.ts';
import { carryOut } from '../../src/reconciler/carry-out.ts';
import { observeAndPlan, type PlannedPass } from '../../src/reconciler/observe-and-plan.ts';
import type { StateStore } from '../../src/state/state-store.ts';
import { createMemoryDisk, createMemoryStore, type MemoryDisk } from './memory-store.ts';
import { hashes, hour, installation, safety } from './planner-world.ts';
import { noonMs } from './state-builders.ts';
import { createSteppedClock } from './stepped-clock.ts';
import { type SpecWords, storySpec } from './story-spec.ts';
import { createWholeWap, type WholeWap } from './whole-wap.ts';

/** Single passes as the command line makes them, in a WAP of a few maps. */
export interface PassStory {
  readonly wap: WholeWap;
  readonly store: StateStore;
  readonly disk: MemoryDisk;
  declare(name: string, words?: SpecWords): void;
  remove(name: string): void;
  look(): Promise<PlannedPass>;
  /** Carries out what was planned, or the same plan approved. */
  apply(pass: PlannedPass, plan?: Plan): Promise<void>;
  readonly now: () => number;
}

const rules: PassRules = {
  installation,
  defaults: {
    hostingPlan: 'standard',
    onSuspend: 'none',
    onResume: 'previous',
    deletion: { policy: 'delete', graceMs: 72 * hour },
    vms: 'unlimited',
  },
  planner: {
    templates: { standard: { template: 'VDC Base' } },
    safety,
    vmAccess: 'none',
    shutdownTimeoutMs: 600_000,
    sendsMail: false,
  },
};

export function startPassStory(): PassStory {
  const { now, sleep } = createSteppedClock(noonMs);
  const wap = createWholeWap(sleep);
  const disk = createMemoryDisk();
  const store = createMemoryStore(disk, now);
  const specs = new Map<string, string>();
  const { signal } = new AbortController();
  let ids = 0;
  const doors: PassDoors = {
    source: {
      load: async () => ({
        revision: hashes.sha256(JSON.stringify([...specs])),
        files: [...specs].map(([path, text]) => ({
          path,
          bytes: new TextEncoder().encode(text),
          contentHash: hashes.sha256(text),
        })),
      }),
      watch: async () => undefined,
    },
    provider: wap.provider,
    store,
    specCache: { load: async () => undefined, save: async () => undefined },
    now,
    hashes,
  };
  return {
    wap,
    store,
    disk,
    declare: (name, words = {}) => void specs.set(`${name}.yaml`, storySpec(name, words)),
    remove: (name) => void specs.delete(`${name}.yaml`),
    look: () => observeAndPlan(doors, rules, { targets: [], selector: {} }, signal),
    async apply(pass, plan = pass.plan) {
      await carryOut(
        pass,
        plan,
        {
          provider: wap.provider,
          store,
          now,
          sleep,
          newId: () => `intent-${(ids += 1)}`,
          concurrency: 4,
          waitMs: 60_000,
          vmWaitMs: 600_000,
          lookAgainMs: 100,
          elapsed: now,
          onProgress: () => undefined,
          onBroken: () => undefined,
        },
        signal,
      );
    },
    now,
  };
}

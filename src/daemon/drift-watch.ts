import type { FightStatus } from '../model/daemon-status.ts';
import type { PlannedVdc } from '../model/plan.ts';
import type { VdcName } from '../model/virtual-data-center.ts';
import type { StateStore } from '../state/state-store.ts';
import { findFights } from './find-fights.ts';

/** Who has drifted, and who is being changed back again and again. */
export interface DriftWatch {
  /** Which VDCs have ever been corrected, from history: only those can be in a fight. */
  load(): Promise<void>;
  /** Looks at the drift of one plan. `found`: drift that was not there, or was another, in the plan before. */
  look(vdcs: readonly PlannedVdc[], nowMs: number): Promise<DriftSeen>;
  corrected(vdc: VdcName): void;
}

export interface DriftSeen {
  readonly found: readonly PlannedVdc[];
  readonly fights: ReadonlyMap<VdcName, readonly FightStatus[]>;
  /** Fights that were not known before. */
  readonly newFights: readonly FightStatus[];
}

/** How far back is looked for whom we corrected before we were started. */
const recordsAtStart = 5_000;
const recordsOfVdc = 50;

export function createDriftWatch(store: Pick<StateStore, 'readHistory'>): DriftWatch {
  const correctedBefore = new Set<VdcName>();
  let drifting = new Map<VdcName, string>();
  let fighting = new Set<string>();

  return {
    async load() {
      for (const record of await store.readHistory({ limit: recordsAtStart }))
        if (record.vdcReason === 'drift' && record.outcome === 'done') correctedBefore.add(record.vdc);
    },
    async look(vdcs, nowMs) {
      const drifted = vdcs.filter(isDrift);
      const found = drifted.filter((vdc) => drifting.get(vdc.name) !== JSON.stringify(vdc.changes));
      drifting = new Map(drifted.map((vdc) => [vdc.name, JSON.stringify(vdc.changes)]));
      const fights = new Map<VdcName, readonly FightStatus[]>();
      for (const { name, changes } of drifted) {
        if (!correctedBefore.has(name)) continue;
        const history = await store.readHistory({ vdc: name, limit: recordsOfVdc });
        const ofVdc = findFights(name, changes, history, nowMs);
        if (ofVdc.length > 0) fights.set(name, ofVdc);
      }
      const all = [...fights.values()].flat();
      const newFights = all.filter((fight) => !fighting.has(keyOf(fight)));
      fighting = new Set(all.map(keyOf));
      return { found, fights, newFights };
    },
    corrected(vdc) {
      correctedBefore.add(vdc);
      drifting.delete(vdc);
    },
  };
}

export function isDrift({ reason, actions, blocks, paused, changes }: PlannedVdc): boolean {
  return (
    reason === 'drift' && (actions.length > 0 || blocks.length > 0 || (paused !== undefined && changes.length > 0))
  );
}

function keyOf({ vdc, field, theirs, times }: FightStatus): string {
  return `${vdc}\0${field}\0${theirs}\0${times}`;
}

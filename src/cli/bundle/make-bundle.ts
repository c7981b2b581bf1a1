import type { Settings } from '../../model/settings.ts';
import type { Plan } from '../../model/plan.ts';
import type { PlannerInput } from '../../planner/planner-input.ts';
import { planWhatWasSeen } from '../../reconciler/observe-and-plan.ts';
import type { HistoryRecord, StateStore, VdcStatus } from '../../state/state-store.ts';
import type { CliDoors } from '../doors.ts';
import { type Bundle, openSettings, type Seen } from './bundle.ts';
import { fromPlain, toPlain } from './plain-data.ts';

type BundleDoors = Pick<CliDoors, 'redact' | 'now' | 'signal' | 'describeMachine'>;

export interface BundleMaking {
  readonly input: PlannerInput;
  readonly settings: Settings;
  readonly version: string;
  readonly config: string;
  readonly halt?: Bundle['halt'];
}

/** Of so many VDCs the history goes with it, those of the plan first; and of each so much. */
const mostHistories = 200;
const mostRecords = 20;
/** And of so many what was known last. */
const mostStatuses = 5_000;

/** All that a plan depends on, without secrets. The plan is made anew from what the bundle holds, so that what it promises was tried. */
export async function makeBundle(
  { input, settings, version, config, halt }: BundleMaking,
  store: Pick<StateStore, 'readStatuses' | 'readHistory'>,
  doors: BundleDoors,
): Promise<Bundle> {
  const { hashes, ...seen } = input;
  const here = await tryPlan(input, doors);
  const past = await readPast(here, seen, store);
  // Once, and never again: what stands in place of a secret may look like another one.
  const told = withoutSecrets(
    { config, seen, settings: openSettings(settings), ...past, ...(halt !== undefined && { halt }) },
    doors,
  );
  const elsewhere = await tryPlan({ ...told.seen, hashes }, doors);
  return {
    program: { version, ...doors.describeMachine() },
    madeAt: new Date(input.nowMs).toISOString(),
    plan:
      'failed' in elsewhere
        ? { failed: doors.redact(elsewhere.failed) }
        : {
            fingerprint: elsewhere.fingerprint,
            ...(('failed' in here || here.fingerprint !== elsewhere.fingerprint) && { altered: true }),
          },
    ...told,
  };
}

/** As it will be read back: texts are other texts then, and nothing else has changed. */
function withoutSecrets<T>(value: T, { redact }: Pick<CliDoors, 'redact'>): T {
  return fromPlain(JSON.parse(JSON.stringify(toPlain(value, redact)))) as T;
}

/** A planner that fails is what a bundle is needed for most. */
async function tryPlan(
  input: PlannerInput,
  doors: Pick<CliDoors, 'now' | 'signal'>,
): Promise<Plan | { readonly failed: string }> {
  try {
    return await planWhatWasSeen(input, doors, doors.signal);
  } catch (error) {
    doors.signal.throwIfAborted();
    return { failed: error instanceof Error ? error.message : String(error) };
  }
}

async function readPast(
  plan: Plan | { readonly failed: string },
  { desired, memory }: Seen,
  store: Pick<StateStore, 'readStatuses' | 'readHistory'>,
): Promise<{ readonly statuses: readonly VdcStatus[]; readonly history: readonly HistoryRecord[] }> {
  const planned = 'vdcs' in plan ? plan.vdcs : [];
  const names = [...new Set([...planned, ...memory.inventory, ...desired.vdcs].map(({ name }) => name))];
  const statuses = await store.readStatuses(names.slice(0, mostStatuses));
  const history: HistoryRecord[] = [];
  for (const vdc of names.slice(0, mostHistories))
    history.push(...(await store.readHistory({ vdc, limit: mostRecords })));
  return { statuses, history };
}

import type { Halt } from '../../model/law.ts';
import type { PlannedVdc } from '../../model/plan.ts';
import type { Settings } from '../../model/settings.ts';
import type { PlannerInput } from '../../planner/planner-input.ts';
import type { HistoryRecord, VdcStatus } from '../../state/state-store.ts';

/** What one look saw, and what was known beside it: enough to make the same plan anywhere. Holds no secret. */
export interface Bundle {
  /** What made it. */
  readonly program: { readonly version: string; readonly node: string; readonly system: string };
  readonly madeAt: string;
  /** `--config` as it was typed there, so that a plan tells the same command. */
  readonly config: string;
  /** `altered`: the plan that was made there differs, because the value of a secret stood in what it was made from. */
  readonly plan: { readonly fingerprint: string; readonly altered?: true } | { readonly failed: string };
  readonly seen: Seen;
  readonly settings: unknown;
  readonly statuses: readonly VdcStatus[];
  readonly history: readonly HistoryRecord[];
  /** Present where it was written because a law was about to be broken: by which action of what plan of a VDC. */
  readonly halt?: Halt & { readonly planned?: PlannedVdc };
}

/** Everything that a plan depends on; hashes are the same everywhere. */
export type Seen = Omit<PlannerInput, 'hashes'>;

export const bundleFormat = 'vdc-bundle';
export const bundleVersion = '1';

/** Settings as anybody may read them: addresses without what stands before the @, a command without its arguments. */
export function openSettings(settings: Settings): unknown {
  const { wap } = settings;
  const { token } = wap.auth;
  if (token === undefined || !('command' in token)) return withoutUsers(settings);
  const [program = '', ...rest] = token.command;
  const command = rest.length === 0 ? [program] : [program, `(${rest.length} left out)`];
  return withoutUsers({ ...settings, wap: { ...wap, auth: { ...wap.auth, token: { command } } } });
}

function withoutUsers(value: unknown): unknown {
  if (typeof value === 'string')
    return value
      .replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/]*@/i, '$1')
      .replace(/^([a-z][a-z0-9+.-]*:\/\/[^?]*)\?.*$/i, '$1?(left out)');
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(withoutUsers);
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, withoutUsers(member)]));
}

import type { AdminCall } from './admin-call.ts';

/** How this one answer is to look: from knobs and faults, read once for all rows of a page. */
export interface Face {
  readonly hasEnumNames: boolean;
  readonly hasUpperGuids: boolean;
  /** Text to put before the closing brace of every object. */
  readonly extra: string;
  readonly serviceState: string;
}

export function faceOf({ knobs, faults }: AdminCall): Face {
  return {
    hasEnumNames: knobs.get('enums') === 'names' || faults.has('foreign-enum-names'),
    hasUpperGuids: knobs.get('guid-case') === 'upper',
    extra: knobs.get('extra-members') === 'on' ? ',"SecurityScope":{"Level":3,"Tags":["later-build"]}' : '',
    serviceState: knobs.get('service-state'),
  };
}

export const SUBSCRIPTION_STATES = ['None', 'Active', 'Suspended', 'DeletePending'] as const;
export const SYNC_STATES = ['InSync', 'Syncing', 'OutOfSync'] as const;
export const CONFIG_STATES = ['NotConfigured', 'Configured'] as const;
export const PLAN_STATES = ['Private', 'Public', 'Decommissioned'] as const;
export const USER_STATES = ['PendingValidation', 'Active', 'Suspended', 'DeletePending'] as const;
export const PROVIDER_TYPES = ['Standard', 'UsageProvider', 'CloudServiceProvider'] as const;

export function enumText(face: Face, names: readonly string[], value: number): string {
  return face.hasEnumNames ? `"${names[value] ?? value}"` : String(value);
}

export function text(value: string | null): string {
  return value === null ? 'null' : JSON.stringify(value);
}

/** ISO 8601 with milliseconds and no zone, in quotes. */
export function dateText(ms: number): string {
  return `"${new Date(ms).toISOString().slice(0, -1)}"`;
}

/** `,"Name":value` for members that are kept though unknown. */
export function extraText(extra: Readonly<Record<string, unknown>>): string {
  let result = '';
  for (const [name, value] of Object.entries(extra)) result += `,${JSON.stringify(name)}:${JSON.stringify(value)}`;
  return result;
}

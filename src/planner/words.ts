import type { Limit, Limits, WrittenUnits } from '../model/virtual-data-center.ts';

/** The fields of a spec in the order in which they are shown. */
export const limitFields = ['cpu', 'ramMib', 'diskGib', 'vms'] as const satisfies readonly (keyof Limits)[];

/** What the spec calls a limit. */
export const specField: Readonly<Record<keyof Limits, string>> = {
  cpu: 'cpu',
  ramMib: 'ram',
  diskGib: 'disk',
  vms: 'vms',
};

/** A limit in the words of the spec: in the author's unit where that is a whole number, else in the largest that is. */
export function formatLimit(field: keyof Limits, value: Limit, units: WrittenUnits): string | number {
  if (value === 'unlimited') return value;
  if (field === 'ramMib') return formatQuantity(value, ['Mi', 'Gi', 'Ti'], units.ram);
  if (field === 'diskGib') return formatQuantity(value, ['Gi', 'Ti'], units.disk);
  return value;
}

function formatQuantity(value: number, units: readonly string[], wanted: string): string {
  let at = units.indexOf(wanted);
  while (at > 0 && value % 1024 ** at !== 0) at -= 1;
  return `${value / 1024 ** at}${units[at] ?? ''}`;
}

/** Days, hours, minutes or seconds: the largest that gives a whole number. */
export function formatDuration(ms: number): string {
  for (const [unit, length] of [
    ['d', 86_400_000],
    ['h', 3_600_000],
    ['m', 60_000],
  ] as const)
    if (ms >= 2 * length && ms % length === 0) return `${ms / length}${unit}`;
  return `${ms / 1000}s`;
}

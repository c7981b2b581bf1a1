import type { FieldChange } from '../../model/plan.ts';
import type { Look } from './look.ts';
import { showName } from './safe-text.ts';

export type FieldValue = FieldChange['before'];

/** A value in the spec's own words: nothing is rounded, nothing gets a unit that it did not have. */
export function formatValue(value: FieldValue): string {
  if (value === null) return 'none';
  if (typeof value === 'string') return value === '' ? '""' : value;
  if (typeof value === 'number') return String(value);
  return value.length === 0 ? 'none' : value.join(', ');
}

/** `8 → 16`; the value alone where there was none before; for lists what is added and what goes. */
export function formatChange(change: FieldChange, look: Look): string {
  const { before, after } = change;
  if (Array.isArray(before) && Array.isArray(after)) {
    const steps = listSteps(before, after).map((step) => `${step.sign}${step.item}`);
    return showName(steps.length === 0 ? 'other order' : steps.join(' '), look);
  }
  if (before === null) return showName(formatValue(after), look);
  return `${showName(formatValue(before), look)} ${look.glyphs.arrow} ${showName(formatValue(after), look)}`;
}

export interface ListStep {
  readonly sign: '+' | '-';
  readonly item: string;
}

/** What is added to a list, then what is taken from it. */
export function listSteps(before: readonly string[], after: readonly string[]): readonly ListStep[] {
  const had = new Set(before);
  const has = new Set(after);
  return [
    ...after.filter((item) => !had.has(item)).map((item): ListStep => ({ sign: '+', item })),
    ...before.filter((item) => !has.has(item)).map((item): ListStep => ({ sign: '-', item })),
  ];
}

import { isWordForUnlimited, LARGEST_LIMIT, limitTooLarge } from '../../yaml/kinds/count.ts';
import type { Check } from '../../yaml/kinds/check.ts';
import { showValue } from '../../yaml/show-value.ts';
import type { Complaint } from '../../yaml/text-problem.ts';

export type QuantityUnit = 'Mi' | 'Gi' | 'Ti';

/** What the smallest whole step is called, and which units may be written. */
export interface QuantityKind {
  readonly step: 'MiB' | 'GiB';
  readonly units: readonly QuantityUnit[];
}

export const RAM: QuantityKind = { step: 'MiB', units: ['Mi', 'Gi', 'Ti'] };
export const DISK: QuantityKind = { step: 'GiB', units: ['Gi', 'Ti'] };

const POWER = { Mi: 0, Gi: 1, Ti: 2 } as const;

/** `1.5Gi` → 1536 steps of a MiB, exactly; nothing when it is no quantity or no whole number of steps. */
export function parseQuantity(text: string, kind: QuantityKind): { amount: number; unit: QuantityUnit } | undefined {
  const parts = split(text);
  if (parts === undefined || !kind.units.includes(parts.unit)) return undefined;
  const steps = stepsOf(parts, kind);
  return steps === undefined ? undefined : { amount: steps, unit: parts.unit };
}

/** The amount in the largest unit that says it in a whole number: 65536 MiB → `64Gi`. */
export function formatQuantity(amount: number, kind: QuantityKind): string {
  const [smallest = 'Gi', ...larger] = kind.units;
  let unit = smallest;
  let rest = amount;
  for (const next of larger) {
    if (rest === 0 || rest % 1024 !== 0) break;
    [unit, rest] = [next, rest / 1024];
  }
  return `${rest}${unit}`;
}

export function checkQuantity(kind: QuantityKind): Check {
  const units = `${kind.units.slice(0, -1).join(', ')} or ${kind.units.at(-1)}`;
  return (value, field) => {
    if (value === 'unlimited') return undefined;
    const parts = typeof value === 'string' ? split(value) : undefined;
    if (parts === undefined || !kind.units.includes(parts.unit)) {
      return invalid(
        `${field} is ${showValue(value)}; sizes end in ${units}, without a space, or are unlimited.`,
        suggest(value, kind),
      );
    }
    const steps = stepsOf(parts, kind);
    if (steps === undefined)
      return invalid(`${field} is ${showValue(value)}, which is no whole number of ${kind.step}.`);
    if (steps < 1)
      return invalid(`${field} is ${showValue(value)}; nothing could ever run in it.`, 'unlimited, or at least 1');
    return steps <= LARGEST_LIMIT ? undefined : limitTooLarge(field, value, `${LARGEST_LIMIT} ${kind.step}`);
  };
}

interface Parts {
  readonly whole: string;
  readonly fraction: string;
  readonly unit: QuantityUnit;
}

function split(text: string): Parts | undefined {
  const [, whole, fraction = '', unit] = /^(0|[1-9][0-9]{0,9})(?:\.([0-9]{1,6}))?(Mi|Gi|Ti)$/.exec(text) ?? [];
  return whole === undefined ? undefined : { whole, fraction, unit: unit as QuantityUnit };
}

function stepsOf({ whole, fraction, unit }: Parts, kind: QuantityKind): number | undefined {
  const scale = 10n ** BigInt(fraction.length) * (kind.step === 'GiB' ? 1024n : 1n);
  const scaled = BigInt(whole + fraction) * 1024n ** BigInt(POWER[unit]);
  return scaled % scale === 0n ? Number(scaled / scale) : undefined;
}

function invalid(message: string, meant?: string): Complaint {
  return { code: 'INVALID_QUANTITY', message, ...(meant !== undefined && { suggestion: `Write ${meant}.` }) };
}

/** `64GB`, `64 GiB`, `65536M`, `64g`, and the bare number, which is taken as gigabytes. */
function suggest(value: unknown, kind: QuantityKind): string | undefined {
  const text = typeof value === 'number' ? String(value) : value;
  if (typeof text !== 'string') return undefined;
  const [, number = '', letter] =
    /^\s*([0-9]{1,10}(?:[.,][0-9]{1,6})?)\s*([kmgt]?)(?:i?b?|ytes)\s*$/i.exec(text.slice(0, 60)) ?? [];
  if (letter === undefined) return isWordForUnlimited(text) ? 'unlimited' : undefined;
  const unit = ({ m: 'Mi', g: 'Gi', t: 'Ti', '': 'Gi' } as const)[letter.toLowerCase()];
  const plain = number.replace(',', '.').replace(/^0+(?=[0-9])/, '');
  const parts = unit && split(`${plain}${unit}`);
  const steps = parts && stepsOf(parts, kind);
  if (parts === undefined || steps === undefined || steps < 1 || steps > LARGEST_LIMIT) return undefined;
  return kind.units.includes(parts.unit) ? `${plain}${parts.unit}` : formatQuantity(steps, kind);
}

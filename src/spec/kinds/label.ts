import { showText } from '../../yaml/show-value.ts';
import type { Complaint } from '../../yaml/text-problem.ts';

/** `--selector key=value,…` must be able to name it. */
export function checkLabelKey(value: unknown): Complaint | undefined {
  if (typeof value === 'string' && /^[A-Za-z0-9][A-Za-z0-9._/-]{0,62}$/.test(value)) return undefined;
  return {
    code: 'INVALID_LABEL',
    message: `${showText(String(value))} can be no label: its name has letters, digits, dots, dashes, underscores and slashes, at most 63.`,
  };
}

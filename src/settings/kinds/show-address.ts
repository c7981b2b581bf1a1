import { showValue } from '../../yaml/show-value.ts';

/** An address as a message may quote it: not at all where a login or a query could carry a secret. */
export function showAddress(value: unknown): string {
  return typeof value === 'string' && /[@?#]/.test(value)
    ? 'something with a login or a query in it'
    : showValue(value);
}

import { badObject } from '../admin-api/read-wire.ts';

/** A number, or one as text (Int64); null for null, absence and the empty text. What cannot be read must not look like nothing. */
export function readAmount(value: unknown, kind: string, member: string): number | null {
  if (value === null || value === undefined || value === '') return null;
  const amount = typeof value === 'string' && /^\s*\d+(?:\.\d+)?\s*$/.test(value) ? Number(value) : value;
  if (typeof amount === 'number' && Number.isFinite(amount) && amount >= 0) return amount;
  throw badObject(kind, `its ${member} is no number`);
}

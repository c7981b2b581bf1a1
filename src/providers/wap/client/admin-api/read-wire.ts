import { ControllerError } from '../../../../model/controller-error.ts';

/** An object of WAP as it came, members unread. */
export type WireObject = Readonly<Record<string, unknown>>;

export function isWireObject(value: unknown): value is WireObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A text, or null for null, absence and anything that is no text or number. */
export function readText(value: unknown): string | null {
  if (typeof value === 'string') return value;
  return typeof value === 'number' ? String(value) : null;
}

/** A whole number, written as number or as text, or null. */
export function readCount(value: unknown): number | null {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? value : null;
  return typeof value === 'string' && /^\s*-?\d{1,15}\s*$/.test(value) ? Number(value) : null;
}

export function readFlag(value: unknown): boolean {
  return value === true || (typeof value === 'string' && value.toLowerCase() === 'true');
}

/** A name out of `names`, told by its index, its index as text, or the name in any case; null for null, absence and what is none of them. */
export function readEnum<Name extends string>(value: unknown, names: readonly Name[]): Name | null {
  if (typeof value === 'number') return names[value] ?? null;
  if (typeof value !== 'string') return null;
  const text = value.trim().toLowerCase();
  if (/^\d+$/.test(text)) return names[Number(text)] ?? null;
  return names.find((name) => name.toLowerCase() === text) ?? null;
}

const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** A GUID in lower case, without braces, or null. */
export function readGuid(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  const guid = value.toLowerCase();
  if (GUID.test(guid)) return guid;
  const bare = guid.trim().replace(/^\{(.*)\}$/, '$1');
  return GUID.test(bare) ? bare : null;
}

export function readList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** WAP writes times without a zone and means UTC (wire: admin-api 2). Milliseconds since the epoch, or null. */
export function readTime(value: unknown): number | null {
  if (typeof value !== 'string') return null;
  const time = Date.parse(/(?:Z|[+-]\d\d:?\d\d)$/i.test(value) ? value : `${value}Z`);
  return Number.isNaN(time) ? null : time;
}

/** The error for an answer that is none of WAP's objects: whoever acted on it would act on something else's words. */
export function badObject(kind: string, lack: string): ControllerError {
  return new ControllerError(
    'WAP_BAD_OBJECT',
    `What was answered is no ${kind} of WAP: ${lack}. Acting on it could do harm, so nothing was. Is this address really the Admin API, and nothing in front of it?`,
    { retry: 'later', details: { kind } },
  );
}

import { badRequest } from '../http/refusal.ts';

/** `Name`, `Name()` or `Name(Key=value,…)`. */
export interface ResourceSegment {
  readonly name: string;
  /** By lower-case name, values lower-case without quotes and braces; null: no parentheses, or empty ones. */
  readonly keys: ReadonlyMap<string, string> | null;
}

export function parseResourceSegment(segment: string): ResourceSegment {
  const [, name, inside] = /^([A-Za-z]\w*)(?:\((.*)\))?$/.exec(segment) ?? [];
  if (name === undefined) throw badRequest(`The path segment ${segment} is no resource.`);
  if (inside === undefined || inside.trim() === '') return { name, keys: null };
  const keys = new Map<string, string>();
  for (const pair of inside.split(',')) {
    const [, key, value] = /^\s*(?:(\w+)\s*=)?\s*(.+?)\s*$/.exec(pair) ?? [];
    if (value === undefined) throw badRequest(`The key ${pair} is not Name=value.`);
    keys.set((key ?? '').toLowerCase(), parseKeyValue(value));
  }
  return { name, keys };
}

/** `guid'…'`, `Guid'{…}'`, `'text'` or a plain number. */
function parseKeyValue(text: string): string {
  const [, guid, quoted, plain] = /^(?:guid'\{?([0-9a-f-]{36})\}?'|'([^']*)'|(\d+))$/i.exec(text) ?? [];
  const value = guid ?? quoted ?? plain;
  if (value === undefined) throw badRequest(`The key value ${text} is not understood.`);
  return value.toLowerCase();
}

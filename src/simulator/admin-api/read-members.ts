import { badRequest } from '../http/refusal.ts';
import type { AdminCall } from './admin-call.ts';

/**
 * The members of a JSON object by lower-case name, as WAP binds them. `known` are the names of the contract; what is not
 * among them is refused in strict mode, and otherwise handed back as `extra`, spelled as it came.
 */
export interface Members {
  has(name: string): boolean;
  get(name: string): unknown;
  /** Absent and null are null. Anything but text is refused. */
  text(name: string): string | null;
  integer(name: string): number | null;
  /** A number, or, where names are accepted, the name of one. */
  enumValue(name: string, names: readonly string[], mayBeName?: boolean): number | null;
  array(name: string): readonly unknown[] | null;
  readonly extra: Readonly<Record<string, unknown>>;
}

export function readMembers(call: AdminCall, value: unknown, known: readonly string[], what: string): Members {
  if (value === null || typeof value !== 'object' || Array.isArray(value))
    throw badRequest(`${what} must be a JSON object.`);
  const values = new Map<string, unknown>();
  const extra: Record<string, unknown> = {};
  const knownNames = new Set(known.map((name) => name.toLowerCase()));
  for (const [name, member] of Object.entries(value)) {
    const key = name.toLowerCase();
    if (values.has(key)) throw badRequest(`${what}: the member ${name} stands twice.`);
    values.set(key, member);
    if (!knownNames.has(key)) extra[name] = member;
  }
  const unknown = Object.keys(extra);
  if (unknown.length > 0 && call.knobs.get('strict-bodies') === 'on')
    throw badRequest(`${what}: unknown members ${unknown.join(', ')} (strict mode).`);
  const get = (name: string): unknown => values.get(name.toLowerCase()) ?? null;
  const refuse = (name: string, wanted: string): never => {
    throw badRequest(`${what}: ${name} must be ${wanted}.`);
  };
  return {
    extra,
    has: (name) => values.has(name.toLowerCase()),
    get,
    text(name) {
      const member = get(name);
      return member === null || typeof member === 'string' ? member : refuse(name, 'text or null');
    },
    integer(name) {
      const member = get(name);
      return member === null || Number.isSafeInteger(member)
        ? (member as number | null)
        : refuse(name, 'a whole number');
    },
    enumValue(name, names, mayBeName = call.knobs.get('enum-names-input') === 'accept') {
      const member = get(name);
      if (member === null) return null;
      if (typeof member === 'number' && Number.isInteger(member) && member >= 0 && member < names.length) return member;
      const index = typeof member === 'string' && mayBeName ? indexOfName(names, member) : -1;
      return index >= 0 ? index : refuse(name, `one of ${names.map((text, i) => `${i} (${text})`).join(', ')}`);
    },
    array(name) {
      const member = get(name);
      return member === null || Array.isArray(member) ? member : refuse(name, 'an array');
    },
  };
}

function indexOfName(names: readonly string[], text: string): number {
  return names.findIndex((name) => name.toLowerCase() === text.toLowerCase());
}

import { Refusal } from '../http/refusal.ts';
import type { AdminCall } from './admin-call.ts';

const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Refuses parameters nobody knows: an ignored filter would look like an answer to it. */
export function allowQuery(call: AdminCall, names: readonly string[], status = 400): void {
  for (const name of call.query.keys())
    if (!names.includes(name))
      throw new Refusal(status, 'BadRequest', `The query parameter ${name} is not known here.`);
}

/** `True`, `true`, `False`, `false`; absent is false. */
export function queryFlag(call: AdminCall, name: string): boolean {
  const text = call.query.get(name)?.toLowerCase();
  if (text === undefined || text === 'false') return false;
  if (text === 'true') return true;
  throw new Refusal(400, 'BadRequest', `The query parameter ${name} must be True or False.`);
}

export function isGuid(text: string): boolean {
  return GUID.test(text);
}

export function guidOf(text: string, what: string): string {
  if (!isGuid(text)) throw new Refusal(400, 'BadRequest', `${what} must be a GUID.`);
  return text.toLowerCase();
}

import { badRequest } from '../http/refusal.ts';

type Kind = 'text' | 'count' | 'limit' | 'flag' | 'json';

const RULES: Readonly<Record<Kind, readonly [RegExp, string]>> = {
  text: [/^[^]*$/, 'text'],
  json: [/^[^]*$/, 'JSON'],
  count: [/^\d{1,12}(?:\.\d+)?$/, 'a number'],
  limit: [/^\d{0,10}$/, 'a whole number, or empty for unlimited'],
  flag: [/^(?:true|false)$/, 'true or false'],
};

/** The members of a control body as texts, checked; unknown ones are refused. No body is one without members. */
export function readControlBody<S extends Readonly<Record<string, Kind>>, T>(
  body: unknown,
  shape: S,
  read: (members: { readonly [K in keyof S]?: string }) => T,
): T {
  if (body !== undefined && (body === null || typeof body !== 'object' || Array.isArray(body)))
    throw badRequest('The body must be a JSON object.');
  const members: { [K in keyof S]?: string } = {};
  for (const [name, value] of Object.entries(body ?? {})) {
    const kind = shape[name];
    if (kind === undefined) throw badRequest(`${name} is not known here; there are ${Object.keys(shape).join(', ')}.`);
    const text = kind === 'json' ? JSON.stringify(value) : String(value as unknown);
    const [pattern, wanted] = RULES[kind];
    if (!pattern.test(text)) throw badRequest(`${name} must be ${wanted}.`);
    members[name as keyof S] = text;
  }
  return read(members);
}

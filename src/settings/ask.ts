import type { Finding } from '../yaml/check-fields.ts';
import type { Path } from '../yaml/locate.ts';
import type { Complaint } from '../yaml/text-problem.ts';

/** What of the settings stands under a path, or nothing: the file may be wrong in any way. */
export type Ask = (...path: readonly string[]) => unknown;

export function askOf(value: unknown): Ask {
  return (...path) => path.reduce<unknown>(step, value);
}

export function found(path: Path, complaint: Complaint): readonly Finding[] {
  return [{ path, part: 'value', complaint }];
}

function step(value: unknown, key: string): unknown {
  const isMapping = typeof value === 'object' && value !== null && Object.hasOwn(value, key);
  return isMapping ? (value as Readonly<Record<string, unknown>>)[key] : undefined;
}

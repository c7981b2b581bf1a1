import { isBadRequest } from '../http/recognise-error.ts';
import type { VmmDialect } from './vmm-scope.ts';

/**
 * Asks for few members of an entity, since whole machines are large. An endpoint that refuses that is asked for everything,
 * and remembered once it has answered that.
 */
export async function withSelect<T>(
  { refusedSelects }: VmmDialect,
  select: string,
  read: (query: Readonly<Record<string, string>>) => Promise<T>,
): Promise<T> {
  if (refusedSelects.has(select)) return read({});
  try {
    return await read({ $select: select });
  } catch (error) {
    if (!isBadRequest(error)) throw error;
  }
  const whole = await read({});
  refusedSelects.add(select);
  return whole;
}

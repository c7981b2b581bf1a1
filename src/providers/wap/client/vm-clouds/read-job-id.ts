import { readGuid } from '../admin-api/read-wire.ts';
import type { WapResponse } from '../http/transport.ts';

/** The job that carries out a write in VMM; null where the answer names none (wire: vm-clouds 3). */
export function readJobId({ headers }: Pick<WapResponse, 'headers'>): string | null {
  const value = headers['x-ms-request-id'];
  return readGuid(Array.isArray(value) ? value[0] : value);
}

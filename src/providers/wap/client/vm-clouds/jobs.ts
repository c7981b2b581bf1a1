import { isWireObject, readFlag, readText, type WireObject } from '../admin-api/read-wire.ts';
import { excerptOf } from '../http/excerpt.ts';
import { isNotFound } from '../http/recognise-error.ts';
import { odataKey } from './odata-key.ts';
import { readEntity } from './read-entities.ts';
import type { VmmAddress } from './vmm-address.ts';
import { placeIn, type VmmScope } from './vmm-scope.ts';

/** No more of a job than this is kept: it has a member for a password (wire: vm-clouds 4.3). */
export interface VmmJob {
  /** VMM's word; null where it says none. */
  readonly status: string | null;
  /** True of failures too. */
  readonly isCompleted: boolean;
  /** What went wrong and what to do, shortened; empty where nothing is said. */
  readonly problem: string;
}

/** Null when VMM says that there is no such job: it forgets them, and an answer may have named something else. */
export async function getJob(
  scope: VmmScope,
  { id, stampId }: VmmAddress,
  signal: AbortSignal,
): Promise<VmmJob | null> {
  try {
    const answer = await scope.transport.request({
      ...placeIn(scope, 'Jobs', odataKey(id, stampId)),
      method: 'GET',
      repeat: 'safe',
      accepts: 'xml-too',
      signal,
    });
    return jobFromWire(readEntity(answer));
  } catch (error) {
    if (isNotFound(error)) return null;
    throw error;
  }
}

export function jobFromWire(wire: WireObject): VmmJob {
  return {
    status: readText(wire['Status'])?.trim() || null,
    isCompleted: readFlag(wire['IsCompleted']),
    problem: readProblem(wire['ErrorInfo']),
  };
}

function readProblem(info: unknown): string {
  if (!isWireObject(info)) return '';
  return ['Problem', 'RecommendedAction']
    .map((member) => excerptOf(readText(info[member]) ?? '', 300))
    .filter((text) => text !== '')
    .map((text) => (/[.!?…]$/.test(text) ? text : `${text}.`))
    .join(' ');
}

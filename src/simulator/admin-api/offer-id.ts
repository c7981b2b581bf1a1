import { badRequest, conflict } from '../http/refusal.ts';
import type { AdminCall } from './admin-call.ts';

/** The caller's id, or, where there is none or the knob overrides it, one as the portal mints it: name and clock in base 36. */
export function newOfferId(
  call: AdminCall,
  kind: 'plans' | 'addOns',
  wanted: string | null,
  displayName: string,
): string {
  const table: { get(id: string): unknown } = call.world[kind];
  const isKept = wanted !== null && wanted !== '' && call.knobs.get('plan-id') === 'honour';
  if (wanted !== null && table.get(wanted) !== undefined)
    throw conflict(`The id '${wanted}' already exists.`, 'AlreadyExists');
  if (isKept) {
    if (/[/\\?#%]/.test(wanted)) throw badRequest('Id has characters that cannot stand in a path.');
    if (call.knobs.get('reused-plan-id') === 'refuse' && call.world.usedIds.has(`plan:${wanted.toLowerCase()}`))
      throw conflict(`The id '${wanted}' was used before.`, 'AlreadyExists');
    return wanted;
  }
  const letters = displayName.replace(/[^A-Za-z0-9]/g, '').slice(0, 5);
  let clock = call.now;
  while (table.get(letters + clock.toString(36)) !== undefined) clock += 1;
  return letters + clock.toString(36);
}

import { cloudFromWire, type Cloud } from './clouds.ts';
import { listEntities } from './list-entities.ts';
import { placeIn, type VmmScope } from './vmm-scope.ts';

/** The clouds that a scope shows. */
export async function listCloudsIn(scope: VmmScope, signal: AbortSignal): Promise<readonly Cloud[]> {
  const rows = await listEntities({ transport: scope.transport, ...placeIn(scope, 'Clouds'), signal });
  return rows.map(cloudFromWire);
}

import type { Transport } from '../http/transport.ts';
import { badObject } from './read-wire.ts';
import { resourceProviderFromWire, type ResourceProvider } from './resource-provider.ts';

/** The services that are registered; also the cheapest question to try a token with (wire: admin-api 12). */
export async function listResourceProviders(
  transport: Transport,
  signal: AbortSignal,
): Promise<readonly ResourceProvider[]> {
  const { json } = await transport.request({
    method: 'GET',
    path: '/resourceproviders',
    query: { includeSystemResourceProviders: 'False' },
    repeat: 'safe',
    signal,
  });
  if (!Array.isArray(json)) throw badObject('list of ResourceProviders', 'it is not a list');
  return json.map(resourceProviderFromWire);
}

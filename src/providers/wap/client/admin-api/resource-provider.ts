import { badObject, isWireObject, readCount, readFlag, readGuid, readText } from './read-wire.ts';

/** WAP's ResourceProvider (wire: admin-api 4.8). Its endpoints are left out on purpose: they may carry passwords. */
export interface ResourceProvider {
  readonly name: string;
  readonly displayName: string | null;
  readonly enabled: boolean;
  readonly instanceId: string;
  readonly maxQuotaUpdateBatchSize: number | null;
}

export function resourceProviderFromWire(wire: unknown): ResourceProvider {
  if (!isWireObject(wire)) throw badObject('ResourceProvider', 'it is not an object');
  const name = readText(wire['Name']);
  const instanceId = readGuid(wire['InstanceId']);
  if (name === null || instanceId === null) throw badObject('ResourceProvider', 'it has no Name and InstanceId');
  return {
    name,
    displayName: readText(wire['DisplayName']),
    enabled: readFlag(wire['Enabled']),
    instanceId,
    maxQuotaUpdateBatchSize: readCount(wire['MaxQuotaUpdateBatchSize']),
  };
}

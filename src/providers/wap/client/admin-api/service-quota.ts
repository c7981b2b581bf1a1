import { CONFIG_STATES, SYNC_STATES, type ConfigState, type SyncState } from './quota-states.ts';
import { badObject, isWireObject, readEnum, readGuid, readList, readText } from './read-wire.ts';
import type { TextPool } from './text-pool.ts';

/** One setting of a service's quota. WAP stores the value unread; for `systemcenter` it is an XML document. */
export interface QuotaSetting {
  readonly key: string;
  readonly value: string;
}

/** The quota of one service within a Plan (wire: admin-api 4.3). */
export interface ServiceQuota {
  readonly serviceName: string;
  readonly serviceInstanceId: string | null;
  readonly configState: ConfigState | null;
  readonly quotaSyncState: SyncState | null;
  readonly settings: readonly QuotaSetting[];
}

export function serviceQuotaFromWire(wire: unknown, texts: TextPool): ServiceQuota {
  if (!isWireObject(wire)) throw badObject('ServiceQuota', 'it is not an object');
  const serviceName = readText(wire['ServiceName']);
  if (serviceName === null) throw badObject('ServiceQuota', 'it has no ServiceName');
  const settings: QuotaSetting[] = [];
  for (const setting of readList(wire['Settings'])) {
    const key = isWireObject(setting) ? readText(setting['Key']) : null;
    if (key === null || !isWireObject(setting)) throw badObject('ServiceQuota', 'one of its Settings has no Key');
    settings.push({ key: texts.share(key), value: texts.share(readText(setting['Value']) ?? '') });
  }
  return {
    serviceName: texts.share(serviceName),
    serviceInstanceId: shared(readGuid(wire['ServiceInstanceId']), texts),
    configState: readEnum(wire['ConfigState'], CONFIG_STATES),
    quotaSyncState: readEnum(wire['QuotaSyncState'], SYNC_STATES),
    settings,
  };
}

function shared(text: string | null, texts: TextPool): string | null {
  return text === null ? null : texts.share(text);
}

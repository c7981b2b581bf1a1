import type { VmOwner } from './vm-record.ts';

/** A VM network of VMM. Records are never changed, only replaced. */
export interface VmNetworkRecord {
  readonly seq: number;
  /** Known by both: the same id may stand on two stamps. */
  readonly id: string;
  readonly stampId: string;
  readonly name: string;
  readonly description: string;
  readonly owner: VmOwner;
  readonly isolationType: string;
  /** Its deletion fails, every time. */
  readonly isStuck: boolean;
  /** It is there no more when the clock is past this. */
  readonly goneAt: number | null;
}

/**
 * A cloud service that somebody made. Another one is there for every VM role that has machines, without a record until
 * it is deleted. Records are never changed, only replaced.
 */
export interface CloudServiceRecord {
  readonly seq: number;
  readonly subscriptionId: string;
  readonly name: string;
  /** Its VM roles; absent: one of its own name. */
  readonly roles?: readonly string[];
  /** Its deletion fails, every time. */
  readonly isStuck: boolean;
  readonly goneAt: number | null;
}

export function vmNetworkKey({ id, stampId }: Pick<VmNetworkRecord, 'id' | 'stampId'>): string {
  return `${id}/${stampId}`;
}

export function cloudServiceKey({ subscriptionId, name }: Pick<CloudServiceRecord, 'subscriptionId' | 'name'>): string {
  return `${subscriptionId}/${name}`;
}

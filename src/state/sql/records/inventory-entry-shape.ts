import type { Told } from '../../../model/customer-mail.ts';
import type { InventoryEntry, LastSpec } from '../../../model/memory.ts';
import type {
  Deletion,
  DeletionPolicy,
  Limits,
  OnResume,
  OnSuspend,
  VdcState,
} from '../../../model/virtual-data-center.ts';
import { boolean, either, list, object, optional, string, wholeNumber, word } from './shape.ts';

const limit = either(wholeNumber, word({ unlimited: true }));

export const limitsShape = object<Limits>({ cpu: limit, ramMib: limit, diskGib: limit, vms: limit });

const lastSpec = object<LastSpec>({
  limits: limitsShape,
  state: word<VdcState>({ active: true, suspended: true }),
  coAdmins: optional(list(string)),
  ownerEmail: string,
  hostingPlan: string,
  onSuspend: word<OnSuspend>({ none: true, shutdown: true, stop: true, save: true, pause: true }),
  onResume: word<OnResume>({ previous: true, all: true, none: true }),
  deletion: object<Deletion>({
    policy: word<DeletionPolicy>({ delete: true, suspend: true, retain: true }),
    graceMs: wholeNumber,
  }),
  protect: boolean,
});

export const inventoryEntryShape = object<InventoryEntry>({
  name: string,
  generation: wholeNumber,
  subscriptionId: string,
  wasSeen: boolean,
  hostingPlanId: string,
  isAdopted: boolean,
  userName: string,
  lastSpec,
  retiredAtMs: optional(wholeNumber),
  isRetained: optional(boolean),
  isUnfinished: optional(boolean),
  isBeingDeleted: optional(boolean),
  resyncs: wholeNumber,
  told: optional(word<Told>({ nothing: true, active: true, suspended: true, 'deletion-scheduled': true })),
});

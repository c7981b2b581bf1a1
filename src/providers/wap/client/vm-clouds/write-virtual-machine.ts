import { ControllerError } from '../../../../model/controller-error.ts';
import type { WapResponse } from '../http/transport.ts';
import { odataKey } from './odata-key.ts';
import { readJobId } from './read-job-id.ts';
import type { VmmAddress } from './vmm-address.ts';
import { placeIn, type VmmScope } from './vmm-scope.ts';

/** VMM's words (wire: vm-clouds 4.2). `Stop` cuts the power, `Suspend` pauses. */
export type VmmOperation = 'Start' | 'Resume' | 'Shutdown' | 'Stop' | 'SaveState' | 'Suspend';

/** Each write returns when its job is made, and this is its id; null where the answer does not tell. */
type JobId = string | null;

/** The answer comes when the job is made, not when it is over (wire: vm-clouds 4.1). */
const AT_ONCE = { RunAsynchronously: 1 } as const;

/** Asks a machine to change its power. Sent once: an operation has no identity by which a second one could be known. */
export async function operateVirtualMachine(
  scope: VmmScope,
  machine: VmmAddress,
  operation: VmmOperation,
  signal: AbortSignal,
): Promise<JobId> {
  const { id, stampId } = machine;
  const body = { 'odata.type': 'VMM.VirtualMachine', ID: id, StampId: stampId, Operation: operation };
  const write = (method: 'MERGE' | 'PUT'): Promise<WapResponse> =>
    scope.transport.request({
      ...placeIn(scope, 'VirtualMachines', odataKey(id, stampId)),
      method,
      query: AT_ONCE,
      body,
      repeat: 'look-first',
      accepts: 'xml-too',
      signal,
    });
  return readJobId(await mergeOrPut(scope, write));
}

/**
 * MERGE is OData's verb for a part of an entity. Whether every SPF, and whatever stands before it, takes it is not
 * established; every known client PUTs (wire: vm-clouds 4.1). So until one MERGE was accepted, one that was refused in a way that may be
 * about the verb goes out again as a PUT: it has changed nothing.
 */
async function mergeOrPut(
  { dialect }: VmmScope,
  write: (method: 'MERGE' | 'PUT') => Promise<WapResponse>,
): Promise<WapResponse> {
  if (dialect.writesBy !== undefined) return write(dialect.writesBy);
  let refusal: unknown;
  try {
    const answer = await write('MERGE');
    dialect.writesBy = 'MERGE';
    return answer;
  } catch (error) {
    if (!mayBeAboutTheVerb(error)) throw error;
    refusal = error;
  }
  try {
    const answer = await write('PUT');
    dialect.writesBy = 'PUT';
    return answer;
  } catch (error) {
    // Refused by either verb: then it was not about the verb.
    throw mayBeAboutTheVerb(error) ? refusal : error;
  }
}

/** Statuses with which servers and filters turn down a verb; 404 only where it is not VMM that says so, as IIS does. */
function mayBeAboutTheVerb(error: unknown): boolean {
  if (!(error instanceof ControllerError)) return false;
  const status = error.details['status'];
  return status === 400 || status === 405 || status === 501 || (status === 404 && error.code === 'WAP_NOT_JSON');
}

/** Deletes a machine with its disks. It must be off (wire: vm-clouds 4.1). */
export function deleteVirtualMachine(scope: VmmScope, machine: VmmAddress, signal: AbortSignal): Promise<JobId> {
  return deleteEntity(scope, 'VirtualMachines', machine, signal);
}

export function deleteVmNetwork(scope: VmmScope, network: VmmAddress, signal: AbortSignal): Promise<JobId> {
  return deleteEntity(scope, 'VMNetworks', network, signal);
}

async function deleteEntity(
  scope: VmmScope,
  set: string,
  { id, stampId }: VmmAddress,
  signal: AbortSignal,
): Promise<JobId> {
  const answer = await scope.transport.request({
    ...placeIn(scope, set, odataKey(id, stampId)),
    method: 'DELETE',
    query: AT_ONCE,
    repeat: 'look-first',
    accepts: 'xml-too',
    signal,
  });
  return readJobId(answer);
}

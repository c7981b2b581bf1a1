import { ControllerError } from '../../../../model/controller-error.ts';
import { readGuid } from '../admin-api/read-wire.ts';

/** The key of a VMM entity: everything but user roles is known by its id and its stamp together (wire: vm-clouds 1). */
export function odataKey(id: string, stampId: string): string {
  return `(ID=guid'${guid(id)}',StampId=guid'${guid(stampId)}')`;
}

/** A GUID fit for a path; anything else would address something else. */
export function guid(text: string): string {
  const value = readGuid(text);
  if (value !== null) return value;
  throw new ControllerError(
    'WAP_EMPTY_ID',
    `VMM was to be asked about something whose id is "${text}", which is no GUID. Does the plan's Clouds setting name its cloud and stamp properly?`,
  );
}

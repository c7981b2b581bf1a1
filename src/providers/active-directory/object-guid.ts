import { ControllerError } from '../../model/controller-error.ts';

const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** `objectGUID` as people write it, lower-case with dashes: its first three groups stand in the buffer with the last byte first. */
export function formatGuid(bytes: Buffer): string {
  const hex = (from: number, to: number): string => bytes.toString('hex', from, to);
  const turned = (from: number, to: number): string => Buffer.from(bytes.subarray(from, to)).reverse().toString('hex');
  return [turned(0, 4), turned(4, 6), turned(6, 8), hex(8, 10), hex(10, 16)].join('-');
}

/** The name by which a domain controller finds an object wherever it was moved to (MS-ADTS 3.1.1.3.1.2.4). */
export function guidDn(id: string): string {
  if (GUID.test(id)) return `<GUID=${id.toLowerCase()}>`;
  throw new ControllerError(
    'ACCOUNT_ID_INVALID',
    'The id that we remember of an account is no GUID, so it cannot be looked for. The state store was changed by hand, or by another program.',
  );
}

import { ldapProblem } from '../directory-refusal.ts';
import { createElement, TAG } from './element.ts';
import type { LdapControl } from './ldap-request.ts';
import { RESULT } from './results.ts';

/** What a request may be told beside what it asks. */
export const CONTROL = {
  pages: '1.2.840.113556.1.4.319',
  /** Whatever stands below goes too: below what can be deleted here nothing stands. */
  treeDelete: '1.2.840.113556.1.4.805',
  permissiveModify: '1.2.840.113556.1.4.1413',
  domainScope: '1.2.840.113556.1.4.1339',
  /** Which parts of a security descriptor to read: there are none here to be read. */
  securityDescriptorFlags: '1.2.840.113556.1.4.801',
  manageReferrals: '2.16.840.1.113730.3.4.2',
} as const;

export interface ReadControls {
  readonly isPermissive: boolean;
  readonly isDomainOnly: boolean;
  readonly page: { readonly size: number; readonly cookie: Buffer } | null;
}

/** Throws 12 for one that is marked critical and not known here. */
export function readControls(controls: readonly LdapControl[]): ReadControls {
  const known: readonly string[] = Object.values(CONTROL);
  const unknown = controls.find(({ oid, isCritical }) => isCritical && !known.includes(oid));
  if (unknown !== undefined)
    throw ldapProblem(RESULT.unavailableCriticalExtension, '00002040', `Error processing control ${unknown.oid}`);
  const find = (oid: string): LdapControl | undefined => controls.find((control) => control.oid === oid);
  return {
    isPermissive: find(CONTROL.permissiveModify) !== undefined,
    isDomainOnly: find(CONTROL.domainScope) !== undefined,
    page: readPage(find(CONTROL.pages)),
  };
}

function readPage(control: LdapControl | undefined): ReadControls['page'] {
  if (control?.value === undefined || control.value === null) return null;
  const body = createElement(control.value).open(TAG.sequence);
  const size = body.number();
  return { size, cookie: body.octets() };
}

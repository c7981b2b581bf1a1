import { ControllerError } from '../../model/controller-error.ts';

/**
 * A value as it may stand in a DN (RFC 4514, 2.4). Written anew, since ldapts' own RDN wraps values in quotes, as only the
 * older RFC 2253 lets one, and sends a NUL as it is.
 */
export function escapeDnValue(value: string): string {
  const escaped = value
    .replaceAll(/["+,;<=>\\]/g, String.raw`\$&`)
    .replaceAll('\0', String.raw`\00`)
    .replaceAll('\n', String.raw`\0A`)
    .replaceAll('\r', String.raw`\0D`);
  return escaped.replace(/^[ #]/, String.raw`\$&`).replace(/ $/, value.length > 1 ? String.raw`\ ` : ' ');
}

/** The first part of a DN as it is written there, and what stands behind it; that is empty for a DN of one part. */
export function splitDn(dn: string): { readonly rdn: string; readonly parent: string } {
  let isQuoted = false;
  for (let at = 0; at < dn.length; at += 1) {
    const letter = dn[at];
    if (letter === '\\') at += 1;
    else if (letter === '"') isQuoted = !isQuoted;
    else if (letter === ',' && !isQuoted) return { rdn: dn.slice(0, at), parent: dn.slice(at + 1).trimStart() };
  }
  return { rdn: dn, parent: '' };
}

/** Whether `dn` stands below `container`, at any depth. Both as the same server writes them. */
export function isBelow(dn: string, container: string): boolean {
  const wanted = container.toLowerCase();
  for (let { parent } = splitDn(dn.toLowerCase()); parent !== ''; parent = splitDn(parent).parent)
    if (parent === wanted) return true;
  return false;
}

/** The domain that an OU belongs to: its `DC=` parts. Throws where there are none. */
export function domainOf(ou: string): string {
  for (let rest = ou.trim(); rest !== ''; rest = splitDn(rest).parent) if (/^DC\s*=/i.test(rest)) return rest;
  throw new ControllerError(
    'DIRECTORY_OU_MISSING',
    'The DN of the OU (directory.ou) names no domain, so nothing can be found there: it must end in DC parts, such as OU=Tenants,DC=corp,DC=example. Correct it in the settings.',
  );
}

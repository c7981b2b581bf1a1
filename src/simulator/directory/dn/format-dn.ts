import type { Rdn } from '../../world/directory-record.ts';

export function formatDn(rdns: readonly Rdn[]): string {
  return rdns.map(formatRdn).join(',');
}

/** As a domain controller writes it: with a backslash before what would end a value, and control characters as octets. */
export function formatRdn({ type, value }: Rdn): string {
  const escaped = value
    .replace(/^[ #]| $|[,+"\\<>;=]/g, String.raw`\$&`)
    .replace(/\p{Cc}/gu, (letter) => `\\${letter.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`);
  return `${type}=${escaped}`;
}

import type { Knobs } from '../../knobs/knobs.ts';
import type { DirectoryRecord } from '../../world/directory-record.ts';
import { attributeProblem, type DirectoryRefusal, unwilling } from '../directory-refusal.ts';
import { RESULT } from '../ldap/results.ts';

/** Is this password good enough for the domain? As in Windows one code says no, and not what is wrong. */
export function meetsPolicy(password: string, owner: Pick<DirectoryRecord, 'attributes'>, knobs: Knobs): boolean {
  if (password.length < knobs.get('password-min-length')) return false;
  return knobs.get('password-complexity') === 'off' || isComplex(password, owner);
}

/** The refusal of a password by the policy; which of two results comes is a knob. */
export function policyRefusal(knobs: Knobs): DirectoryRefusal {
  return knobs.get('refused-password-result') === '53'
    ? unwilling('0000052D')
    : attributeProblem(RESULT.constraintViolation, '0000052D', '1005 (CONSTRAINT_ATT_TYPE)', 'unicodePwd');
}

const KINDS: readonly RegExp[] = [/\p{Lu}/u, /\p{Ll}/u, /[0-9]/, /[^\p{L}\p{N}\s]/u, /\p{Lo}/u];

/** Three kinds of characters, and neither the login nor a part of the shown name in it. */
function isComplex(password: string, owner: Pick<DirectoryRecord, 'attributes'>): boolean {
  if (KINDS.filter((kind) => kind.test(password)).length < 3) return false;
  const shown = owner.attributes['displayName']?.[0] ?? '';
  const forbidden = [owner.attributes['sAMAccountName']?.[0] ?? '', ...shown.split(/[\s,.\-_#]+/)];
  const folded = password.toLowerCase();
  return !forbidden.some((part) => part.length >= 3 && folded.includes(part.toLowerCase()));
}

/** The text in a `unicodePwd`: UTF-16 with the least octet first, in double quotes. Throws 53 for anything else. */
export function readUnicodePwd(value: Buffer): string {
  const text = value.length % 2 === 0 ? value.toString('utf16le') : '';
  if (text.length < 2 || !text.startsWith('"') || !text.endsWith('"')) throw unwilling('0000001F');
  return text.slice(1, -1);
}

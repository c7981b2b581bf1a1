import type { Check } from '../../yaml/kinds/check.ts';
import { showValue } from '../../yaml/show-value.ts';
import type { Complaint } from '../../yaml/text-problem.ts';
import { showAddress } from './show-address.ts';
import { inline } from './secret.ts';

export interface UrlKind {
  /** The first one is proposed. */
  readonly schemes: readonly [string, ...string[]];
  /** Schemes that would send credentials in the open: refused by name. */
  readonly insecure: readonly string[];
  readonly example: string;
  /** `none`: host and port only. `path`: no query either. */
  readonly behindHost: 'none' | 'path' | 'anything';
}

export const HTTPS: UrlKind = {
  schemes: ['https'],
  insecure: ['http'],
  example: 'https://wap.corp.example:30004',
  behindHost: 'path',
};
export const WEB: UrlKind = {
  schemes: ['https', 'http'],
  insecure: [],
  example: 'https://portal.example',
  behindHost: 'anything',
};
export const LDAPS: UrlKind = {
  schemes: ['ldaps'],
  insecure: ['ldap'],
  example: 'ldaps://dc1.corp.example',
  behindHost: 'none',
};
export const SMTP: UrlKind = {
  schemes: ['smtp', 'smtps'],
  insecure: [],
  example: 'smtp://mail.corp.example:587',
  behindHost: 'none',
};

export function checkUrl(kind: UrlKind): Check {
  return (value, field) => {
    if (typeof value !== 'string') return invalid(field, value, kind);
    if (value.includes('@')) return { ...inline(field), suggestion: WITHOUT_LOGIN };
    const scheme = /^([a-z]+):\/\//i.exec(value)?.[1]?.toLowerCase();
    if (scheme === undefined) return invalid(field, value, kind, withScheme(value, kind));
    const rest = value.slice(scheme.length + 3);
    if (kind.insecure.includes(scheme)) return insecure(field, value, `${kind.schemes[0]}://${rest}`, kind);
    const meant = value.replace(/\/+$/, '').replace(/[?#].*$/, '');
    return isUrl(value, kind) ? undefined : invalid(field, value, kind, isUrl(meant, kind) ? meant : undefined);
  };
}

const WITHOUT_LOGIN = 'Take the login out of the address; it has fields of its own.';

function isUrl(text: string, { schemes, behindHost }: UrlKind): boolean {
  // The schema's own words: what URL parsers forgive (spaces, backslashes, a missing slash) means something else elsewhere.
  const behind = { none: '/?', path: '(?:/[^\\s?#\\\\]*)?', anything: '(?:[/?#]\\S*)?' }[behindHost];
  const isShaped = new RegExp(`^(?:${schemes.join('|')})://[^\\s/?#@\\\\]+${behind}$`).test(text);
  return isShaped && text.length <= 2000 && URL.canParse(text);
}

function withScheme(text: string, kind: UrlKind): string | undefined {
  const meant = `${kind.schemes[0]}://${text}`;
  return /^[A-Za-z0-9]/.test(text) && isUrl(meant, kind) ? meant : undefined;
}

function insecure(field: string, value: string, meant: string, kind: UrlKind): Complaint {
  return {
    code: 'INSECURE_URL',
    message: `${field} is ${showAddress(value)}; over an unencrypted connection anybody on the way could read and change what is said.`,
    suggestion: /[?#]/.test(meant) ? `Write ${kind.schemes[0]}://….` : `Write ${showValue(meant).slice(1, -1)}.`,
  };
}

function invalid(field: string, value: unknown, kind: UrlKind, meant?: string): Complaint {
  return {
    code: 'INVALID_URL',
    message: `${field} is ${showAddress(value)}, which is no address like ${kind.example}.`,
    ...(meant !== undefined && { suggestion: `Write ${showValue(meant).slice(1, -1)}.` }),
  };
}

import type { Check } from '../../yaml/kinds/check.ts';
import { isEmail } from '../../yaml/kinds/email.ts';
import { showValue } from '../../yaml/show-value.ts';

export const checkDistinguishedName: Check = (value, field) => {
  if (typeof value === 'string' && value.length <= 1000 && /^[A-Za-z][A-Za-z0-9.-]*=[^\p{Cc}]+$/u.test(value))
    return undefined;
  return {
    code: 'INVALID_DN',
    message: `${field} is ${showValue(value)}, which is no distinguished name like OU=Tenants,DC=corp,DC=example.`,
  };
};

const DOMAIN = /^(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)*[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?$/;

export const checkDomainName: Check = (value, field) => {
  if (typeof value === 'string' && value.length <= 253 && DOMAIN.test(value)) return undefined;
  const meant = typeof value === 'string' && value.length <= 254 && value.startsWith('@') ? value.slice(1) : undefined;
  return {
    code: 'INVALID_DOMAIN',
    message: `${field} is ${showValue(value)}, which is no domain like tenants.corp.example.`,
    ...(meant !== undefined && DOMAIN.test(meant) && { suggestion: `Write ${meant}.` }),
  };
};

/** `cloud@provider.example` or `Cloud <cloud@provider.example>`. A line break in it would be a header of its own. */
export const checkSender: Check = (value, field) => {
  if (typeof value === 'string' && value.length <= 400 && !/\p{Cc}/u.test(value)) {
    const open = value.indexOf('<');
    const address = open === -1 ? value : value.slice(open + 1, -1);
    const isWhole = open === -1 || value.endsWith('>');
    if (isWhole && isEmail(address)) return undefined;
  }
  return {
    code: 'INVALID_EMAIL',
    message: `${field} is ${showValue(value)}, which is no sender like Cloud <cloud@provider.example>.`,
  };
};

export const checkUrlPath: Check = (value, field) => {
  if (typeof value === 'string' && value.length <= 1000 && /^\/[^\s?#]*$/.test(value)) return undefined;
  const meant = typeof value === 'string' && /^[^\s?#/][^\s?#]{0,60}$/.test(value) ? `/${value}` : undefined;
  return {
    code: 'INVALID_URL_PATH',
    message: `${field} is ${showValue(value)}; the path of an address begins with / and has no spaces, ? or #.`,
    ...(meant !== undefined && { suggestion: `Write ${meant}.` }),
  };
};

import type { Check } from '../../yaml/kinds/check.ts';
import { showAddress } from './show-address.ts';
import { showValue } from '../../yaml/show-value.ts';

export const checkStateUrl: Check = (value, field) => {
  if (typeof value === 'string' && isStateUrl(value)) return undefined;
  const meant = typeof value === 'string' ? suggest(value) : undefined;
  return {
    code: 'INVALID_STATE_URL',
    message: `${field} is ${showAddress(value)}; state is kept in sqlite:PATH or postgres://USER@HOST/DATABASE.`,
    ...(meant !== undefined && { suggestion: `Write ${meant}.` }),
  };
};

function isStateUrl(text: string): boolean {
  if (text.length > 2000 || /\p{Cc}/u.test(text)) return false;
  if (text.startsWith('sqlite:')) return /^sqlite:(?:\/\/\/)?[^\s/]|^sqlite:\/[^/]/.test(text);
  return /^postgres(?:ql)?:\/\/\S/.test(text) && URL.canParse(text);
}

/** The path of the file; nothing for another kind of store. `sqlite:///a` is how others write `/a`. */
export function sqlitePath(url: string): string | undefined {
  if (!url.startsWith('sqlite:')) return undefined;
  return url.slice('sqlite:'.length).replace(/^\/\/\//, '/');
}

/** Whether the address of the database carries its password. */
export function hasPassword(url: string): boolean {
  return /^[a-z]+:\/\/[^\s/@]*:[^\s/]+@|[?&]password=/i.test(url);
}

function suggest(text: string): string | undefined {
  if (/^sqlite:\/\/[^/]/.test(text)) return showValue(text.replace('//', '')).slice(1, -1);
  return /^[./A-Za-z0-9_-]+$/.test(text) && text.length < 60 ? `sqlite:${text}` : undefined;
}

import type { Check } from '../../yaml/kinds/check.ts';
import { showValue } from '../../yaml/show-value.ts';
import { showAddress } from './show-address.ts';
import { inline } from './secret.ts';

const WAYS: readonly RegExp[] = [
  /^(?:ssh|https?):\/\/[^\s/?#@\\]+\/\S*$/,
  /^ssh:\/\/[A-Za-z0-9._-]+@[^\s/?#@\\]+\/\S*$/,
  /^file:\/\/\/\S+$/,
  // As in `git clone git@host:vdcs.git`.
  /^[A-Za-z0-9._-]+@[A-Za-z0-9.-]+:[^\s:][^\s]*$/,
  /^(?:\.{0,2}\/)\S+$/,
];

/** How a repository is reached. */
export function gitWay(url: string): 'https' | 'http' | 'ssh' | 'path' {
  if (url.startsWith('https://')) return 'https';
  if (url.startsWith('http://')) return 'http';
  // As git itself tells `git@host:vdcs.git` from a path.
  return url.startsWith('ssh://') || /^[^/]+:(?!\/\/)/.test(url) ? 'ssh' : 'path';
}

/** Only the ways that name a place: `ext::` would run a program, and a leading dash would be an option to git. */
export const checkGitUrl: Check = (value, field) => {
  if (typeof value !== 'string') return invalid(field, value);
  // An https user name is a token as often as not.
  if (/^(?:https?:\/\/[^\s/]*@|[a-z]+:\/\/[^\s/@]*:[^\s/]*@)/i.test(value)) {
    return {
      ...inline(field),
      suggestion: 'Take the login out of the address; it has fields of its own, username and token.',
    };
  }
  return value.length <= 2000 && WAYS.some((way) => way.test(value)) ? undefined : invalid(field, value);
};

export const checkGitBranch: Check = (value, field) => {
  const isBranch =
    typeof value === 'string' &&
    value.length <= 200 &&
    /^[A-Za-z0-9_][A-Za-z0-9_./+-]*$/.test(value) &&
    !/\.\.|\/\/|\/$|\.lock$|\.$/.test(value);
  if (isBranch) return undefined;
  return { code: 'INVALID_GIT_BRANCH', message: `${field} is ${showValue(value)}, which is no name of a branch.` };
};

export const checkGitPath: Check = (value, field) => {
  const isInside =
    typeof value === 'string' &&
    value !== '' &&
    value.length <= 1000 &&
    !/^\/|\\|\p{Cc}/u.test(value) &&
    !value.split('/').includes('..');
  if (isInside) return undefined;
  return {
    code: 'INVALID_GIT_PATH',
    message: `${field} is ${showValue(value)}; it must be a folder inside the repository, written with / and without .. in it.`,
  };
};

function invalid(field: string, value: unknown) {
  return {
    code: 'INVALID_URL',
    message: `${field} is ${showAddress(value)}; a repository is ssh://git@host/vdcs.git, https://host/vdcs.git, git@host:vdcs.git, or a path that begins with / or ./.`,
  };
}

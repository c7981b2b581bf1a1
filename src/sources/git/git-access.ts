/** How a repository is reached. */
export interface GitAccess {
  /** https, ssh, a local path, or `user@host:path`; never with a secret in it. */
  readonly url: string;
  /** For https. The token is asked for at each fetch, so that it may be changed while we run. */
  readonly login?: { readonly username: string; readonly readToken: () => Promise<string> };
  /** For https. Absolute, as the following. */
  readonly caFile?: string;
  /** For ssh. */
  readonly keyFile?: string;
  readonly knownHostsFile?: string;
  readonly allowedSignersFile?: string;
}

export type Scheme = 'https' | 'http' | 'ssh' | 'file';

export function schemeOf(url: string): Scheme {
  const scheme = /^(https|http|ssh|file):\/\//.exec(url)?.[1];
  if (scheme !== undefined) return scheme as Scheme;
  // As git itself tells `git@host:vdcs.git` from a path.
  return /^[^/]+:/.test(url) ? 'ssh' : 'file';
}

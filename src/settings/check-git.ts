import type { Finding } from '../yaml/check-fields.ts';
import { type Ask, found } from './ask.ts';
import { gitWay } from './kinds/git.ts';
import { isLoopback } from './kinds/listen.ts';

/** What each way to a repository has no use for is a misunderstanding: somebody believes to be protected by it. */
export function checkGit(ask: Ask): readonly Finding[] {
  const url = ask('specs', 'git', 'url');
  if (typeof url !== 'string') return [];
  const way = gitWay(url);
  const written = (keys: readonly string[]) => keys.filter((key) => ask('specs', 'git', key) !== undefined);
  return [
    ...(way === 'https' ? [] : written(['username', 'token', 'caFile']).flatMap(needsHttps)),
    ...(way === 'ssh' ? [] : written(['keyFile', 'knownHostsFile']).flatMap(needsSsh)),
    ...(way === 'https' ? checkLogin(ask) : []),
    ...(way === 'http' ? checkEncryption(url) : []),
  ];
}

function needsHttps(key: string): readonly Finding[] {
  const why = key === 'caFile' ? 'there is no certificate to check' : 'a token travels over https only';
  return found(['specs', 'git', key], {
    code: 'GIT_NEEDS_HTTPS',
    message: `specs.git.${key} is of use only with an address that begins with https://; here ${why}.`,
    suggestion: 'Write the https:// address of the repository, or remove it.',
  });
}

function needsSsh(key: string): readonly Finding[] {
  return found(['specs', 'git', key], {
    code: 'GIT_NEEDS_SSH',
    message: `specs.git.${key} is of use only with an address of ssh; here nobody would look at it.`,
    suggestion: 'Write the address as ssh://git@host/vdcs.git, or remove it.',
  });
}

function checkLogin(ask: Ask): readonly Finding[] {
  if (ask('specs', 'git', 'username') === undefined || ask('specs', 'git', 'token') !== undefined) return [];
  return found(['specs', 'git', 'username'], {
    code: 'GIT_LOGIN_INCOMPLETE',
    message: 'specs.git has a username but no token, so nobody could log in.',
    suggestion: 'Add `token: { env: GIT_TOKEN }`, or remove the username.',
  });
}

function checkEncryption(url: string): readonly Finding[] {
  if (URL.canParse(url) && isLoopback(new URL(url).hostname)) return [];
  return found(['specs', 'git', 'url'], {
    code: 'GIT_UNENCRYPTED',
    severity: 'warning',
    message: 'Over http:// anybody on the way can change the specs, and so what is deleted.',
    suggestion: 'Write the https:// address of the repository.',
  });
}

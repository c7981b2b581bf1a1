import type { SecretSource, Settings } from '../model/settings.ts';
import type { LoadOptions, SpecSource } from '../sources/spec-source.ts';
import type { StateStore } from '../state/state-store.ts';
import { elapsed, redactor, shown, sleep } from './machine.ts';
import { readSecretOf } from './secrets.ts';
import { workFile } from './work-folder.ts';

/** Where the settings say that specs are. */
export async function openSource(settings: Settings, store: StateStore): Promise<SpecSource> {
  const { specs } = settings;
  if (specs.kind === 'directory') {
    const { openDirectorySource } = await import('../sources/directory/open-directory-source.ts');
    return openDirectorySource({ directory: specs.directory, shownAs: shown, elapsed, sleep });
  }
  const { openGitSource } = await import('../sources/git/open-git-source.ts');
  const { token, username = 'git', ...rest } = specs;
  const source = openGitSource({
    ...rest,
    ...(token && { login: { username, readToken: () => readToken(username, token) } }),
    cloneFolder: workFile(settings, 'git'),
    env: process.env,
    random: Math.random,
    sleep,
  });
  return { ...source, load: async (signal, options) => source.load(signal, options ?? (await recall(store))) };
}

async function readToken(username: string, token: SecretSource): Promise<string> {
  const secret = await readSecretOf(token);
  // As Basic carries it.
  redactor.hide(Buffer.from(`${username}:${secret}`).toString('base64'));
  return secret;
}

/** What was acted on last, and what somebody has approved of: only then is it known whether a branch went back. */
async function recall(store: StateStore): Promise<LoadOptions> {
  const nowMs = Date.now();
  const [{ lastRevision }, approvals] = await Promise.all([store.readMemory(nowMs), store.readApprovals(nowMs)]);
  return {
    ...(lastRevision !== undefined && { after: lastRevision }),
    approved: new Set(approvals.map(({ fingerprint }) => fingerprint)),
  };
}

import { chmodSync, copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openGitSource, type GitSourceOptions } from '../../../src/sources/git/open-git-source.ts';
import { told } from '../../support/git-story.ts';
import { startGitOverSsh, type GitOverSsh } from '../../support/peers/git-over-ssh.ts';
import { makeGitRepository, type GitRepository } from '../../support/peers/git-repository.ts';
import { canMeetPeers } from '../../support/peers/require-packages.ts';
import { makeScratchFolder, type ScratchFolder } from '../../support/peers/scratch-folder.ts';
import { realSleep } from '../../support/real-sleep.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const signal = new AbortController().signal;

describe.runIf(canMeetPeers('gitOverSsh'))('a branch over ssh', () => {
  let scratch: ScratchFolder;
  let server: GitOverSsh;
  let repository: GitRepository;

  beforeAll(async () => {
    scratch = await makeScratchFolder('git-ssh');
    repository = await makeGitRepository(scratch.path);
    await repository.commit({ 'specs/a.yaml': 'a' });
    server = await startGitOverSsh(scratch.path, repository.path);
  });
  afterAll(async () => {
    await server[Symbol.asyncDispose]();
    await scratch[Symbol.asyncDispose]();
  });

  const open = (options: Partial<GitSourceOptions> = {}) =>
    openGitSource({
      url: server.url,
      keyFile: server.key.keyFile,
      knownHostsFile: server.knownHostsFile,
      branch: 'main',
      path: 'specs',
      intervalMs: 60_000,
      cloneFolder: join(temporaryFolder(), 'clone'),
      env: process.env,
      sleep: realSleep,
      random: () => 0.5,
      ...options,
    });

  it('is read with a key and a known host, and followed', async () => {
    const source = open();
    const first = await source.load(signal);
    expect(told(first)).toEqual(['specs/a.yaml: a']);
    await repository.commit({ 'specs/b.yaml': 'b' });
    expect(told(await source.load(signal, { after: first.revision }))).toContain('specs/b.yaml: b');
  });

  it('is refused where the server shows another key than the known one, or an unknown one', async () => {
    const wrong = open({ knownHostsFile: server.wrongHostsFile });
    await expect(wrong.load(signal)).rejects.toMatchObject({ code: 'SPECS_GIT_HOST_KEY' });
    const unknown = open({ knownHostsFile: '/dev/null' });
    await expect(unknown.load(signal)).rejects.toMatchObject({ code: 'SPECS_GIT_HOST_KEY' });
  });

  it('is refused with a key that the server does not know', async () => {
    const source = open({ keyFile: server.stranger.keyFile });
    await expect(source.load(signal)).rejects.toMatchObject({ code: 'SPECS_GIT_LOGIN_REFUSED' });
  });

  it('is refused with a key that others may read, as ssh demands', async () => {
    const keyFile = join(temporaryFolder(), 'key');
    copyFileSync(server.key.keyFile, keyFile);
    chmodSync(keyFile, 0o644);
    await expect(open({ keyFile }).load(signal)).rejects.toMatchObject({ code: 'SPECS_GIT_LOGIN_REFUSED' });
  });

  it('finds its files under names that a shell or ssh would take apart', async () => {
    const keyFile = join(temporaryFolder(), `it's 100%h "a" key $HOME`.replaceAll('"', ''));
    copyFileSync(server.key.keyFile, keyFile);
    chmodSync(keyFile, 0o600);
    expect((await open({ keyFile }).load(signal)).files.length).toBeGreaterThan(0);
  });

  it('tells of a file that is missing by its name', async () => {
    const source = open({ keyFile: join(temporaryFolder(), 'nowhere') });
    await expect(source.load(signal)).rejects.toMatchObject({ code: 'SPECS_GIT_FILE_UNREADABLE' });
    await expect(source.load(signal)).rejects.toThrow('specs.git.keyFile');
  });
});

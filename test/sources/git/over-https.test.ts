import { readdirSync, readFileSync, statSync } from 'node:fs';
import { chmod, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openGitSource, type GitSourceOptions } from '../../../src/sources/git/open-git-source.ts';
import { told } from '../../support/git-story.ts';
import { issueCertificate, makeAuthority } from '../../support/peers/certificates.ts';
import { HTTPS_LOGIN, startGitOverHttps, type GitOverHttps } from '../../support/peers/git-over-https.ts';
import { makeGitRepository, type GitRepository } from '../../support/peers/git-repository.ts';
import { canMeetPeers } from '../../support/peers/require-packages.ts';
import { makeScratchFolder, type ScratchFolder } from '../../support/peers/scratch-folder.ts';
import { realSleep } from '../../support/real-sleep.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const signal = new AbortController().signal;

describe.runIf(canMeetPeers('gitOverHttps'))('a branch over https', () => {
  let scratch: ScratchFolder;
  let server: GitOverHttps;
  let repository: GitRepository;
  let caFile: string;
  let strangeCaFile: string;

  beforeAll(async () => {
    scratch = await makeScratchFolder('git-https');
    const [site, repositories, tls, strange] = ['site', 'repositories', 'tls', 'strange'].map((name) =>
      join(scratch.path, name),
    ) as [string, string, string, string];
    await Promise.all([site, repositories, tls, strange].map((folder) => mkdir(folder)));
    const authority = await makeAuthority(tls);
    caFile = authority.caFile;
    strangeCaFile = (await makeAuthority(strange)).caFile;
    repository = await makeGitRepository(repositories);
    await repository.commit({ 'specs/a.yaml': 'a' });
    await chmod(scratch.path, 0o755);
    server = await startGitOverHttps(site, repositories, await issueCertificate(authority));
  });
  afterAll(async () => {
    await server[Symbol.asyncDispose]();
    await scratch[Symbol.asyncDispose]();
  });

  const open = (options: Partial<GitSourceOptions> = {}, token: string | null = HTTPS_LOGIN.token) => {
    const cloneFolder = join(temporaryFolder(), 'clone');
    const source = openGitSource({
      url: `${server.url}/specs.git`,
      ...(token !== null && { login: { username: HTTPS_LOGIN.username, readToken: () => Promise.resolve(token) } }),
      caFile,
      branch: 'main',
      path: 'specs',
      intervalMs: 60_000,
      cloneFolder,
      env: process.env,
      sleep: realSleep,
      random: () => 0.5,
      ...options,
    });
    return { cloneFolder, source };
  };

  it('is read with a token and an authority of our own, and followed', async () => {
    const { source } = open();
    const first = await source.load(signal);
    expect(told(first)).toEqual(['specs/a.yaml: a']);
    await repository.commit({ 'specs/b.yaml': 'b' });
    const second = await source.load(signal, { after: first.revision });
    expect(told(second)).toContain('specs/b.yaml: b');
    expect(second.rewritten).toBeUndefined();
  });

  it('leaves the token nowhere in its clone', async () => {
    const { source, cloneFolder } = open();
    await source.load(signal);
    const forms = [HTTPS_LOGIN.token, Buffer.from(`${HTTPS_LOGIN.username}:${HTTPS_LOGIN.token}`).toString('base64')];
    for (const name of readdirSync(cloneFolder, { recursive: true })) {
      const path = join(cloneFolder, String(name));
      if (!statSync(path).isFile()) continue;
      for (const form of forms) expect(readFileSync(path).includes(form)).toBe(false);
    }
  });

  it('is refused with a wrong token, which stands nowhere in the error', async () => {
    const error: unknown = await open({}, 'wrong-t0ken')
      .source.load(signal)
      .catch((cause: unknown) => cause);
    expect(error).toMatchObject({ code: 'SPECS_GIT_LOGIN_REFUSED', retry: 'never' });
    const cause = error instanceof Error ? error.cause : undefined;
    expect(`${String(error)} ${String(cause)}`).not.toMatch(/wrong-t0ken|d3Jvbmct/);
  });

  it('is refused without a token, and nobody is asked for one', async () => {
    const { source } = open({}, null);
    await expect(source.load(signal)).rejects.toMatchObject({ code: 'SPECS_GIT_LOGIN_REFUSED' });
  });

  it('takes a token that was changed meanwhile', async () => {
    let token = 'old';
    const login = { username: HTTPS_LOGIN.username, readToken: () => Promise.resolve(token) };
    const { source } = open({ login });
    await expect(source.load(signal)).rejects.toMatchObject({ code: 'SPECS_GIT_LOGIN_REFUSED' });
    token = HTTPS_LOGIN.token;
    expect((await source.load(signal)).files.length).toBeGreaterThan(0);
  });

  it('is refused where the certificate comes from somebody else', async () => {
    const { source } = open({ caFile: strangeCaFile });
    await expect(source.load(signal)).rejects.toMatchObject({ code: 'SPECS_GIT_CERTIFICATE' });
  });

  it('is not followed to where a redirect leads', async () => {
    const { source } = open({ url: `${server.url.replace(/git$/, 'moved')}/specs.git` });
    await expect(source.load(signal)).rejects.toMatchObject({ code: 'SPECS_GIT_REDIRECTED' });
  });

  it('that is not there is told apart from a repository that is not', async () => {
    await expect(open({ branch: 'other' }).source.load(signal)).rejects.toMatchObject({ code: 'SPECS_BRANCH_GONE' });
    const nowhere = open({ url: `${server.url}/nowhere.git` }).source;
    await expect(nowhere.load(signal)).rejects.toMatchObject({ code: 'SPECS_REPOSITORY_MISSING' });
  });
});

import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openBlackHole } from '../../support/black-hole.ts';
import { gitStory } from '../../support/git-story.ts';
import { freePort } from '../../support/peers/free-port.ts';
import { canMeetPeers } from '../../support/peers/require-packages.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const signal = new AbortController().signal;

/** A folder with nothing but a program called git. */
function folderWithGit(script: string): string {
  const folder = temporaryFolder();
  const path = join(folder, 'git');
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
  return folder;
}

describe.runIf(canMeetPeers('git'))('a repository out of reach', () => {
  it.each(['https', 'ssh'])('since its server is dead (%s) may come back later', async (scheme) => {
    const { open } = await gitStory();
    const source = open({ url: `${scheme}://127.0.0.1:${await freePort()}/specs.git` });
    await expect(source.load(signal)).rejects.toMatchObject({ code: 'SPECS_GIT_UNREACHABLE', retry: 'later' });
  });

  it.each(['https', 'ssh'])(
    'since its server says nothing (%s) is given up, and nobody is left waiting',
    async (scheme) => {
      const hole = await openBlackHole();
      const { open } = await gitStory();
      // The time limit ends as soon as somebody hangs in the hole; every other wait would be one for ever.
      const sleep = (ms: number, until: AbortSignal): Promise<void> =>
        new Promise((resolve, reject) => {
          const leave = (): void => reject(until.reason as Error);
          if (until.aborted) return leave();
          until.addEventListener('abort', leave, { once: true });
          if (ms === 7_000) void hole.nextVisit.then(() => resolve());
        });
      const source = open({ url: `${scheme}://127.0.0.1:${hole.port}/specs.git`, timeLimitMs: 7_000, sleep });
      await expect(source.load(signal)).rejects.toMatchObject({ code: 'SPECS_GIT_TIMEOUT', retry: 'later' });
      await hole.left();
    },
  );

  it('is let go of when nobody waits for it any more', async () => {
    const hole = await openBlackHole();
    const { open } = await gitStory();
    const stopping = new AbortController();
    const visited = hole.nextVisit.then(() => stopping.abort(new Error('enough')));
    const source = open({ url: `https://127.0.0.1:${hole.port}/specs.git` });
    await expect(source.load(stopping.signal)).rejects.toThrow('enough');
    await visited;
    await hole.left();
  });

  it('since there is none is told so', async () => {
    const { folder, open } = await gitStory();
    const source = open({ url: join(folder, 'nowhere.git') });
    await expect(source.load(signal)).rejects.toMatchObject({ code: 'SPECS_REPOSITORY_MISSING' });
  });

  it('since there is no git on this machine is told so', async () => {
    const { open } = await gitStory();
    const source = open({ env: { PATH: temporaryFolder() } });
    await expect(source.load(signal)).rejects.toMatchObject({ code: 'GIT_MISSING' });
  });

  it('since git is too old is told so', async () => {
    const { open } = await gitStory();
    const source = open({ env: { PATH: `${folderWithGit('echo git version 2.20.1')}:${process.env.PATH}` } });
    await expect(source.load(signal)).rejects.toMatchObject({ code: 'GIT_TOO_OLD' });
  });

  it('for a reason that we have never heard is told in its words', async () => {
    const { open } = await gitStory();
    const odd = '[ "$1" = version ] && echo git version 2.39.5 && exit 0; echo fatal: the moon is full >&2; exit 1';
    const source = open({ env: { PATH: `${folderWithGit(odd)}:${process.env.PATH}` } });
    await expect(source.load(signal)).rejects.toMatchObject({
      code: 'SPECS_GIT_FAILED',
      cause: { message: 'fatal: the moon is full' },
    });
  });

  it('is asked in an environment of our own', async () => {
    const { folder, open } = await gitStory();
    const spy = `env > ${folder}/seen; [ "$1" = version ] && echo git version 2.39.5 && exit 0; exit 1`;
    const env = {
      PATH: `${folderWithGit(spy)}:${process.env.PATH}`,
      HOME: '/home/jo',
      GIT_DIR: '/home/jo/other',
      GIT_SSL_NO_VERIFY: '1',
      GIT_TRACE_CURL: '1',
      GIT_SSH_COMMAND: 'ssh -o StrictHostKeyChecking=no',
      LD_PRELOAD: '/tmp/x.so',
      WAP_PASSWORD: 'hunter2',
      https_proxy: 'http://proxy.example:3128',
    };
    await expect(open({ env }).load(signal)).rejects.toMatchObject({ code: 'SPECS_GIT_FAILED' });
    const seen = readFileSync(join(folder, 'seen'), 'utf8');
    expect(seen).toMatch(/^GIT_TERMINAL_PROMPT=0$/m);
    expect(seen).toMatch(/^GIT_CONFIG_GLOBAL=\/dev\/null$/m);
    expect(seen).toMatch(/^https_proxy=/m);
    expect(seen).not.toMatch(/NO_VERIFY|TRACE|GIT_DIR|SSH_COMMAND|LD_PRELOAD|hunter2|\/home\/jo/);
  });
});

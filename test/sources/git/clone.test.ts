import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { gitStory, told } from '../../support/git-story.ts';
import { makeGitRepository } from '../../support/peers/git-repository.ts';
import { canMeetPeers } from '../../support/peers/require-packages.ts';

const signal = new AbortController().signal;

function objectsOf(clone: string): readonly string[] {
  return readdirSync(join(clone, 'objects'), { recursive: true })
    .map((name) => join(clone, 'objects', String(name)))
    .filter((path) => statSync(path).isFile());
}

const damages: readonly (readonly [string, (clone: string) => void])[] = [
  ['is gone', (clone) => rmSync(clone, { recursive: true })],
  ['is empty', (clone) => (rmSync(clone, { recursive: true }), mkdirSync(clone, { mode: 0o700 }))],
  ['lost its objects', (clone) => objectsOf(clone).forEach((path) => rmSync(path))],
  ['has objects that are cut off', (clone) => objectsOf(clone).forEach((path) => cutOff(path))],
  ['lost its HEAD', (clone) => rmSync(join(clone, 'HEAD'))],
  ['has a broken config', (clone) => writeFileSync(join(clone, 'config'), '[core\n')],
  ['is locked by a git that was killed', (clone) => writeFileSync(join(clone, 'refs/vdc/tip.lock'), '')],
  ['may be written by others', (clone) => chmodSync(clone, 0o777)],
  ['is a file', (clone) => (rmSync(clone, { recursive: true }), writeFileSync(clone, 'x'))],
];

function cutOff(path: string): void {
  chmodSync(path, 0o600);
  writeFileSync(path, readFileSync(path).subarray(0, 20));
}

describe.runIf(canMeetPeers('git'))('a clone', () => {
  for (const [what, damage] of damages) {
    it(`that ${what} is made anew, by the same process and by the next one`, async () => {
      const { repository, cloneFolder, open } = await gitStory();
      await repository.commit({ 'a.yaml': 'one' });
      const source = open();
      await source.load(signal);
      await repository.commit({ 'a.yaml': 'two', 'b.yaml': 'two' });
      damage(cloneFolder);
      expect(told(await source.load(signal))).toEqual(['a.yaml: two', 'b.yaml: two']);
      await repository.commit({ 'a.yaml': 'three' });
      damage(cloneFolder);
      expect(told(await open().load(signal))).toEqual(['a.yaml: three', 'b.yaml: two']);
      expect(readdirSync(join(cloneFolder, '..'))).toEqual(['clone']);
    });
  }

  it('of another repository, or of another branch, is made anew', async () => {
    const { repository, folder, open } = await gitStory();
    await repository.commit({ 'a.yaml': 'first' });
    await open().load(signal);
    mkdirSync(join(folder, 'second'));
    const second = await makeGitRepository(join(folder, 'second'), 'release/1');
    await second.commit({ 'b.yaml': 'second' });
    const other = open({ url: second.path, branch: 'release/1' });
    expect(told(await other.load(signal))).toEqual(['b.yaml: second']);
    expect(told(await open().load(signal))).toEqual(['a.yaml: first']);
  });

  it('holds neither history from before it was made nor files of a work tree', async () => {
    const { repository, cloneFolder, open } = await gitStory();
    await repository.commit({ 'a.yaml': 'one' });
    await repository.commit({ 'a.yaml': 'two' });
    await open().load(signal);
    const count = execFileSync('git', ['--git-dir', cloneFolder, 'rev-list', '--count', 'refs/vdc/tip']);
    expect(count.toString().trim()).toBe('1');
  });

  it('that cannot be kept is told with its place', async () => {
    const { repository, folder, open } = await gitStory();
    await repository.commit({ 'a.yaml': 'a' });
    writeFileSync(join(folder, 'file'), '');
    const source = open({ cloneFolder: join(folder, 'file/clone') });
    await expect(source.load(signal)).rejects.toMatchObject({ code: 'SPECS_CLONE_UNWRITABLE' });
  });

  it('of a repository that lacks an object is refused, and is no half snapshot', async () => {
    const { repository, open } = await gitStory();
    await repository.commit({ 'a.yaml': 'a', 'b.yaml': 'b' });
    const source = open();
    await source.load(signal);
    await repository.commit({ 'b.yaml': 'lost' });
    const blob = await repository.git('rev-parse', 'HEAD:b.yaml');
    rmSync(join(repository.path, 'objects', blob.slice(0, 2), blob.slice(2)), { force: true });
    await expect(source.load(signal)).rejects.toMatchObject({ code: expect.stringMatching(/^SPECS_GIT_/) });
  });
});

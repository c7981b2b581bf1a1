import { createHash } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { gitStory, told } from '../../support/git-story.ts';
import { canMeetPeers } from '../../support/peers/require-packages.ts';

const signal = new AbortController().signal;

describe.runIf(canMeetPeers('git'))('a branch of specs', () => {
  it('is read at any depth below its folder, by the rules of a directory, and nothing else', async () => {
    const { repository, open } = await gitStory();
    const commit = await repository.commit({
      'specs/b.yaml': 'b',
      'specs/a.yml': 'a',
      'specs/deep/er/c.YAML': 'c',
      'specs/deep.yaml/d.yaml': 'd',
      'specs/README.md': 'x',
      'specs/.hidden.yaml': 'x',
      'specs/.github/e.yaml': 'x',
      'specs/ünïcode "quoted".yaml': 'ü',
      'specs/empty.yaml': '',
      'other/f.yaml': 'x',
    });
    const snapshot = await open({ path: './specs/' }).load(signal);
    expect(snapshot.revision).toBe(`git:${commit}`);
    expect(told(snapshot)).toEqual([
      'specs/a.yml: a',
      'specs/b.yaml: b',
      'specs/deep.yaml/d.yaml: d',
      'specs/deep/er/c.YAML: c',
      'specs/empty.yaml: ',
      'specs/ünïcode "quoted".yaml: ü',
    ]);
  });

  it('may be all of a repository', async () => {
    const { repository, open } = await gitStory();
    await repository.commit({ 'a.yaml': 'a', 'x/b.yaml': 'b' });
    expect(told(await open().load(signal))).toEqual(['a.yaml: a', 'x/b.yaml: b']);
  });

  it('may be empty, which is a snapshot without files', async () => {
    const { repository, open } = await gitStory();
    await repository.commit({ 'README.md': 'x' });
    expect((await open().load(signal)).files).toEqual([]);
  });

  it('gives each content a hash that no file elsewhere can have', async () => {
    const { repository, open } = await gitStory();
    await repository.commit({ 'a.yaml': 'same', 'b.yaml': 'same', 'c.yaml': 'other' });
    const hashes = (await open().load(signal)).files.map((file) => 'bytes' in file && file.contentHash);
    const blob = createHash('sha1').update('blob 4\0same').digest('hex');
    expect(hashes.slice(0, 2)).toEqual([`git:${blob}`, `git:${blob}`]);
    expect(hashes[2]).not.toBe(hashes[0]);
  });

  it('shows links and submodules as unreadable: either may stand for a folder of specs', async () => {
    const { repository, open } = await gitStory();
    const commit = await repository.commit({
      'a.yaml': 'a',
      'link.yaml': { link: '/etc/passwd' },
      customers: { link: '../secrets' },
    });
    await repository.git('update-index', '--add', '--cacheinfo', `160000,${commit},vendor`);
    await repository.git('commit', '--quiet', '-m', 'submodule');
    await repository.push();
    expect(told(await open().load(signal))).toEqual([
      'a.yaml: a',
      'customers! it is a link, and links in a repository are not followed',
      'link.yaml! it is a link, and links in a repository are not followed',
      'vendor! it is a submodule, and submodules are not fetched',
    ]);
  });

  it('hands on no more of a huge file than shows that it is too large, and the next one whole', async () => {
    const { repository, open } = await gitStory();
    await repository.commit({ 'a.yaml': 'x'.repeat(3 * 1024 * 1024), 'b.yaml': 'b' });
    const [huge, next] = (await open().load(signal)).files;
    expect(huge && 'bytes' in huge && huge.bytes.length).toBe(1024 * 1024 + 1);
    expect(next && 'bytes' in next && Buffer.from(next.bytes).toString()).toBe('b');
  });

  it('is refused where it is larger than any number of VDCs explains', async () => {
    const { repository, open } = await gitStory();
    await repository.commit({ 'a.yaml': 'x'.repeat(600), 'b.yaml': 'x'.repeat(601) });
    await expect(open({ maxTotalBytes: 1000 }).load(signal)).rejects.toMatchObject({ code: 'SPECS_TOO_LARGE' });
  });

  it('of a thousand files is read whole, and again after one of them was changed', async () => {
    const { repository, open } = await gitStory();
    const files = Object.fromEntries(
      Array.from({ length: 1000 }, (_, index) => [`${index % 10}/${index}.yaml`, `index: ${index}\n`]),
    );
    await repository.commit(files);
    const source = open();
    const first = await source.load(signal);
    const texts = Object.fromEntries(told(first).map((line) => line.split(': index')));
    expect(Object.keys(texts)).toHaveLength(1000);
    for (const [name, text] of Object.entries(files)) expect(texts[name]).toBe(text.slice('index'.length));
    const commit = await repository.commit({ '3/3.yaml': 'changed' });
    const second = await source.load(signal, { after: first.revision });
    expect(second.revision).toBe(`git:${commit}`);
    expect(told(second).filter((line) => !told(first).includes(line))).toEqual(['3/3.yaml: changed']);
    expect(second.rewritten).toBeUndefined();
  });

  it('is followed forward, and costs nothing new where nothing is', async () => {
    const { repository, open } = await gitStory();
    await repository.commit({ 'a.yaml': 'one' });
    const source = open();
    const one = await source.load(signal);
    expect(told(await source.load(signal, { after: one.revision }))).toEqual(['a.yaml: one']);
    await repository.commit({ 'a.yaml': 'two' });
    await repository.commit({ 'a.yaml': null, 'b.yaml': 'three' });
    expect(told(await source.load(signal, { after: one.revision }))).toEqual(['b.yaml: three']);
  });

  it('of a repository with SHA-256 ids is read as well', async () => {
    const { repository, folder, open } = await gitStory();
    const path = `${folder}/sha256.git`;
    await repository.git('init', '--quiet', '--bare', '--object-format=sha256', path);
    const work = `${folder}/sha256`;
    await repository.git('init', '--quiet', '--initial-branch=main', '--object-format=sha256', work);
    await repository.git('-C', work, 'commit', '--quiet', '--allow-empty', '-m', 'x');
    await repository.git('-C', work, 'push', '--quiet', path, 'main');
    expect((await open({ url: path }).load(signal)).revision).toMatch(/^git:[0-9a-f]{64}$/);
  });

  it('that is gone, or was never there, is refused: specs out of sight are not gone', async () => {
    const { repository, open } = await gitStory();
    await repository.commit({ 'a.yaml': 'a' });
    const source = open();
    await source.load(signal);
    await repository.atServer('update-ref', '-d', 'refs/heads/main');
    await expect(source.load(signal)).rejects.toMatchObject({ code: 'SPECS_BRANCH_GONE' });
    await expect(open({ branch: 'other' }).load(signal)).rejects.toMatchObject({ code: 'SPECS_BRANCH_GONE' });
  });

  it('whose folder is gone is refused, and followed again when it is back', async () => {
    const { repository, open } = await gitStory();
    await repository.commit({ 'specs/a.yaml': 'a' });
    const source = open({ path: 'specs' });
    await source.load(signal);
    await repository.commit({ specs: null, 'README.md': 'x' });
    await expect(source.load(signal)).rejects.toMatchObject({ code: 'SPECS_PATH_GONE' });
    await repository.commit({ 'specs/a.yaml': 'back' });
    expect(told(await source.load(signal))).toEqual(['specs/a.yaml: back']);
  });

  it('stops being read when nobody waits for it any more', async () => {
    const { repository, open } = await gitStory();
    await repository.commit({ 'a.yaml': 'a' });
    await expect(open().load(AbortSignal.abort(new Error('enough')))).rejects.toThrow('enough');
  });

  it('leaves no work tree, and a clone that only its owner may read', async () => {
    const { repository, cloneFolder, open } = await gitStory();
    await repository.commit({ 'a.yaml': 'a' });
    await open().load(signal);
    expect(statSync(cloneFolder).mode & 0o777).toBe(0o700);
    expect(readdirSync(cloneFolder, { recursive: true }).filter((name) => String(name).endsWith('.yaml'))).toEqual([]);
  });
});

import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openDirectorySource } from '../../../src/sources/directory/open-directory-source.ts';
import type { Snapshot } from '../../../src/sources/spec-source.ts';
import { realSleep } from '../../support/real-sleep.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const signal = new AbortController().signal;
const elapsed = () => performance.now();

function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = temporaryFolder();
  for (const [name, text] of Object.entries(files)) put(folder, name, text);
  return folder;
}

function put(folder: string, name: string, text: string): void {
  mkdirSync(join(folder, name, '..'), { recursive: true });
  writeFileSync(join(folder, name), text);
}

const load = (directory: string, maxTotalBytes?: number) =>
  openDirectorySource({
    directory,
    elapsed,
    sleep: realSleep,
    shownAs: (path) => path.slice(directory.length + 1) || path,
    ...(maxTotalBytes !== undefined && { maxTotalBytes }),
  }).load(signal);

const told = ({ files }: Snapshot) =>
  files.map((file) =>
    'bytes' in file ? `${file.path}: ${Buffer.from(file.bytes).toString()}` : `${file.path}! ${file.unreadable}`,
  );

describe('a folder of specs', () => {
  it('is read at any depth, sorted, yaml and yml alike, and nothing else', async () => {
    const folder = folderWith({
      'b.yaml': 'b',
      'a.yml': 'a',
      'deep/er/c.YAML': 'c',
      'deep.yaml/d.yaml': 'd',
      'README.md': 'x',
      'a.yaml.bak': 'x',
      '.hidden.yaml': 'x',
      '.git/e.yaml': 'x',
    });
    expect(told(await load(folder))).toEqual(['a.yml: a', 'b.yaml: b', 'deep.yaml/d.yaml: d', 'deep/er/c.YAML: c']);
  });

  it('that is empty is a snapshot without files', async () => {
    expect((await load(folderWith({}))).files).toEqual([]);
  });

  it('has one revision for one content, wherever it lies', async () => {
    const files = { 'a.yaml': 'a', 'x/b.yaml': 'b' };
    const [one, same, other, moved] = await Promise.all(
      [files, files, { ...files, 'a.yaml': 'changed' }, { 'a.yaml': 'a', 'y/b.yaml': 'b' }].map((content) =>
        load(folderWith(content)),
      ),
    );
    expect(one?.revision).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(same?.revision).toBe(one?.revision);
    expect(other?.revision).not.toBe(one?.revision);
    expect(moved?.revision).not.toBe(one?.revision);
  });

  it('may be a single file', async () => {
    const folder = folderWith({ 'a.yaml': 'a', 'b.yaml': 'b' });
    const snapshot = await openDirectorySource({ directory: join(folder, 'a.yaml'), elapsed, sleep: realSleep }).load(
      signal,
    );
    expect(snapshot.files.map(({ path }) => path)).toEqual([join(folder, 'a.yaml')]);
  });

  it('that is not there is refused, for specs out of sight are not gone', async () => {
    await expect(load(join(temporaryFolder(), 'nowhere'))).rejects.toMatchObject({ code: 'SPECS_MISSING' });
  });

  it('is refused where it is larger than any number of VDCs explains', async () => {
    const folder = folderWith({ 'a.yaml': 'x'.repeat(600), 'b.yaml': 'x'.repeat(600) });
    await expect(load(folder, 1000)).rejects.toMatchObject({ code: 'SPECS_TOO_LARGE' });
  });

  it('stops being read when nobody waits for it any more', async () => {
    const stopped = AbortSignal.abort(new Error('enough'));
    await expect(
      openDirectorySource({ directory: folderWith({ 'a.yaml': 'a' }), elapsed, sleep: realSleep }).load(stopped),
    ).rejects.toThrow('enough');
  });

  it('hands on no more of a huge file than shows that it is too large', async () => {
    const [file] = (await load(folderWith({ 'a.yaml': 'x'.repeat(3 * 1024 * 1024) }))).files;
    expect(file && 'bytes' in file && file.bytes.length).toBe(1024 * 1024 + 1);
  });

  it('that answers slowly is read side by side, to the same snapshot', async () => {
    const folder = folderWith({
      ...Object.fromEntries(Array.from({ length: 200 }, (_, index) => [`${index}.yaml`, `a: ${index}`])),
      'y/empty.yaml': '',
      'z/huge.yaml': 'x'.repeat(2 * 1024 * 1024),
    });
    symlinkSync('nowhere', join(folder, 'z/broken.yaml'));
    // Each look at this clock is 10 ms after the last one: no file comes in less.
    let now = 0;
    const slowly = openDirectorySource({ directory: folder, elapsed: () => (now += 10), sleep: realSleep });
    const quickly = openDirectorySource({ directory: folder, elapsed: () => 0, sleep: realSleep });
    expect(await slowly.load(signal)).toEqual(await quickly.load(signal));
    expect(now).toBeLessThan(200 * 10);
  });

  it('of ten thousand files is read at once', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 10_000 }, (_, index) => [`${index % 100}/${index}.yaml`, 'a: 1\n']),
    );
    const folder = folderWith(files);
    const started = performance.now();
    expect((await load(folder)).files).toHaveLength(10_000);
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});

describe('links in a folder of specs', () => {
  it('are followed, as a ConfigMap is made of them', async () => {
    const folder = folderWith({ '..2026_11_24/acme.yaml': 'acme', '..2026_11_24/globex.yaml': 'globex' });
    symlinkSync('..2026_11_24', join(folder, '..data'));
    symlinkSync('..data/acme.yaml', join(folder, 'acme.yaml'));
    symlinkSync('..data/globex.yaml', join(folder, 'globex.yaml'));
    expect(told(await load(folder))).toEqual(['acme.yaml: acme', 'globex.yaml: globex']);
  });

  it('to folders are followed once, and never round in a circle', async () => {
    const folder = folderWith({ 'a/one.yaml': '1' });
    symlinkSync('.', join(folder, 'a', 'self'));
    symlinkSync('..', join(folder, 'a', 'up'));
    symlinkSync('a', join(folder, 'b'));
    expect(told(await load(folder))).toEqual(['a/one.yaml: 1']);
  });

  it('that lead nowhere stand in the snapshot as unreadable: a folder may have been there', async () => {
    const folder = folderWith({ 'a.yaml': 'a' });
    symlinkSync('gone', join(folder, 'customers'));
    symlinkSync('gone.yaml', join(folder, 'b.yaml'));
    symlinkSync('loop.yaml', join(folder, 'loop.yaml'));
    expect(told(await load(folder))).toEqual([
      'a.yaml: a',
      'b.yaml! the link leads nowhere (ENOENT)',
      'customers! the link leads nowhere (ENOENT)',
      'loop.yaml! the link leads nowhere (ELOOP)',
    ]);
  });
});

describe('what cannot be read', () => {
  it('stands in the snapshot as unreadable: a pipe, a folder called like a file', async () => {
    const folder = folderWith({ 'a.yaml': 'a' });
    execFileSync('mkfifo', [join(folder, 'pipe.yaml')]);
    expect(told(await load(folder))).toEqual(['a.yaml: a', 'pipe.yaml! it is no regular file']);
  });

  // root may read everything: there the system refuses nothing.
  it.skipIf(process.getuid?.() === 0)(
    'stands in the snapshot as unreadable: a file and a folder without rights',
    async () => {
      const folder = folderWith({ 'a.yaml': 'a', 'b/c.yaml': 'c' });
      chmodSync(join(folder, 'a.yaml'), 0);
      chmodSync(join(folder, 'b'), 0);
      expect(told(await load(folder))).toEqual(['a.yaml! EACCES', 'b! the folder cannot be listed (EACCES)']);
      chmodSync(join(folder, 'b'), 0o700);
    },
  );

  it('is read as one or the other while somebody replaces it again and again', async () => {
    const folder = folderWith({ 'a.yaml': 'old', 'b.yaml': 'b' });
    const saved = new AbortController();
    const saving = (async () => {
      for (let turn = 0; !saved.signal.aborted; turn++) {
        put(folder, '.a.tmp', turn % 2 === 0 ? 'new' : 'old');
        renameSync(join(folder, '.a.tmp'), join(folder, 'a.yaml'));
        await new Promise((resolve) => void setImmediate(resolve));
      }
    })();
    for (let pass = 0; pass < 50; pass++) {
      const files = told(await load(folder));
      expect(files).toHaveLength(2);
      expect(['a.yaml: old', 'a.yaml: new', 'a.yaml! it kept changing while it was read']).toContain(files[0]);
    }
    saved.abort();
    await saving;
  });

  it('shows a file that was taken away as gone in the next snapshot', async () => {
    const folder = folderWith({ 'a.yaml': 'a', 'b.yaml': 'b' });
    rmSync(join(folder, 'b.yaml'));
    expect(told(await load(folder))).toEqual(['a.yaml: a']);
  });
});

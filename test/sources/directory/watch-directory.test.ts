import { mkdirSync, renameSync, rmSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openDirectorySource } from '../../../src/sources/directory/open-directory-source.ts';
import { realSleep } from '../../support/real-sleep.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { watched } from '../../support/watched.ts';

const signal = new AbortController().signal;

/** A watched folder of specs with a first file; the watch stands when this resolves. */
async function watchedFolder(inside = 'specs') {
  const base = temporaryFolder();
  const folder = join(base, inside);
  put(join(folder, 'acme.yaml'), 'first');
  return { base, ...(await watchThat(folder)) };
}

async function watchThat(folder: string) {
  const source = openDirectorySource({ directory: folder, elapsed: () => performance.now(), sleep: realSleep });
  const watch = watched((watching, until) => source.watch(watching, until));
  await watch.nextChange();
  /** What the source offers once it said that something changed. */
  const after = async (change: () => void): Promise<readonly string[]> => {
    const changed = watch.nextChange();
    change();
    await changed;
    const { files } = await source.load(signal);
    return files.map((file) => ('bytes' in file ? Buffer.from(file.bytes).toString() : file.unreadable));
  };
  return { folder, watch, after };
}

function put(path: string, text: string): void {
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, text);
}

/** As the kubelet does it: a new folder, a link to it turned by a rename, the old folder gone. */
function publish(folder: string, version: number): void {
  put(join(folder, `..v${version}/acme.yaml`), `version ${version}`);
  symlinkSync(`..v${version}`, join(folder, '..data_tmp'));
  renameSync(join(folder, '..data_tmp'), join(folder, '..data'));
  rmSync(join(folder, `..v${version - 1}`), { recursive: true, force: true });
}

describe('a watched folder', () => {
  it('says so when a file is written in place', async () => {
    const { folder, after } = await watchedFolder();
    expect(await after(() => put(join(folder, 'acme.yaml'), 'second'))).toEqual(['second']);
  });

  it('says so when an editor saves by a rename, again and again', async () => {
    const { folder, after } = await watchedFolder();
    for (const text of ['second', 'third', 'fourth'])
      expect(
        await after(() => {
          put(join(folder, '.acme.tmp'), text);
          renameSync(join(folder, '.acme.tmp'), join(folder, 'acme.yaml'));
        }),
      ).toEqual([text]);
  });

  it('says so once when vim saves, which takes it five steps', async () => {
    const { folder, watch, after } = await watchedFolder();
    const before = watch.changes();
    expect(
      await after(() => {
        put(join(folder, '4913'), '');
        unlinkSync(join(folder, '4913'));
        renameSync(join(folder, 'acme.yaml'), join(folder, 'acme.yaml~'));
        put(join(folder, 'acme.yaml'), 'second');
        unlinkSync(join(folder, 'acme.yaml~'));
      }),
    ).toEqual(['second']);
    expect(watch.changes()).toBe(before + 1);
  });

  it('says so when a file is taken away', async () => {
    const { folder, after } = await watchedFolder();
    expect(await after(() => unlinkSync(join(folder, 'acme.yaml')))).toEqual([]);
  });

  it('says so for what lies in new folders inside of new folders, then and later', async () => {
    const { folder, after } = await watchedFolder();
    const deep = join(folder, 'x/y/z/globex.yaml');
    expect(await after(() => put(deep, 'deep'))).toEqual(['first', 'deep']);
    expect(await after(() => put(deep, 'deeper'))).toEqual(['first', 'deeper']);
  });

  it('says so once when a hundred files are written', async () => {
    const { folder, watch, after } = await watchedFolder();
    const before = watch.changes();
    const files = await after(() => {
      for (let index = 0; index < 100; index++) put(join(folder, `${index}.yaml`), 'x');
    });
    expect(files).toHaveLength(101);
    expect(watch.changes()).toBe(before + 1);
  });

  it('is not stirred by names that begin with a dot', async () => {
    const { folder, watch, after } = await watchedFolder();
    const before = watch.changes();
    put(join(folder, '.git/index.yaml'), 'x');
    put(join(folder, '.acme.yaml.swp'), 'x');
    await after(() => put(join(folder, 'acme.yaml'), 'second'));
    expect(watch.changes()).toBe(before + 1);
  });

  it('says so when it is taken away, when it comes back, and afterwards', async () => {
    const { folder, watch, after } = await watchedFolder();
    const gone = watch.nextChange();
    renameSync(folder, `${folder}.old`);
    await gone;
    expect(await after(() => renameSync(`${folder}.old`, folder))).toEqual(['first']);
    expect(await after(() => put(join(folder, 'acme.yaml'), 'second'))).toEqual(['second']);
  });

  it('may be missing at first', async () => {
    const folder = join(temporaryFolder(), 'not/yet');
    const { after } = await watchThat(folder);
    expect(await after(() => put(join(folder, 'acme.yaml'), 'there'))).toEqual(['there']);
  });

  it('looks when somebody says that there is something new', async () => {
    const { watch, after } = await watchedFolder();
    expect(await after(watch.hear)).toEqual(['first']);
  });

  it('is let go of when nobody wants to know any more', async () => {
    const { folder, watch } = await watchedFolder();
    await watch.stop();
    const before = watch.changes();
    put(join(folder, 'acme.yaml'), 'second');
    await realSleep(0, signal);
    expect(watch.changes()).toBe(before);
    expect(watch.troubles).toEqual([]);
  });

  it('needs well below 100 ms from the write to the word, at the median', async () => {
    const { folder, watch } = await watchedFolder();
    const took: number[] = [];
    for (let turn = 0; turn < 15; turn++) {
      const changed = watch.nextChange();
      const startedAt = performance.now();
      put(join(folder, 'acme.yaml'), `turn ${turn}`);
      await changed;
      took.push(performance.now() - startedAt);
    }
    expect(took.sort((one, other) => one - other)[7]).toBeLessThan(90);
  });
});

describe('links in a watched folder', () => {
  it('are followed when they are turned, as a ConfigMap is, once for each turn', async () => {
    const base = temporaryFolder();
    publish(base, 1);
    symlinkSync('..data/acme.yaml', join(base, 'acme.yaml'));
    const { watch, after } = await watchThat(base);
    for (const version of [2, 3, 4]) {
      const before = watch.changes();
      expect(await after(() => publish(base, version))).toEqual([`version ${version}`]);
      expect(watch.changes()).toBe(before + 1);
    }
  });

  it('are followed when one on the way to it is turned, as git-sync does, then and afterwards', async () => {
    const base = temporaryFolder();
    put(join(base, 'v1/specs/acme.yaml'), 'version 1');
    put(join(base, 'v2/specs/acme.yaml'), 'version 2');
    symlinkSync('v1', join(base, 'link'));
    const { folder, after } = await watchThat(join(base, 'link/specs'));
    expect(
      await after(() => {
        symlinkSync('v2', join(base, 'link_tmp'));
        renameSync(join(base, 'link_tmp'), join(base, 'link'));
      }),
    ).toEqual(['version 2']);
    expect(await after(() => put(join(folder, 'acme.yaml'), 'edited'))).toEqual(['edited']);
  });
});

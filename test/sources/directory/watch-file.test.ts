import { mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { watchFile } from '../../../src/sources/directory/watch-file.ts';
import { realSleep } from '../../support/real-sleep.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { watched } from '../../support/watched.ts';

function watchedFile(path: string) {
  const watch = watched((watching, until) => watchFile({ path, sleep: realSleep }, watching, until));
  const after = async (change: () => void): Promise<string> => {
    const changed = watch.nextChange();
    change();
    await changed;
    return readFileSync(path, 'utf8');
  };
  return { watch, after };
}

describe('a watched file', () => {
  it('says so when it is written, and when it is replaced, again and again', async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'vdc.yaml');
    writeFileSync(path, 'first');
    const { after } = watchedFile(path);
    expect(await after(() => writeFileSync(path, 'second'))).toBe('second');
    for (const text of ['third', 'fourth'])
      expect(
        await after(() => {
          writeFileSync(`${path}.tmp`, text);
          renameSync(`${path}.tmp`, path);
        }),
      ).toBe(text);
  });

  it('says nothing of its neighbours, such as the database beside it', async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'vdc.yaml');
    writeFileSync(path, 'first');
    const { watch, after } = watchedFile(path);
    await after(() => writeFileSync(path, 'second'));
    const before = watch.changes();
    writeFileSync(join(folder, 'vdc.db'), 'x');
    mkdirSync(join(folder, 'specs'));
    writeFileSync(join(folder, 'specs/acme.yaml'), 'x');
    await after(() => writeFileSync(path, 'third'));
    expect(watch.changes()).toBe(before + 1);
  });

  it('says so when it is taken away and put back', async () => {
    const path = join(temporaryFolder(), 'vdc.yaml');
    writeFileSync(path, 'first');
    const { watch, after } = watchedFile(path);
    await after(() => writeFileSync(path, 'second'));
    const gone = watch.nextChange();
    rmSync(path);
    await gone;
    expect(await after(() => writeFileSync(path, 'back'))).toBe('back');
  });

  it.each([
    ['beside it, as in a ConfigMap', 'etc'],
    ['elsewhere', 'volume'],
  ])('says so when the link that it hangs on is turned: %s', async (_, place) => {
    const base = temporaryFolder();
    mkdirSync(join(base, 'etc'));
    mkdirSync(join(base, 'volume'), { recursive: true });
    const publish = (version: number): void => {
      mkdirSync(join(base, place, `..v${version}`));
      writeFileSync(join(base, place, `..v${version}/vdc.yaml`), `version ${version}`);
      symlinkSync(`..v${version}`, join(base, place, '..data_tmp'));
      renameSync(join(base, place, '..data_tmp'), join(base, place, '..data'));
      rmSync(join(base, place, `..v${version - 1}`), { recursive: true, force: true });
    };
    publish(1);
    const path = join(base, 'etc/vdc.yaml');
    symlinkSync(place === 'etc' ? '..data/vdc.yaml' : join(base, place, '..data/vdc.yaml'), path);
    const { after } = watchedFile(path);
    for (const version of [2, 3]) expect(await after(() => publish(version))).toBe(`version ${version}`);
  });
});

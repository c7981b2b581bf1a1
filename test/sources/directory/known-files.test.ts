import { renameSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openDirectorySource } from '../../../src/sources/directory/open-directory-source.ts';
import type { SnapshotFile } from '../../../src/sources/spec-source.ts';
import { realSleep } from '../../support/real-sleep.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

/** A watched folder whose source is told what time it is. */
function watchedFolder() {
  const folder = temporaryFolder();
  const stopping = new AbortController();
  let nowMs = 0;
  const source = openDirectorySource({ directory: folder, elapsed: () => nowMs, sleep: realSleep });
  const watching = source.watch(
    { changed: () => undefined, trouble: () => undefined, onHeard: () => undefined },
    stopping.signal,
  );
  onTestFinished(async () => {
    stopping.abort(new Error('the story ends'));
    await watching;
  });
  const load = async (afterMs: number): Promise<SnapshotFile | undefined> => {
    nowMs += afterMs;
    return (await source.load(new AbortController().signal)).files[0];
  };
  return { file: join(folder, 'a.yaml'), load };
}

function textOf(file: SnapshotFile | undefined): string {
  return file !== undefined && 'bytes' in file ? new TextDecoder().decode(file.bytes) : '';
}

function bytesOf(file: SnapshotFile | undefined): Uint8Array {
  return file !== undefined && 'bytes' in file ? file.bytes : new Uint8Array();
}

describe('a watched folder that is read again and again', () => {
  it('is not read where nothing was written, once that is certain', async () => {
    const { file, load } = watchedFolder();
    writeFileSync(file, 'one');
    const first = await load(0);
    const second = await load(1_999);
    expect(bytesOf(second)).not.toBe(bytesOf(first));
    const third = await load(2_000);
    expect(bytesOf(third)).not.toBe(bytesOf(second));
    expect(bytesOf(await load(0))).toBe(bytesOf(third));
    expect(bytesOf(await load(3_600_000))).toBe(bytesOf(third));
  });

  it('shows what was written under the same length and time', async () => {
    const { file, load } = watchedFolder();
    writeFileSync(file, 'one');
    const { atime, mtime } = statSync(file);
    for (const ms of [0, 2_000, 2_000]) expect(textOf(await load(ms))).toBe('one');
    writeFileSync(file, 'two');
    utimesSync(file, atime, mtime);
    expect(textOf(await load(0))).toBe('two');
  });

  it('shows another file in its place, and what is not readable any more', async () => {
    const { file, load } = watchedFolder();
    writeFileSync(file, 'one');
    for (const ms of [0, 2_000, 2_000]) await load(ms);
    writeFileSync(`${file}.part`, 'two');
    renameSync(`${file}.part`, file);
    expect(textOf(await load(0))).toBe('two');
    for (const ms of [2_000, 2_000]) expect(textOf(await load(ms))).toBe('two');
    renameSync(file, `${file}.gone`);
    expect(await load(0)).toBeUndefined();
    renameSync(`${file}.gone`, file);
    expect(textOf(await load(0))).toBe('two');
  });
});

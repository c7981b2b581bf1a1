import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { saveLazily } from '../../../src/sources/directory/save-lazily.ts';
import { SPEC_CACHE_VERSION, type SpecCache } from '../../../src/spec/spec-cache.ts';
import { specCacheFile } from '../../../src/sources/directory/spec-cache-file.ts';
import { readSpecs } from '../../../src/spec/read-specs.ts';
import { snapshotOf, specText } from '../../support/spec-texts.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const { cache } = readSpecs({ snapshot: snapshotOf({ 'a.yaml': specText('acme'), 'b.yaml': 'a: [' }) });

describe('the cache file', () => {
  it('gives back what was saved', async () => {
    const file = specCacheFile(join(temporaryFolder(), 'new/specs.json'));
    await file.save(cache);
    expect(await file.load()).toEqual(cache);
  });

  it('is nothing where there is none', async () => {
    expect(await specCacheFile(join(temporaryFolder(), 'none')).load()).toBeUndefined();
  });

  it.each([
    ['is empty', () => ''],
    ['was cut off', (text: string) => text.slice(0, -10)],
    ['has one other digit in it', (text: string) => text.replace('"ramMib":65536', '"ramMib":65537')],
    ['was written by another reader', (text: string) => text.replace(/^vdc-specs \S+/, 'vdc-specs 0-old')],
    ['is something else', () => 'not a cache\n{}'],
  ])('is not believed when it %s', async (_, damage) => {
    const path = join(temporaryFolder(), 'specs.json');
    await specCacheFile(path).save(cache);
    const damaged = damage(readFileSync(path, 'utf8'));
    expect(damaged).not.toBe(readFileSync(path, 'utf8'));
    writeFileSync(path, damaged);
    expect(await specCacheFile(path).load()).toBeUndefined();
  });

  it('is replaced whole and leaves nothing beside it', async () => {
    const folder = temporaryFolder();
    const file = specCacheFile(join(folder, 'specs.json'));
    await Promise.all([file.save(cache), file.save(cache), file.save({ ...cache, files: {} })]);
    expect(readdirSync(folder)).toEqual(['specs.json']);
    expect(await file.load()).toBeDefined();
  });

  it('that cannot be written costs time and nothing else', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'file'), '');
    await expect(specCacheFile(join(folder, 'file', 'specs.json')).save(cache)).resolves.toBeUndefined();
  });
});

describe('a cache that is saved lazily', () => {
  it('counts at once, and is written once for many', async () => {
    const path = join(temporaryFolder(), 'specs.json');
    const file = specCacheFile(path);
    const writes: SpecCache[] = [];
    const waiting: (() => void)[] = [];
    const lazy = saveLazily(
      { load: () => file.load(), save: async (cache) => void writes.push(cache) },
      () => new Promise<void>((resolve) => waiting.push(resolve)),
    );
    const first: SpecCache = { version: SPEC_CACHE_VERSION, files: {} };
    const second: SpecCache = { version: SPEC_CACHE_VERSION, files: {} };
    await lazy.save(first);
    await lazy.save(second);
    expect(await lazy.load()).toBe(second);
    expect(writes).toEqual([]);
    for (const wake of waiting) wake();
    await vi.waitFor(() => expect(writes).toHaveLength(1));
    expect(writes[0]).toBe(second);
  });
});

import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { openSqliteStore } from '../../../src/state/sqlite/open-sqlite-store.ts';
import { anEntry, anIntent, noonMs } from '../../support/state-builders.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { runStoreScript } from '../run-store-script.ts';

const open = (path: string) => openSqliteStore({ path, now: () => noonMs });

describe('opening a state file', () => {
  it('makes files that only their owner may read', async () => {
    const folder = temporaryFolder();
    const store = await open(join(folder, 'vdc.db'));
    const release = await store.acquireWriterLock({ pid: 1, host: 'here' });
    await store.remember([anEntry()]);
    const modes = readdirSync(folder).map((name) => [name, statSync(join(folder, name)).mode & 0o777]);
    expect(Object.fromEntries(modes)).toEqual({
      'vdc.db': 0o600,
      'vdc.db-wal': 0o600,
      'vdc.db-shm': 0o600,
      'vdc.db-lock': 0o600,
    });
    await release();
    await store.close();
  });

  it('refuses a file that is no database, and leaves it as it is', async () => {
    const path = join(temporaryFolder(), 'vdc.db');
    const text = 'apiVersion: vdc/v1\n'.repeat(100);
    writeFileSync(path, text);
    await expect(open(path)).rejects.toMatchObject({ code: 'STATE_CORRUPT' });
    expect(readFileSync(path, 'utf8')).toBe(text);
  });

  it('says so when pages of the file are damaged', async () => {
    const path = join(temporaryFolder(), 'vdc.db');
    const store = await open(path);
    await store.remember(Array.from({ length: 200 }, (_, n) => anEntry({ name: `vdc-${n}` })));
    await store.close();
    const bytes = readFileSync(path);
    bytes.fill(0x5a, 4096);
    writeFileSync(path, bytes);
    await expect(open(path).then((again) => again.readMemory(noonMs))).rejects.toMatchObject({ code: 'STATE_CORRUPT' });
  });

  it('refuses a database of another program, and leaves it as it is', async () => {
    const path = join(temporaryFolder(), 'other.db');
    const other = new DatabaseSync(path);
    other.exec('CREATE TABLE customers (name TEXT)');
    other.close();
    const before = readFileSync(path);
    await expect(open(path)).rejects.toMatchObject({ code: 'STATE_FOREIGN' });
    expect(readFileSync(path)).toEqual(before);
  });

  it('names the file and the way out when its folder is missing', async () => {
    const path = join(temporaryFolder(), 'missing', 'vdc.db');
    await expect(open(path)).rejects.toMatchObject({
      code: 'STATE_UNWRITABLE',
      retry: 'never',
      message: expect.stringContaining(path),
    });
  });

  it('refuses a folder, and a path below a file', async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'vdc.db'));
    writeFileSync(join(folder, 'file'), '');
    await expect(open(join(folder, 'vdc.db'))).rejects.toMatchObject({ code: 'STATE_UNWRITABLE' });
    await expect(open(join(folder, 'file', 'vdc.db'))).rejects.toMatchObject({ code: 'STATE_UNWRITABLE' });
  });

  it('refuses a folder that it may not write', async () => {
    const folder = temporaryFolder();
    chmodSync(folder, 0o555);
    expect(await runStoreScript('open-once', [join(folder, 'vdc.db')], { asNobody: true })).toContain(
      'STATE_UNWRITABLE',
    );
  });

  it('opens one new file from several processes at once', async () => {
    const path = join(temporaryFolder(), 'vdc.db');
    const outputs = await Promise.all(Array.from({ length: 4 }, () => runStoreScript('open-once', [path])));
    expect(outputs).toEqual(Array.from({ length: 4 }, () => 'opened\n'));
  });

  it('treats two names of one file as one file', async () => {
    const folder = temporaryFolder();
    const first = await open(join(folder, 'vdc.db'));
    symlinkSync(join(folder, 'vdc.db'), join(folder, 'link.db'));
    const second = await open(join(folder, 'link.db'));
    await first.begin(anIntent());
    expect(await second.readOpenIntents()).toHaveLength(1);
    await first.acquireWriterLock({ pid: 1, host: 'here' });
    await expect(second.acquireWriterLock({ pid: 2, host: 'here' })).rejects.toMatchObject({ code: 'STATE_LOCKED' });
    await second.close();
    await first.close();
  });
});

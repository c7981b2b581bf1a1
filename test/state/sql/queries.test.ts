import { execFile, execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const run = promisify(execFile);
const teller = new URL('../../support/tell-loaded-modules.mjs', import.meta.url).href;
const openOnce = join(import.meta.dirname, '../scripts/open-once.ts');

describe('the queries that were compiled ahead of time', () => {
  it('are what src/state/sql/queries says, for both databases', () => {
    expect(execFileSync(process.execPath, ['scripts/build-queries.mjs', '--check'], { encoding: 'utf8' })).toBe('');
  });

  it('spare every command the loading of what builds them, and that of PostgreSQL where it is not used', async () => {
    const { stdout, stderr } = await run(process.execPath, [
      '--import',
      teller,
      openOnce,
      join(temporaryFolder(), 'vdc.db'),
    ]);
    expect(stdout).toBe('opened\n');
    expect(stderr).toMatch(/open-sqlite-store/);
    expect(stderr).not.toMatch(/node_modules|queries\.ts|src\/state\/postgres/);
  });
});

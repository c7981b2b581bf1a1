import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';

describe('the queries that were compiled ahead of time', () => {
  it('are what src/state/sql/queries says, for both databases', () => {
    expect(execFileSync(process.execPath, ['scripts/build-queries.mjs', '--check'], { encoding: 'utf8' })).toBe('');
  });
});

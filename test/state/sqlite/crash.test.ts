import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { crashSeed, killWhileWriting } from '../kill-while-writing.ts';

describe('a process that is killed while it writes', () => {
  it(`loses nothing that was acknowledged and tears nothing (VDC_TEST_SEED=${crashSeed})`, async () => {
    expect(await killWhileWriting(join(temporaryFolder(), 'vdc.db'), 12)).toBeGreaterThan(12);
  });
});

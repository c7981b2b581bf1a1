import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { canMeetPeers } from '../../support/peers/require-packages.ts';
import { crashSeed, killWhileWriting } from '../kill-while-writing.ts';
import { postgresForSuite } from './postgres-under-test.ts';

describe.runIf(canMeetPeers('postgres'))('a process that is killed while it writes to PostgreSQL', () => {
  const server = postgresForSuite();

  it(`loses nothing that was acknowledged and tears nothing (VDC_TEST_SEED=${crashSeed})`, async () => {
    expect(await killWhileWriting(`${server().url}#${randomUUID()}`, 6)).toBeGreaterThan(6);
  });
});

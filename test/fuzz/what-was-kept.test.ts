import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { parseBundle } from '../../src/cli/bundle/read-bundle.ts';
import type { CliDoors } from '../../src/cli/doors.ts';
import { formatPlanJson } from '../../src/cli/faces/plan-json.ts';
import { readSavedPlan } from '../../src/cli/saved-plan.ts';
import { ControllerError } from '../../src/model/controller-error.ts';
import { specCacheFile } from '../../src/sources/directory/spec-cache-file.ts';
import { accountEntryShape } from '../../src/state/sql/records/account-entry-shape.ts';
import { actionShape } from '../../src/state/sql/records/action-shape.ts';
import { approvalShape } from '../../src/state/sql/records/approval-shape.ts';
import { heldVmsShape } from '../../src/state/sql/records/held-vms-shape.ts';
import { lastingRecordShape } from '../../src/state/sql/records/history-record-shape.ts';
import { intentShape } from '../../src/state/sql/records/intent-shape.ts';
import { inventoryEntryShape } from '../../src/state/sql/records/inventory-entry-shape.ts';
import { parseRecord } from '../../src/state/sql/records/parse-record.ts';
import { pauseShape } from '../../src/state/sql/records/pause-shape.ts';
import type { ShapeOf } from '../../src/state/sql/records/shape.ts';
import { statusShape } from '../../src/state/sql/records/status-shape.ts';
import { bundleTextOf } from '../support/bundles.ts';
import { fuzzSeed, mutated, mutatedJson, readSoon, readSoonAsync, runs } from '../support/fuzz.ts';
import { hashes, spec, Story } from '../support/planner-world.ts';
import { anAction, anEntry } from '../support/state-builders.ts';

const pieces = [
  '{',
  '}',
  '[',
  ']',
  ',',
  ':',
  '"',
  '\\',
  '{"a":',
  'null',
  '1e999',
  '__proto__',
  '$map',
  'sha256:',
  '\0',
  '\n',
  '-',
];
const story = new Story().converged(spec('beta')).declares(spec('acme'));

describe(`what was kept, and is not as it was (VDC_TEST_SEED=${fuzzSeed})`, () => {
  it('as a plan is that plan or refused', async () => {
    const plan = story.plan();
    const valid = formatPlanJson(plan);
    const open = async (text: string) => {
      const files = { read: async () => text, resolve: (path: string) => path };
      // A saved plan needs nothing else of the world.
      return readSoonAsync(() => readSavedPlan('plan.json', { files, sha256: hashes.sha256 } as unknown as CliDoors));
    };
    expect(await open(valid)).toEqual({ plan: JSON.parse(valid) });
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(mutated([valid], pieces), mutatedJson([JSON.parse(valid)]).map(textOf)),
        async (text) => {
          const opened = await open(text);
          const isAnother = 'plan' in opened && opened.plan.fingerprint !== plan.fingerprint;
          expect(isAnother).toBe(false);
        },
      ),
      runs(150),
    );
  });

  it('as a bundle is that bundle or refused, also with the right hash', async () => {
    const valid = await bundleTextOf(story.input());
    const { content, ...head } = JSON.parse(valid) as { readonly content: unknown };
    const forged = mutatedJson([content]).map((value) => {
      const text = textOf(value);
      return textOf({ ...head, hash: `sha256:${hashes.sha256(text)}`, content: text === '' ? null : value });
    });
    fc.assert(
      fc.property(fc.oneof(mutated([valid], pieces), forged), (text) => {
        expect(readSoon(() => parseBundle(text, 'b', hashes.sha256))).toBeTypeOf('object');
      }),
      runs(150),
    );
  });

  it('as a row of the state is as it was written, or STATE_ROW_UNREADABLE', () => {
    const place = { store: { name: 'state file x', tool: 'sqlite3', details: {} }, table: 't', row: 'acme' };
    const shapes: readonly ShapeOf<unknown>[] = [
      [inventoryEntryShape, accountEntryShape, heldVmsShape, pauseShape, approvalShape, intentShape],
      [lastingRecordShape, statusShape, actionShape],
    ].flat();
    const held = { isComplete: true, vms: [{ id: 'x', stampId: 'y', name: 'web', before: 'running' }] };
    const valid = [
      anEntry(),
      anAction,
      held,
      { reason: 'x', by: 'jo', untilMs: 1 },
      { fingerprint: 'x', by: 'jo', atMs: 1 },
    ];
    const rows = fc.oneof(mutated(valid.map(textOf), pieces), mutatedJson(valid).map(textOf), fc.jsonValue());
    fc.assert(
      fc.property(rows, fc.constantFrom(...shapes), (row, shape) => {
        const read = readSoon(() => parseRecord(row, shape, place));
        expect(badlyRead(read, row)).toBeUndefined();
      }),
      runs(600),
    );
  });

  it('as a cache of specs is what was saved, or none', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'vdc-fuzz-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    const path = join(folder, 'specs.json');
    await fc.assert(
      fc.asyncProperty(mutated(['vdc-specs 1 sha256:00\n{}', ''], pieces), async (text) => {
        await writeFile(path, text);
        expect(await specCacheFile(path).load()).toBeUndefined();
      }),
      runs(60),
    );
  });
});

/** What is wrong with a record that was read from `row`, or with how it is told that it cannot be. */
function badlyRead(read: unknown, row: unknown): string | undefined {
  if (!(read instanceof ControllerError))
    return typeof row === 'string' && textOf(read) === textOf(JSON.parse(row)) ? undefined : 'it is another one';
  if (read.code !== 'STATE_ROW_UNREADABLE') return read.code;
  return read.message.length > 1_000 ? 'it is long' : undefined;
}

/** Empty for what is too deep to be written. */
function textOf(value: unknown): string {
  try {
    return JSON.stringify(value) ?? '';
  } catch {
    return '';
  }
}

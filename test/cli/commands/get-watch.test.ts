import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { ControllerError } from '../../../src/model/controller-error.ts';
import { openSqliteStore } from '../../../src/state/sqlite/open-sqlite-store.ts';
import type { StateStore, VdcStatus } from '../../../src/state/state-store.ts';
import { screenAfter } from '../../support/screen-after.ts';
import { type CliStage, setCliStage } from '../../support/cli-stage.ts';

const atMs = Date.UTC(2026, 10, 24, 10, 4, 11);

function status(name: string, over: Partial<VdcStatus> = {}): VdcStatus {
  return {
    name,
    atMs,
    revision: 'git:4f9c21',
    ready: 'ready',
    message: 'as declared',
    sinceMs: atMs,
    observed: { state: 'active', cpu: 16 },
    ...over,
  };
}

interface Watching {
  readonly stage: CliStage;
  readonly store: StateStore;
  /** What happens between two looks, one after the other; at the end somebody presses Ctrl-C. */
  readonly steps: (() => Promise<void> | void)[];
}

/** A real state file that others write to, and a watch whose waits are the steps of the story. */
async function startWatching(isTerminal: boolean): Promise<Watching> {
  const folder = await mkdtemp(join(tmpdir(), 'vdc-watch-'));
  const store = await openSqliteStore({ path: join(folder, 'vdc.db'), now: () => atMs });
  onTestFinished(async () => {
    await store.close();
    await rm(folder, { recursive: true });
  });
  const steps: Watching['steps'] = [];
  const stage: CliStage = setCliStage({
    isTerminal,
    openStore: () => openSqliteStore({ path: join(folder, 'vdc.db'), now: () => atMs }),
    sleep: async (_, signal) => {
      const step = steps.shift();
      if (step === undefined) stage.interrupt();
      await step?.();
      signal.throwIfAborted();
    },
  });
  return { stage, store, steps };
}

it('prints what is, then a line for each change, and ends well at Ctrl-C', async () => {
  const { stage, store, steps } = await startWatching(false);
  await store.writeStatuses([status('acme'), status('blue')], []);
  steps.push(
    () => store.writeStatuses([status('acme', { atMs: atMs + 1000 })], []),
    () => store.writeStatuses([status('blue', { ready: 'waiting', message: 'WAP says Syncing' })], []),
    () => undefined,
    () => store.writeStatuses([], ['acme']),
  );
  expect(await stage.vdc('get', '--watch')).toBe(0);
  expect(stage.out().split('\n')).toEqual([
    '2026-11-24 10:04:11 UTC  acme                      ready       as declared',
    '2026-11-24 10:04:11 UTC  blue                      ready       as declared',
    '2026-11-24 10:04:11 UTC  blue                      waiting     WAP says Syncing',
    '2026-11-24 10:04:11 UTC  acme                      gone',
    '',
  ]);
});

it('gives programs one object a line', async () => {
  const { stage, store, steps } = await startWatching(true);
  await store.writeStatuses([status('acme')], []);
  steps.push(() => store.writeStatuses([], ['acme']));
  expect(await stage.vdc('get', 'acme', '-w', '-o', 'json')).toBe(0);
  const lines = stage.out().trimEnd().split('\n');
  expect(lines.map((line): unknown => JSON.parse(line))).toEqual([
    expect.objectContaining({ name: 'acme', ready: 'ready', observedAt: '2026-11-24T10:04:11.000Z' }),
    { name: 'acme', gone: true },
  ]);
});

it('draws the table in place on a terminal', async () => {
  const { stage, store, steps } = await startWatching(true);
  await store.writeStatuses([status('acme')], []);
  steps.push(() => store.writeStatuses([status('acme', { ready: 'failed', message: 'WAP refused.' })], []));
  expect(await stage.vdc('get', '-w')).toBe(0);
  expect(screenAfter(stage.out()).map((line) => line.split(/ +/))).toEqual([
    ['NAME', 'STATE', 'READY', 'CPU', 'RAM', 'DISK', 'VMS', 'SINCE'],
    ['acme', 'active', 'failed', '16', '-', '-', '-', 'now'],
    ['', 'WAP', 'refused.'],
    [''],
  ]);
});

it('goes on when the store is busy for a moment, and not when it is broken', async () => {
  const broken = new ControllerError('STATE_CORRUPT', 'It is damaged.');
  const busy = new ControllerError('STATE_BUSY', 'A backup holds it.', { retry: 'later' });
  const answers: (readonly VdcStatus[] | Error)[] = [
    [status('acme')],
    busy,
    [status('acme', { ready: 'blocked' })],
    broken,
  ];
  const store = {
    readStatuses: () => {
      const answer = answers.shift() ?? [];
      return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
    },
    close: () => Promise.resolve(),
  };
  const stage = setCliStage({ openStore: () => Promise.resolve(store as unknown as StateStore) });
  expect(await stage.vdc('get', '-w')).toBe(1);
  expect(stage.out()).toContain('blocked');
  expect(stage.err()).toContain('STATE_CORRUPT');
});

it('watches nothing that is not known', async () => {
  const { stage } = await startWatching(false);
  expect(await stage.vdc('get', 'nobody', '-w')).toBe(1);
  expect(stage.err()).toContain('VDC_UNKNOWN');
});

import { describe, expect, it } from 'vitest';
import { startCannedDaemon } from '../../support/canned-daemon.ts';
import { setCliStage, type StageOptions } from '../../support/cli-stage.ts';
import { FINGERPRINT, toldRefusal, toldStatus, toldVdc } from '../../support/daemon-words.ts';
import type { CannedDaemon } from '../../support/canned-daemon.ts';

const TOKEN = 'a-token-that-nobody-may-see';

function stageFor({ listen }: Pick<CannedDaemon, 'listen'>, options: StageOptions = {}) {
  return setCliStage({
    ...options,
    settings: `server: { listen: "${listen}", token: { env: VDC_TOKEN } }\n`,
    env: { USER: 'jo', VDC_TOKEN: TOKEN, ...options.env },
  });
}

describe('vdc status', () => {
  it('tells who acts, what was last, what is next', async () => {
    await using daemon = await startCannedDaemon({ token: TOKEN, status: toldStatus() });
    const stage = stageFor(daemon);
    expect(await stage.vdc('status')).toBe(0);
    expect(stage.out()).toContain('vdc 0.1.0  leader  enforce');
    expect(stage.out()).toContain('ops1/4711');
    expect(stage.out()).toContain('(in 4m 00s)');
    expect(daemon.calls.map(({ what }) => what)).toEqual(['GET /api/v1/status']);
  });

  it('gives programs what the daemon said, word for word', async () => {
    await using daemon = await startCannedDaemon({ token: TOKEN, status: toldStatus({ refused: toldRefusal() }) });
    const stage = stageFor(daemon);
    expect(await stage.vdc('status', '-o', 'json')).toBe(0);
    expect(JSON.parse(stage.out())).toEqual(toldStatus({ refused: toldRefusal() }));
  });

  it('tells how to approve what is refused, in words that can be typed as they stand', async () => {
    await using daemon = await startCannedDaemon({ token: TOKEN, status: toldStatus({ refused: toldRefusal() }) });
    const stage = stageFor(daemon);
    expect(await stage.vdc('--config', 'prod.yaml', 'status')).toBe(0);
    expect(stage.out()).toContain(`    vdc --config prod.yaml approve ${FINGERPRINT.slice(0, 19)}\n`);
  });
});

describe('vdc approve', () => {
  it('shows what it approves, asks, and approves of the whole fingerprint', async () => {
    await using daemon = await startCannedDaemon({ token: TOKEN, status: toldStatus({ refused: toldRefusal() }) });
    const stage = stageFor(daemon, { answer: 'yes' });
    expect(await stage.vdc('approve', '4F9C21D8')).toBe(0);
    expect(stage.out()).toContain('7 of 9 VDCs');
    expect(stage.out()).toContain('7 to delete');
    expect(stage.questions).toHaveLength(1);
    expect(daemon.calls.at(-1)).toMatchObject({
      what: 'POST /api/v1/approvals',
      body: { fingerprint: FINGERPRINT, by: 'jo' },
    });
  });

  it.each([['no'], ['']])('approves of nothing when the answer is "%s"', async (answer) => {
    await using daemon = await startCannedDaemon({ token: TOKEN, status: toldStatus({ refused: toldRefusal() }) });
    const stage = stageFor(daemon, { answer });
    expect(await stage.vdc('approve', FINGERPRINT)).toBe(1);
    expect(daemon.calls.map(({ what }) => what)).toEqual(['GET /api/v1/status']);
  });

  it('asks nobody with --yes, and says who it was', async () => {
    await using daemon = await startCannedDaemon({ token: TOKEN, status: toldStatus({ refused: toldRefusal() }) });
    const stage = stageFor(daemon);
    expect(await stage.vdc('approve', FINGERPRINT, '--yes', '--by', 'ann')).toBe(0);
    expect(stage.questions).toEqual([]);
    expect(daemon.calls.at(-1)?.body).toEqual({ fingerprint: FINGERPRINT, by: 'ann' });
  });

  it('approves of a revision that a branch was rewound to', async () => {
    await using daemon = await startCannedDaemon({ token: TOKEN, status: toldStatus() });
    const stage = stageFor(daemon);
    expect(await stage.vdc('approve', 'git:4f9c21d8e0aa', '-y')).toBe(0);
    expect(daemon.calls.at(-1)?.body).toEqual({ fingerprint: 'git:4f9c21d8e0aa', by: 'jo' });
  });

  it.each([
    ['4f9c', [], 'FINGERPRINT_INVALID'],
    ['4f9c21d8', [], 'APPROVAL_UNCONFIRMED'],
    ['00000000', ['--yes'], 'APPROVAL_UNKNOWN'],
  ] as const)('refuses %s %j with %s', async (fingerprint, more, code) => {
    await using daemon = await startCannedDaemon({ token: TOKEN, status: toldStatus({ refused: toldRefusal() }) });
    const stage = stageFor(daemon);
    expect(await stage.vdc('approve', fingerprint, ...more)).toBe(1);
    expect(stage.err()).toContain(code);
    expect(daemon.calls.filter(({ what }) => what.startsWith('POST'))).toEqual([]);
  });

  it('says that no approval helps where the observation is not trusted', async () => {
    await using daemon = await startCannedDaemon({ token: TOKEN, status: toldStatus({ refused: toldRefusal(false) }) });
    const stage = stageFor(daemon);
    expect(await stage.vdc('approve', FINGERPRINT, '--yes')).toBe(1);
    expect(stage.err()).toContain('APPROVAL_USELESS');
  });

  it('wants to know who it is', async () => {
    const stage = stageFor({ listen: '127.0.0.1:1' }, { env: { USER: '' } });
    expect(await stage.vdc('approve', FINGERPRINT, '--yes')).toBe(1);
    expect(stage.err()).toContain('BY_UNKNOWN');
  });
});

describe('vdc pause and unpause', () => {
  it('pause with reason, name and end', async () => {
    await using daemon = await startCannedDaemon({ token: TOKEN, vdcs: [toldVdc()] });
    const stage = stageFor(daemon);
    expect(await stage.vdc('pause', 'acme-prod', '--reason', 'ticket 4711', '--until', '8h')).toBe(0);
    expect(daemon.calls.at(-1)).toMatchObject({
      what: 'PUT /api/v1/vdcs/acme-prod/pause',
      body: { reason: 'ticket 4711', by: 'jo', until: '2026-11-24T18:04:11.000Z' },
    });
    expect(await stage.vdc('pause', 'acme-prod', '--reason', 'x', '--until', '2026-12-01T00:00Z')).toBe(0);
    expect(daemon.calls.at(-1)?.body).toMatchObject({ until: '2026-12-01T00:00:00.000Z' });
  });

  it.each([
    [['--reason', 'x', '--until', 'tomorrow'], 'UNTIL_INVALID'],
    [['--reason', 'x', '--until', '2020-01-01T00:00Z'], 'UNTIL_INVALID'],
    [[], '--reason'],
  ])('refuse %j', async (args, said) => {
    const stage = stageFor({ listen: '127.0.0.1:1' });
    expect(await stage.vdc('pause', 'acme-prod', ...args)).toBe(1);
    expect(stage.err()).toContain(said);
  });

  it('hand on what the daemon says of a name that it does not know', async () => {
    await using daemon = await startCannedDaemon({ token: TOKEN });
    const stage = stageFor(daemon);
    expect(await stage.vdc('pause', 'acme-prdo', '--reason', 'x')).toBe(1);
    expect(stage.err()).toContain('There is no VDC acme-prdo.');
    expect(stage.err()).toContain('VDC_UNKNOWN');
  });

  it('end a pause, say when there was none, and do not take a mistyped name for one', async () => {
    await using daemon = await startCannedDaemon({
      token: TOKEN,
      vdcs: [toldVdc({ name: 'a' }), toldVdc({ name: 'b', ready: 'paused', message: 'ticket 1 (the spec)' })],
      paused: ['a'],
    });
    const stage = stageFor(daemon);
    expect(await stage.vdc('unpause', 'a')).toBe(0);
    expect(await stage.vdc('unpause', 'b')).toBe(0);
    expect(stage.out()).toContain('b was not paused by command');
    expect(stage.out()).toContain('Its spec pauses it (ticket 1 (the spec))');
    expect(await stage.vdc('unpause', 'c')).toBe(1);
    expect(stage.err()).toContain('VDC_UNKNOWN');
  });
});

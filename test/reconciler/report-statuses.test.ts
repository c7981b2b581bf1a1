import { describe, expect, it } from 'vitest';
import type { VdcReport } from '../../src/executor/apply-report.ts';
import type { Outcome } from '../../src/model/outcome.ts';
import { openPassStatuses } from '../../src/reconciler/report-statuses.ts';
import { limits, now, spec, Story } from '../support/planner-world.ts';

/** What `vdc get` would say of one VDC after its actions ended like this; without an outcome, after a plan only. */
function statusOf(story: Story, name: string, outcome?: Outcome) {
  const plan = story.plan();
  const vdc = plan.vdcs.find((one) => one.name === name);
  const result: VdcReport | undefined = outcome &&
    vdc && { name, verb: vdc.verb, results: vdc.actions.map((action) => ({ action, outcome, ms: 1 })) };
  const statuses = openPassStatuses({ plan, input: story.input() });
  return statuses.names.includes(name) ? statuses.of(name, result, now) : undefined;
}

const resized = () => new Story().converged(spec('acme')).declares(spec('acme', { limits: { ...limits, cpu: 16 } }));

describe('the status of a VDC', () => {
  it('is ready when it is as declared', () => {
    const story = new Story().converged(spec('acme')).declares(spec('acme'));
    expect(statusOf(story, 'acme')).toMatchObject({
      ready: 'ready',
      observed: { cpu: 8, ram: '32Gi', state: 'active' },
    });
  });

  it('shows what it was just made, and what it still is while nothing was applied', () => {
    expect(statusOf(resized(), 'acme', { kind: 'done' })).toMatchObject({ ready: 'ready', observed: { cpu: 16 } });
    expect(statusOf(resized(), 'acme')).toMatchObject({ ready: 'pending', observed: { cpu: 8 } });
  });

  it('says what failed, what waits, what is blocked and who paused it', () => {
    expect(statusOf(resized(), 'acme', { kind: 'failed', code: 'X', message: 'WAP said no' })).toMatchObject({
      ready: 'failed',
      message: 'WAP said no',
    });
    expect(statusOf(resized(), 'acme', { kind: 'waiting', message: 'busy' })).toMatchObject({ ready: 'waiting' });
    const blocked = new Story().converged(spec('acme')).declares(spec('acme', { owner: { email: 'x@y.example' } }));
    expect(statusOf(blocked, 'acme')).toMatchObject({ ready: 'blocked' });
    const paused = new Story()
      .converged(spec('acme'))
      .declares(spec('acme', { limits: { ...limits, cpu: 16 }, paused: { reason: 'ticket', by: 'jo' } }));
    expect(statusOf(paused, 'acme')).toMatchObject({ ready: 'paused', message: 'ticket (jo)' });
  });

  it('of one that no spec names is retired, retained, or forgotten in the end', () => {
    const removed = new Story().converged(spec('acme')).converged(spec('b')).declares(spec('b'));
    expect(statusOf(removed, 'acme', { kind: 'done' })).toMatchObject({ ready: 'retired' });
    const deletion = { policy: 'retain', graceMs: 0 } as const;
    const retained = new Story().converged(spec('acme', { deletion })).converged(spec('b')).declares(spec('b'));
    expect(statusOf(retained, 'acme')).toMatchObject({ ready: 'retained' });
    const deleted = new Story()
      .converged(spec('acme', { deletion: { policy: 'delete', graceMs: 0 } }))
      .converged(spec('b'))
      .declares(spec('b'));
    expect(statusOf(deleted, 'acme', { kind: 'done' })).toBe('forgotten');
  });

  it('is not told anew for what this pass did not look at', () => {
    const story = resized().converged(spec('b'));
    story.specs = [...story.specs, spec('b', { limits: { ...limits, cpu: 1 } })];
    story.scope = { targets: ['acme'], selector: {} };
    expect(statusOf(story, 'acme', { kind: 'done' })).toMatchObject({ ready: 'ready' });
    expect(statusOf(story, 'b', { kind: 'done' })).toBeUndefined();
  });

  it('says of a VDC whose document is invalid that it is blocked, not that no spec names it', () => {
    const story = new Story().converged(spec('acme')).converged(spec('b')).declares(spec('b'));
    story.isComplete = false;
    story.unreadableNames = ['acme'];
    expect(statusOf(story, 'acme')).toMatchObject({ ready: 'blocked' });
    expect(JSON.stringify(statusOf(story, 'acme'))).not.toContain('no spec names it');
  });
});

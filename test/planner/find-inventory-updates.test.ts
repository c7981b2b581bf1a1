import { describe, expect, it } from 'vitest';
import type { InventoryEntry } from '../../src/model/memory.ts';
import { findInventoryUpdates } from '../../src/planner/find-inventory-updates.ts';
import { hour, limits, now, spec, Story } from '../support/planner-world.ts';

const bigger = { ...limits, cpu: 16 };

/** The story as it goes on after a pass in which nothing was carried out. */
function remembered(story: Story): readonly InventoryEntry[] {
  const updates = new Map(findInventoryUpdates(story.input(), story.plan()).map((entry) => [entry.name, entry]));
  story.inventory = story.inventory.map((entry) => updates.get(entry.name) ?? entry);
  return [...updates.values()];
}

describe('what is remembered without any action', () => {
  it('is nothing at all of a VDC that is as it was', () => {
    expect(remembered(new Story().converged(spec('acme')).declares(spec('acme')))).toEqual([]);
  });

  it('does not take for carried out what was only out of scope', () => {
    const story = new Story().converged(spec('a')).converged(spec('b'));
    story.declares(spec('a'), spec('b', { limits: bigger, protect: true }));
    story.scope = { targets: ['a'], selector: {} };
    expect(remembered(story)).toMatchObject([{ name: 'b', lastSpec: { limits, protect: true } }]);
    story.scope = { targets: [], selector: {} };
    expect(story.planOf('b').reason).toBe('spec-changed');
  });

  it('is that a retirement is over as soon as a spec is back, so that grace never counts from an earlier one', () => {
    const paused = { reason: 'ticket', by: 'jo' };
    const story = new Story().converged(spec('acme', { state: 'suspended' }), { retiredAtMs: now - hour });
    story.converged(spec('b')).declares(spec('acme', { paused }), spec('b'));
    remembered(story);
    story.nowMs += 1000 * hour;
    story.declares(spec('b'));
    expect(story.planOf('acme')).toMatchObject({ verb: 'retire', reason: 'spec-removed' });
  });

  it('is that a returned spec is not fulfilled yet, which is no drift', () => {
    const owner = { email: 'acme@example.org' };
    const story = new Story().converged(spec('acme', { state: 'suspended' }), { retiredAtMs: now - hour });
    story.inventory = story.inventory.map((entry) => ({ ...entry, lastSpec: { ...entry.lastSpec, state: 'active' } }));
    story.declares(spec('acme', { owner, paused: { reason: 'ticket', by: 'jo' } }));
    expect(story.planOf('acme').reason).toBe('spec-returned');
    remembered(story);
    expect(story.planOf('acme').reason).toBe('unfinished');
    story.changeSubscription('acme', { status: 'active' });
    expect(remembered(story)).toMatchObject([{ name: 'acme' }]);
    expect(story.inventory[0]?.isUnfinished).toBeUndefined();
  });

  it('never forgets resyncs while the hosting plan still is out of sync', () => {
    const story = new Story().converged(spec('acme'), { resyncs: 4 }).declares(spec('acme'));
    story.changeHostingPlan('acme', { convergence: 'out-of-sync' });
    expect(remembered(story)).toEqual([]);
    story.changeHostingPlan('acme', { convergence: 'in-sync' });
    expect(remembered(story)).toMatchObject([{ resyncs: 0 }]);
  });
});

import { describe, expect, it } from 'vitest';
import { mintIdentity } from '../../src/planner/identity.ts';
import { hashes, hour, installation, now, spec, steps, Story } from '../support/planner-world.ts';

const idOf = (name: string, generation = 1) => mintIdentity(installation, name, generation, hashes).subscriptionId;

describe('two VDCs that mean one subscription', () => {
  it('are not both given it: who has it keeps it', () => {
    const story = new Story().converged(spec('acme'));
    story.declares(spec('acme'), spec('other', { subscriptionId: idOf('acme'), owner: { email: 'acme@example.org' } }));
    expect(story.plan().vdcs).toMatchObject([
      { name: 'other', verb: 'blocked', actions: [], blocks: [{ code: 'SUBSCRIPTION_TAKEN' }] },
    ]);
  });

  it('do not make the one whose spec is gone delete it under the other', () => {
    const story = new Story().converged(spec('acme'), { retiredAtMs: now - 100 * hour }).converged(spec('stays'));
    story.changeSubscription('acme', { status: 'suspended' });
    story.declares(
      spec('renamed', { subscriptionId: idOf('acme'), owner: { email: 'acme@example.org' } }),
      spec('stays'),
    );
    expect(story.plan().vdcs).toMatchObject([
      { name: 'acme', actions: [], blocks: [{ code: 'SUBSCRIPTION_TAKEN' }] },
      { name: 'renamed', actions: [], blocks: [{ code: 'SUBSCRIPTION_TAKEN' }] },
    ]);
  });

  it('are not both proven owners of it when the inventory is lost: a spec that names it has it', () => {
    const story = new Story().inWap(spec('acme'));
    story.declares(spec('acme'), spec('other', { subscriptionId: idOf('acme'), owner: { email: 'acme@example.org' } }));
    expect(story.planOf('acme')).toMatchObject({ actions: [], blocks: [{ code: 'SUBSCRIPTION_TAKEN' }] });
    expect(steps(story.planOf('other'))).toEqual(['adopt subscription/other']);
  });
});

describe('one VDC', () => {
  it('finds its later generation though the tenant renamed the subscription and the inventory is lost', () => {
    const story = new Story().inWap(spec('acme'), 2).declares(spec('acme'));
    story.changeSubscription('acme', { name: 'My own cloud' });
    expect(steps(story.planOf('acme'))).toEqual(['adopt subscription/acme']);
    expect(story.planOf('acme').remember).toMatchObject({ generation: 2, subscriptionId: idOf('acme', 2) });
  });

  it('goes back to the subscription that was taken for gone, when its next generation was begun and never made', () => {
    const story = new Story().converged(spec('acme')).declares(spec('acme'));
    story.inventory = story.inventory.map((entry) => ({
      ...entry,
      generation: 2,
      subscriptionId: idOf('acme', 2),
      wasSeen: false,
    }));
    expect(steps(story.planOf('acme'))).toEqual(['adopt subscription/acme']);
    expect(story.planOf('acme').remember).toMatchObject({ generation: 1, subscriptionId: idOf('acme') });
  });

  it('looks at the generation before also when the making of the next one is taken up again', () => {
    const story = new Story().converged(spec('acme')).loses('acme').declares(spec('acme'));
    story.inventory = story.inventory.map((entry) => ({
      ...entry,
      generation: 2,
      subscriptionId: idOf('acme', 2),
      wasSeen: false,
    }));
    const vdc = story.planOf('acme');
    expect(vdc.reason).toBe('unfinished');
    expect(vdc.actions.find((action) => action.kind === 'subscription')).toMatchObject({ replaces: idOf('acme') });
  });

  it('is found in a later generation also when the inventory is an old copy', () => {
    const story = new Story().converged(spec('acme')).loses('acme').inWap(spec('acme'), 2).declares(spec('acme'));
    story.gone.add(idOf('acme'));
    expect(steps(story.planOf('acme'))).toEqual(['adopt subscription/acme']);
    expect(story.planOf('acme').remember).toMatchObject({ generation: 2 });
  });

  it('is no adopted one when its spec names the subscription that we made for it', () => {
    const story = new Story().inWap(spec('acme')).declares(spec('acme', { subscriptionId: idOf('acme') }));
    expect(story.planOf('acme')).toMatchObject({ reason: 'proven-ours', remember: { isAdopted: false } });
  });
});

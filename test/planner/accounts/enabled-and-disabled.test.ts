import { describe, expect, it } from 'vitest';
import type { DesiredVdc } from '../../../src/model/virtual-data-center.ts';
import { ops, ourAccount, ownerStory, vdcOf } from '../../support/owner-world.ts';
import { steps } from '../../support/planner-world.ts';

const account = ourAccount(ops);
const { upn } = account;
const disabled = { ...account, isEnabled: false };
const active = (name: string) => vdcOf(ops, name);
const suspended = (name: string): DesiredVdc => vdcOf(ops, name, { state: 'suspended' });
const disables = (name: string) => `${name}: update account/${upn} (all-suspended)`;
const enables = (name: string) => `${name}: update account/${upn} (not-all-suspended)`;

describe('an account is disabled', () => {
  it('when its last active VDC is suspended, and not before that is done', () => {
    const story = ownerStory([account]).held(active('a'), account).held(suspended('b'), account);
    story.declares(suspended('a'), suspended('b'));
    expect(steps(story.planOf('a'))).toEqual(['suspend subscription/a', `update account/${upn}`]);
    expect(story.dealings()).toEqual([disables('a')]);
  });

  it('by each of those that are suspended together', () => {
    const story = ownerStory([account]).held(active('a'), account).held(active('b'), account);
    story.declares(suspended('a'), suspended('b'));
    expect(story.dealings()).toEqual([disables('a'), disables('b')]);
  });

  it('not by one alone while another is still to be deleted: that may fail', () => {
    const story = ownerStory([account])
      .held(active('a'), account)
      .held(vdcOf(ops, 'b', { deletion: { policy: 'delete', graceMs: 0 } }), account)
      .declares(suspended('a'));
    expect(story.dealings()).toEqual([disables('a'), disables('b')]);
    expect(steps(story.planOf('b')).slice(-2)).toEqual([`update account/${upn}`, 'delete vdc/b']);
  });

  it('when somebody enabled it by hand', () => {
    const story = ownerStory([account]).held(suspended('a'), account).declares(suspended('a'));
    expect(story.dealings()).toEqual([disables('a')]);
  });

  it('with the retirement of its last VDC', () => {
    const story = ownerStory([account]).held(active('a'), account);
    expect(steps(story.planOf('a'))).toEqual(['retire vdc/a', 'suspend subscription/a', `update account/${upn}`]);
  });
});

describe('an account stays enabled', () => {
  const standing = (other: DesiredVdc) => ownerStory([account]).held(active('a'), account).held(other, account);
  const paused = { reason: 'ticket', by: 'jo' };

  it.each<[string, () => ReturnType<typeof standing>]>([
    ['is declared active', () => standing(active('b')).declares(suspended('a'), active('b'))],
    [
      'is to be suspended and paused by its spec',
      () => standing(active('b')).declares(suspended('a'), { ...suspended('b'), paused }),
    ],
    [
      'is to be suspended and paused by command',
      () => {
        const story = standing(active('b')).declares(suspended('a'), suspended('b'));
        story.pauses.set('b', paused);
        return story;
      },
    ],
    [
      'is to be suspended and out of scope',
      () => {
        const story = standing(active('b')).declares(suspended('a'), suspended('b'));
        story.scope = { targets: ['a'], selector: {} };
        return story;
      },
    ],
    [
      'has a document that cannot be read',
      () => {
        const story = standing(active('b')).declares(suspended('a'));
        story.unreadableNames = ['b'];
        story.isComplete = false;
        return story;
      },
    ],
    [
      'was retained',
      () => standing(vdcOf(ops, 'b', { deletion: { policy: 'retain', graceMs: 0 } })).declares(suspended('a')),
    ],
    ['is in a state that nobody knows', () => unknownState()],
    [
      'is not ours',
      () => {
        const story = ownerStory([account]).held(active('a'), account).declares(suspended('a'));
        const mine = story.subscriptionOf('a');
        story.subscriptions.push({ ...mine, id: '70000000-0000-4000-8000-000000000000', name: 'foreign' });
        return story;
      },
    ],
  ])('while one of its VDCs %s', (_, make) => {
    expect(make().dealings()).toEqual([]);
  });

  function unknownState() {
    const story = standing(active('b')).declares(suspended('a'), suspended('b'));
    return story.changeSubscription('b', { status: 'unknown' });
  }
});

describe('an account is enabled', () => {
  it('before the first of its VDCs is resumed', () => {
    const story = ownerStory([disabled]).held(suspended('a'), account).held(suspended('b'), account);
    story.declares(suspended('a'), active('b'));
    expect(steps(story.planOf('b'))).toEqual([`update account/${upn}`, 'resume subscription/b']);
    expect(story.dealings()).toEqual([enables('b')]);
  });

  it('before a new one is made', () => {
    const story = ownerStory([disabled]).held(suspended('a'), account).declares(suspended('a'), active('b'));
    expect(steps(story.planOf('b'))[0]).toBe(`update account/${upn}`);
  });

  it('not for a new one that is made suspended', () => {
    const story = ownerStory([disabled]).held(suspended('a'), account).declares(suspended('a'), suspended('b'));
    expect(story.dealings()).toEqual([]);
  });

  it('and nothing else when somebody disabled it', () => {
    const story = ownerStory([disabled]).held(active('a'), account).held(suspended('b'), account);
    story.declares(active('a'), suspended('b'));
    expect(story.dealings()).toEqual([enables('a')]);
  });

  it('for none of those that only leave: a deletion does not let its owner in', () => {
    const gone = vdcOf(ops, 'b', { state: 'suspended', deletion: { policy: 'delete', graceMs: 0 } });
    const story = ownerStory([disabled]).held(suspended('a'), account).held(gone, account).declares(suspended('a'));
    story.vmAccess = 'tenant';
    expect(steps(story.planOf('b'))).toContain('resume subscription/b');
    expect(story.dealings()).toEqual([]);
  });
});

import { expect, it } from 'vitest';
import { dayMs, noonMs } from '../../support/state-builders.ts';
import type { UnderTest } from './under-test.ts';

/** What people tell us: pauses and approvals; and which specs were acted on. */
export function attentionPromises(underTest: UnderTest): void {
  it('remembers who paused a VDC, why and until when, until somebody ends it', async () => {
    const under = underTest();
    await under.store.pause('acme-prod', { reason: 'ticket 4711', by: 'jo', untilMs: noonMs + dayMs });
    await under.store.pause('other', { reason: 'first', by: 'jo' });
    await under.store.pause('other', { reason: 'second', by: 'mia' });
    const again = await under.reopen();
    expect((await again.readMemory(noonMs)).pauses).toEqual(
      new Map([
        ['acme-prod', { reason: 'ticket 4711', by: 'jo', untilMs: noonMs + dayMs }],
        ['other', { reason: 'second', by: 'mia' }],
      ]),
    );
    expect(await again.unpause('acme-prod')).toBe(true);
    expect([...(await again.readMemory(noonMs)).pauses.keys()]).toEqual(['other']);
  });

  it('says when there was no pause to end', async () => {
    const { store } = underTest();
    expect(await store.unpause('acme-prod')).toBe(false);
  });

  it('keeps an approval for a day', async () => {
    const under = underTest();
    const approval = { fingerprint: 'sha256:4f9c', by: 'jo', atMs: noonMs };
    await under.store.approve(approval);
    const again = await under.reopen();
    expect(await again.readApprovals(noonMs + dayMs - 1)).toEqual([approval]);
    expect(await again.readApprovals(noonMs + dayMs)).toEqual([]);
    await again.approve({ ...approval, fingerprint: 'sha256:later', atMs: noonMs + 2 * dayMs });
    expect((await again.readApprovals(noonMs)).map(({ fingerprint }) => fingerprint)).toEqual(['sha256:later']);
  });

  it('keeps with an approval what is left to be done of what it approved of', async () => {
    const { store } = underTest();
    const approval = { fingerprint: 'sha256:4f9c', by: 'jo', atMs: noonMs };
    await store.approve(approval);
    const approved = { codes: ['TOO_MUCH'], actions: [{ vdc: 'acme', what: 'suspend 1' }] };
    await store.approve({ ...approval, approved });
    expect(await store.readApprovals(noonMs + 10)).toEqual([{ ...approval, approved }]);
  });

  it('forgets an approval that was used, and keeps the time of the last where one is given again', async () => {
    const { store } = underTest();
    const approval = { fingerprint: 'git:4f9c', by: 'jo', atMs: noonMs };
    await store.approve(approval);
    await store.approve({ ...approval, by: 'mia', atMs: noonMs + 5 });
    expect(await store.readApprovals(noonMs + 10)).toEqual([{ ...approval, by: 'mia', atMs: noonMs + 5 }]);
    await store.forgetApproval('git:4f9c');
    await store.forgetApproval('git:nobody');
    expect(await store.readApprovals(noonMs + 10)).toEqual([]);
  });

  it('remembers the revision that was acted on last', async () => {
    const under = underTest();
    await under.store.noteRevision('git:1');
    await under.store.noteRevision('git:2');
    expect((await (await under.reopen()).readMemory(noonMs)).lastRevision).toBe('git:2');
  });
}

import { describe, expect, it } from 'vitest';
import { gitStory, told } from '../../support/git-story.ts';
import { canMeetPeers } from '../../support/peers/require-packages.ts';

const signal = new AbortController().signal;

/** Three commits on a branch, and a source that has followed it to the last one; or one that starts anew. */
async function threeCommits({ isFresh }: { readonly isFresh: boolean }) {
  const story = await gitStory();
  const commits: string[] = [];
  const source = story.open();
  for (const text of ['one', 'two', 'three']) {
    commits.push(await story.repository.commit({ 'a.yaml': text }));
    if (!isFresh) await source.load(signal);
  }
  const [one = '', two = '', three = ''] = commits;
  return { ...story, one, two, three, source };
}

describe.runIf(canMeetPeers('git')).each([
  ['by a clone that has seen all of it', false],
  ['by a fresh clone', true],
])('history, looked at %s', (_, isFresh) => {
  it('that goes forward is followed without a word', async () => {
    const { source, one, two } = await threeCommits({ isFresh });
    for (const after of [one, two])
      expect((await source.load(signal, { after: `git:${after}` })).rewritten).toBeUndefined();
  });

  it('that was rewritten by a force-push is followed, and said with both commits', async () => {
    const { repository, source, one, three } = await threeCommits({ isFresh });
    await repository.goBack(one);
    const tip = await repository.commit({ 'a.yaml': 'rewritten' });
    const snapshot = await source.load(signal, { after: `git:${three}` });
    expect(told(snapshot)).toEqual(['a.yaml: rewritten']);
    expect(snapshot.rewritten).toContain(three.slice(0, 12));
    expect(snapshot.rewritten).toContain(tip.slice(0, 12));
    expect((await source.load(signal, { after: `git:${tip}` })).rewritten).toBeUndefined();
  });

  it('that was rewritten from its root is followed, and said', async () => {
    const { repository, source, three } = await threeCommits({ isFresh });
    await repository.git('checkout', '--quiet', '--orphan', 'fresh');
    await repository.commit({ 'a.yaml': 'new root' });
    const snapshot = await source.load(signal, { after: `git:${three}` });
    expect(told(snapshot)).toEqual(['a.yaml: new root']);
    expect(snapshot.rewritten).toContain('rewritten');
  });

  it('that was set back is refused with both commits and the way out', async () => {
    const { repository, source, one, three } = await threeCommits({ isFresh });
    await repository.goBack(one);
    await repository.push();
    const refused = source.load(signal, { after: `git:${three}` });
    await expect(refused).rejects.toMatchObject({ code: 'SPECS_REWOUND', details: { tip: one, after: three } });
    await expect(refused).rejects.toThrow(`vdc approve git:${one}`);
  });

  it('that was set back is followed once somebody approves of exactly that commit', async () => {
    const { repository, source, one, two, three } = await threeCommits({ isFresh });
    await repository.goBack(one);
    await repository.push();
    const load = (...commits: readonly string[]) =>
      source.load(signal, { after: `git:${three}`, approved: new Set(commits.map((commit) => `git:${commit}`)) });
    await expect(load(two)).rejects.toMatchObject({ code: 'SPECS_REWOUND' });
    const snapshot = await load(one);
    expect(told(snapshot)).toEqual(['a.yaml: one']);
    expect(snapshot.rewritten).toContain('approved');
  });

  it('that was set back and pushed forward again is followed', async () => {
    const { repository, source, one, three } = await threeCommits({ isFresh });
    await repository.goBack(one);
    await repository.push();
    await expect(source.load(signal, { after: `git:${three}` })).rejects.toMatchObject({ code: 'SPECS_REWOUND' });
    await repository.goBack(three);
    await repository.commit({ 'a.yaml': 'four' });
    expect(told(await source.load(signal, { after: `git:${three}` }))).toEqual(['a.yaml: four']);
  });
});

describe.runIf(canMeetPeers('git'))('a commit that was acted on last', () => {
  it('and that the server has no longer is called rewritten', async () => {
    const { repository, open, one, three } = await threeCommits({ isFresh: true });
    await repository.goBack(one);
    await repository.commit({ 'a.yaml': 'other' });
    await repository.atServer('reflog', 'expire', '--expire=now', '--all');
    await repository.atServer('gc', '--quiet', '--prune=now');
    const { rewritten } = await open().load(signal, { after: `git:${three}` });
    expect(rewritten).toContain('no longer exists');
  });

  it('and lies more than a hundred commits back is found by a fresh clone', async () => {
    const { repository, open, one } = await threeCommits({ isFresh: true });
    const input = Array.from({ length: 110 }, (_, index) => index);
    for (const index of input) await repository.commit({ 'b.yaml': String(index) }, { isPushed: index === 109 });
    expect((await open().load(signal, { after: `git:${one}` })).rewritten).toBeUndefined();
  });

  it('is no commit where specs came from a directory before', async () => {
    const { source } = await threeCommits({ isFresh: false });
    expect((await source.load(signal, { after: 'sha256:0123' })).rewritten).toBeUndefined();
  });
});

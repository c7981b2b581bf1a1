import { describe, expect, it } from 'vitest';
import { makeGitRepository } from '../support/peers/git-repository.ts';
import { canMeetPeers } from '../support/peers/require-packages.ts';
import { storySpec } from '../support/story-spec.ts';
import { startStory } from '../support/story.ts';
import { cpuOf, eventually, startStoryDaemon, stateOf } from '../support/story-daemon.ts';

describe.runIf(canMeetPeers('git'))('a daemon over a branch', () => {
  it('carries out each commit, says from which, takes a rewritten history and refuses a rewound one until approved', async () => {
    const story = await startStory();
    const repository = await makeGitRepository(story.folder);
    await story.setting(
      'specs: { directory: ./specs }',
      `specs: { git: { url: ${repository.path}, branch: main, path: vdcs, interval: 1s } }`,
    );
    const one = await repository.commit({ 'vdcs/acme.yaml': storySpec('acme', {}), 'README.md': 'not a spec' });
    const daemon = await startStoryDaemon(story);
    await eventually(() => stateOf(story, 'acme') === 'active');
    const history = JSON.parse((await story.vdc('history', 'acme', '-n', '1', '-o', 'json')).out);
    expect(history.history[0].revision).toBe(`git:${one}`);

    const two = await repository.commit({ 'vdcs/acme.yaml': storySpec('acme', { cpu: 16 }) });
    await eventually(() => cpuOf(story, 'acme') === 16);

    // Force-pushed: another commit in place of the second.
    await repository.goBack(one);
    const other = await repository.commit({ 'vdcs/acme.yaml': storySpec('acme', { cpu: 4 }) });
    await eventually(() => cpuOf(story, 'acme') === 4);

    // Rewound: the first commit is where the branch ends now.
    await repository.goBack(one);
    await repository.push();
    await eventually(async () =>
      (await daemon.status()).circuits.some(({ name, isOpen }) => name === 'source' && isOpen),
    );
    expect(cpuOf(story, 'acme')).toBe(4);
    const status = await story.vdc('status');
    expect(status.all).toContain(`git:${one}`);
    expect((await story.vdc('approve', `git:${one}`, '--yes', '--by', 'jo')).code).toBe(0);
    await eventually(() => cpuOf(story, 'acme') === 8);

    // A commit that breaks a spec changes nothing of its VDC and deletes nothing; the next one mends it.
    await repository.commit({
      'vdcs/acme.yaml': 'metadata: { name: acme }\n',
      'vdcs/beta.yaml': storySpec('beta', {}),
    });
    await eventually(() => stateOf(story, 'beta') === 'active');
    expect(stateOf(story, 'acme')).toBe('active');
    await repository.commit({ 'vdcs/acme.yaml': storySpec('acme', { cpu: 2 }) });
    await eventually(() => cpuOf(story, 'acme') === 2);
    expect(await daemon.stop()).toBe(0);
    const log = (await daemon.run.ended).err;
    expect(log).toContain('rewritten');
    expect(log).toContain(two.slice(0, 12));
    expect(log).toContain(other.slice(0, 12));
  });

  it('looks at once when a forge says that something was pushed, and believes nobody else', async () => {
    const story = await startStory();
    const repository = await makeGitRepository(story.folder);
    await repository.commit({ 'acme.yaml': storySpec('acme', {}) });
    await story.write('hook-secret', 'a secret of the forge\n');
    await story.setting('specs: { directory: ./specs }', `specs: { git: { url: ${repository.path}, interval: 1h } }`);
    const daemon = await startStoryDaemon(story, { server: 'webhookSecret: { file: ./hook-secret }' });
    await eventually(() => stateOf(story, 'acme') === 'active');
    await repository.commit({ 'acme.yaml': storySpec('acme', { cpu: 16 }) });
    const push = JSON.stringify({ ref: 'refs/heads/main' });
    expect((await daemon.deliver(push, 'not the secret')).status).toBe(401);
    expect((await daemon.deliver(push, 'a secret of the forge')).status).toBe(202);
    await eventually(() => cpuOf(story, 'acme') === 16);
    expect(await daemon.stop()).toBe(0);
  });
});

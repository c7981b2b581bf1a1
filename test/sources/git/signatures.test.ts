import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { gitStory, told } from '../../support/git-story.ts';
import { makeSshKey } from '../../support/peers/git-repository.ts';
import { canMeetPeers } from '../../support/peers/require-packages.ts';

const signal = new AbortController().signal;

async function signedStory() {
  const story = await gitStory();
  const [jo, stranger] = await Promise.all([makeSshKey(story.folder, 'jo'), makeSshKey(story.folder, 'stranger')]);
  const allowedSignersFile = join(story.folder, 'allowed_signers');
  await writeFile(allowedSignersFile, `jo@provider.example namespaces="git" ${jo.publicKey}\n`);
  const source = story.open({ allowedSignersFile });
  return { ...story, source, jo: jo.keyFile, stranger: stranger.keyFile };
}

describe.runIf(canMeetPeers('git'))('a branch of which only signed commits count', () => {
  it('is followed where somebody of the list signed its newest commit', async () => {
    const { repository, source, jo } = await signedStory();
    await repository.commit({ 'a.yaml': 'unsigned, and below' });
    await repository.commit({ 'a.yaml': 'signed' }, { signedBy: jo });
    expect(told(await source.load(signal))).toEqual(['a.yaml: signed']);
  });

  it('is refused where its newest commit is not signed, or by a stranger', async () => {
    const { repository, source, jo, stranger } = await signedStory();
    await repository.commit({ 'a.yaml': 'signed' }, { signedBy: jo });
    await source.load(signal);
    for (const how of [{}, { signedBy: stranger }]) {
      const commit = await repository.commit({ 'a.yaml': 'sneaked in' }, how);
      await expect(source.load(signal)).rejects.toMatchObject({ code: 'SPECS_UNSIGNED', details: { commit } });
    }
    await repository.commit({ 'a.yaml': 'signed again' }, { signedBy: jo });
    expect(told(await source.load(signal))).toEqual(['a.yaml: signed again']);
  });

  it('is refused where the list is not there', async () => {
    const { repository, folder, open, jo } = await signedStory();
    await repository.commit({ 'a.yaml': 'signed' }, { signedBy: jo });
    const lost = open({ allowedSignersFile: join(folder, 'nowhere') });
    await expect(lost.load(signal)).rejects.toMatchObject({ code: 'SPECS_GIT_FILE_UNREADABLE' });
  });
});

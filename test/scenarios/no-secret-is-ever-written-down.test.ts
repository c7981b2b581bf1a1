import { expect, it } from 'vitest';
import { startStory, type Story } from '../support/story.ts';

const secretPassword = 'simulated-Passw0rd';

/** Everything that must stand nowhere: as it is, and in the ways in which programs like to write it. */
function secretsOf(story: Story, tokens: readonly string[]): readonly string[] {
  const plain = [secretPassword, story.simulator.controlToken, ...tokens];
  return plain.flatMap((one) => [one, Buffer.from(one).toString('base64'), encodeURIComponent(one)]);
}

/** A token is a secret in parts, too: its middle is signed, its end is the signature. */
function partsOf(token: string): readonly string[] {
  return token.split('.').slice(1);
}

it.each(['windows', 'adfs', 'token'])(
  'shows none in a whole life, logged in by %s, as chatty as can be',
  async (mode) => {
    const story = await startStory();
    const token = story.simulator.issueToken();
    if (mode === 'token') {
      await story.write('token', token);
      await story.setting(/ {4}mode: [^]*?(?=hostingPlans)/, '    mode: token\n    token: { file: ./token }\n');
    } else if (mode === 'adfs') {
      await story.setting('mode: windows', 'mode: adfs');
      await story.setting(story.simulator.urls.windowsAuth, story.simulator.urls.adfs);
    }
    const said: string[] = [];
    const run = async (...args: readonly string[]) => {
      const format = said.length % 2 === 0 ? 'json' : 'text';
      said.push((await story.vdc('--log-level', 'trace', '--log-format', format, ...args)).all);
    };
    await story.spec('acme', { more: ['deletion: { grace: 0s }'] });
    await story.spec('beta');
    await run('plan', '--out', 'plan.json');
    await run('apply', '--yes');
    await story.removeSpec('acme');
    story.simulator.faults.add({ name: 'billing-veto' });
    await run('apply', '--yes');
    story.simulator.faults.clear();
    story.simulator.faults.add({ name: 'html-503', count: 2 });
    await run('apply', '--yes');
    for (const command of ['get', 'history', 'validate']) await run(command);
    const files = await story.readAll();
    expect(files.map(({ path }) => path)).toEqual(expect.arrayContaining(['plan.json', 'vdc.db']));
    const everything = [...said, ...files.map(({ bytes }) => bytes.toString('latin1'))].join('\n');
    expect(secretsOf(story, partsOf(token)).filter((secret) => everything.includes(secret))).toEqual([]);
    // No token of whoever may have been given one: each begins like this.
    expect(everything).not.toMatch(/eyJ[A-Za-z0-9_-]{20,}/);
    expect(everything).not.toMatch(/Bearer (?!\*|\[)\S{20}/);
  },
);

it('shows none when the login fails', async () => {
  const story = await startStory();
  for (const [what, replacement] of [
    ['username: svc-vdc', 'username: nobody'],
    ['domain: CORP', 'domain: WRONG'],
    ['mode: windows', 'mode: membership'],
  ] as const) {
    await story.setting(what, replacement);
    const run = await story.vdc('--log-level', 'trace', 'apply', '--yes');
    expect(run.code).toBe(1);
    expect(run.all).not.toContain(secretPassword);
    expect(run.all).not.toMatch(/eyJ[A-Za-z0-9_-]{20,}/);
  }
});

it('shows none that stands in the settings by mistake', async () => {
  const story = await startStory();
  await story.setting('{ file: ./password }', secretPassword);
  const said = [];
  for (const args of [['validate'], ['validate', '-o', 'json'], ['validate', '-o', 'sarif'], ['plan']])
    said.push(await story.vdc(...args));
  for (const run of said) {
    expect(run).toEnd(3);
    expect(run.all).not.toContain(secretPassword);
  }
});

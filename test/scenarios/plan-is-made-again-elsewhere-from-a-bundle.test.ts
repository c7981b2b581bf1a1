import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { expect, it, onTestFinished } from 'vitest';
import { createSimulatorClock, type SimulatorClock } from '../../src/simulator/clock/simulator-clock.ts';
import { type Run, startProgram } from '../support/story-program.ts';
import { startStory, type Story } from '../support/story.ts';

const forms = ['text', 'json', 'markdown', 'html'];
const secrets = ['simulated-Passw0rd', 'simulated-Mail-Passw0rd', 'hook-of-the-forge', 'key-of-the-server'];

const ourTime: SimulatorClock = createSimulatorClock(Date.now);

/** Another machine, in another time than the story's: an empty folder with nothing but the bundle, no settings, no way to anything. */
async function elsewhere({ folder }: Story, bundle: string) {
  const other = await mkdtemp(join(tmpdir(), 'vdc-elsewhere-'));
  onTestFinished(() => rm(other, { recursive: true, force: true }));
  await writeFile(join(other, 'b.gz'), await readFile(join(folder, bundle)));
  return {
    folder: other,
    vdc: (...args: readonly string[]): Promise<Run> => startProgram(args, { folder: other, clock: ourTime }).ended,
  };
}

/** So that looks that are taken one after the other are taken in the same millisecond: time stands all but still. */
function sameMoment({ simulator }: Story): Readonly<Record<string, string>> {
  simulator.clock.advance(60_000);
  return { STORY_CLOCK: `${simulator.clock.now()} 0.0001` };
}

/** A life with one of many things: done, drifted, refused, removed, paused, broken. */
async function livedThrough(story: Story): Promise<void> {
  for (const name of ['acme', 'beta', 'gamma', 'delta']) await story.spec(name, { labels: `{ customer: ${name} }` });
  expect(await story.apply()).toEnd(0);
  story.simulator.byHand.suspend(story.subscription('beta').id);
  await story.spec('acme', { cpu: 16 });
  await story.spec('gamma', { more: ['paused: { reason: "ticket 4711", by: jo@provider.example }'] });
  await story.removeSpec('delta');
  await story.spec('epsilon', { more: ['cpus: 7'] });
}

it.each([['tenant'], ['spf']] as const)('in every form, byte for byte, machines reached by %s', async (access) => {
  const story = await startStory({ access });
  await livedThrough(story);
  await story.write('server-token', `${secrets[3]}\n`);
  await story.setting(
    'state:',
    'server: { token: { file: ./server-token }, webhookSecret: { env: HOOK_SECRET } }\nstate:',
  );
  story.writes();
  const before = await story.readAll();
  const env = { ...sameMoment(story), HOOK_SECRET: String(secrets[2]) };
  const made = await story.start(['debug', 'bundle', '--out', 'sub/b.gz'], env).ended;
  expect(made).toEnd(0, 'Wrote sub/b.gz', 'No password, token or key is in it.', 'Names and e-mail addresses');
  expect(story.writes().filter((one) => !one.startsWith('GET'))).toEqual([]);
  expect((await stat(join(story.folder, 'sub/b.gz'))).mode & 0o077).toBe(0);
  // It has changed nothing: what was remembered is as it was.
  expect((await story.readAll()).length).toBe(before.length + 1);

  const other = await elsewhere(story, 'sub/b.gz');
  for (const form of forms) {
    const here = await story.start(['plan', '-o', form], env).ended;
    const there = await other.vdc('plan', '--from-bundle', 'b.gz', '-o', form);
    expect(there.out).toBe(here.out);
    expect(there.code).toBe(here.code);
    expect(there.err).toBe('');
  }
  expect(await readdir(other.folder)).toEqual(['b.gz']);
});

it('with the very time at which it was made', async () => {
  const story = await startStory();
  await story.spec('acme');
  expect(await story.vdc('debug', 'bundle')).toEnd(0, 'Wrote vdc-bundle.json.gz', 'Its plan is sha256:');
  const other = await elsewhere(story, 'vdc-bundle.json.gz');
  const first = await other.vdc('plan', '--from-bundle', 'b.gz', '-o', 'json');
  const text = gunzipSync(await readFile(join(other.folder, 'b.gz'))).toString();
  const { createdAt, fingerprint } = JSON.parse(first.out) as Record<string, unknown>;
  expect(text).toContain(`"madeAt":"${String(createdAt)}"`);
  expect(text).toContain(`"plan":{"fingerprint":"${String(fingerprint)}"}`);
  expect((await other.vdc('plan', '--from-bundle', 'b.gz', '-o', 'json')).out).toBe(first.out);
});

it('for the VDCs that were chosen, with the command that would be typed there', async () => {
  const story = await startStory();
  for (const name of ['acme', 'beta']) await story.spec(name);
  expect(await story.apply()).toEnd(0);
  await story.removeSpec('acme', 'beta');
  // Refused, so that the plan tells the command that would approve it.
  await story.setting('state:', 'safety: { maxSuspends: 0 }\nstate:');
  await story.write('prod.yaml', await story.read('vdc.yaml'));
  const chosen = ['--target', 'beta'];
  const env = sameMoment(story);
  expect(await story.start(['--config', 'prod.yaml', 'debug', 'bundle', ...chosen], env).ended).toEnd(0);
  const here = await story.start(['--config', 'prod.yaml', 'plan', ...chosen], env).ended;
  const other = await elsewhere(story, 'vdc-bundle.json.gz');
  const there = await other.vdc('plan', '--from-bundle', 'b.gz');
  expect(there.out).toBe(here.out);
  expect(there).toEnd(4, 'vdc --config prod.yaml apply', 'beta');
  expect(there.out).not.toContain('acme');
  expect(await story.vdc('debug', 'bundle', '--target', 'nobody')).toEnd(1, 'TARGET_UNKNOWN');
});

it('holds no secret of the story, in no way in which programs write it', async () => {
  const story = await startStory({ directory: true, mail: true });
  await livedThrough(story);
  await story.write('server-token', `${secrets[3]}\n`);
  await story.setting(
    'state:',
    'server: { token: { file: ./server-token }, webhookSecret: { env: HOOK_SECRET } }\nstate:',
  );
  // By mistake where everybody reads it: in labels, in what somebody paused for.
  await story.spec('beta', { labels: `{ note: ${secrets[2]} }` });
  await story.spec('gamma', { more: [`paused: { reason: "${secrets[0]} and ${secrets[3]}", by: jo }`], cpu: 16 });
  const made = await story.start(['--log-level', 'trace', 'debug', 'bundle'], { HOOK_SECRET: String(secrets[2]) })
    .ended;
  expect(made).toEnd(0);
  const text = gunzipSync(await readFile(join(story.folder, 'vdc-bundle.json.gz'))).toString();
  const passwords = story.simulator.mails
    .list()
    .flatMap((mail) => [...mail.text.matchAll(/^\s*Password: +(\S+)$/gm)].map(([, password = '']) => password));
  expect(passwords.length).toBeGreaterThan(2);
  const plain = [...secrets, story.simulator.controlToken, ...passwords];
  const forms = plain.flatMap((one) => [one, Buffer.from(one).toString('base64'), encodeURIComponent(one)]);
  expect(forms.filter((one) => `${text}${made.all}`.includes(one))).toEqual([]);
  expect(text).not.toMatch(/eyJ[A-Za-z0-9_-]{20,}/);
  expect(text).toContain('acme@');
  const there = await (await elsewhere(story, 'vdc-bundle.json.gz')).vdc('plan', '--from-bundle', 'b.gz');
  expect(there.out).toContain('[secret]');
  expect(there.err).toContain('The value of a secret stood in what was seen there');
});

it('or not at all', async () => {
  const story = await startStory();
  await story.spec('acme');
  expect(await story.vdc('debug', 'bundle')).toEnd(0);
  const packed = await readFile(join(story.folder, 'vdc-bundle.json.gz'));
  const text = gunzipSync(packed).toString();
  const refused = async (bytes: Buffer | string, code: string) => {
    await writeFile(join(story.folder, 'b.gz'), bytes);
    const run = await story.vdc('plan', '--from-bundle', 'b.gz');
    expect(run).toEnd(1, code);
    expect(run.out).toBe('');
  };
  await refused(gzipSync(text.replace('"cpu":8', '"cpu":9')), 'BUNDLE_ALTERED');
  await refused(text.replace('"formatVersion":"1"', '"formatVersion":"9"'), 'BUNDLE_VERSION');
  await refused(packed.subarray(0, -20), 'BUNDLE_UNREADABLE');
  await refused(await story.vdc('plan', '-o', 'json').then(({ out }) => out), 'BUNDLE_INVALID');
  // A quarter of a megabyte that would be a quarter of a gigabyte.
  await refused(gzipSync(Buffer.alloc(257 * 1024 * 1024, ' '), { level: 1 }), 'BUNDLE_UNREADABLE');
  expect(await story.vdc('plan', '--from-bundle', 'nowhere.gz')).toEnd(1, 'BUNDLE_MISSING');
  expect(await story.vdc('plan', '--from-bundle', 'specs')).toEnd(1, 'BUNDLE_UNREADABLE');
  await writeFile(join(story.folder, 'b.gz'), packed);
  for (const more of [
    ['--target', 'acme'],
    ['--selector', 'a=b'],
    ['--out', 'plan.json'],
  ])
    expect(await story.vdc('plan', '--from-bundle', 'b.gz', ...more)).toEnd(1, 'BUNDLE_STANDS_ALONE');
  expect(await story.vdc('apply', 'b.gz')).toEnd(4, 'PLAN_FILE_INVALID');
  expect(story.made().subscriptions).toEqual([]);
});

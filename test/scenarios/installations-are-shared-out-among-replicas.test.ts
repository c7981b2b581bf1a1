import { describe, expect, it, onTestFinished } from 'vitest';
import { openPostgresStore } from '../../src/state/postgres/open-postgres-store.ts';
import { postgresForSuite } from '../state/postgres/postgres-under-test.ts';
import { freePort } from '../support/peers/free-port.ts';
import { canMeetPeers } from '../support/peers/require-packages.ts';
import { storySpec } from '../support/story-spec.ts';
import { startStory } from '../support/story.ts';
import { eventually, stateOf } from '../support/story-daemon.ts';

describe.runIf(canMeetPeers('postgres'))('two replicas that look after two installations', () => {
  const server = postgresForSuite();

  it('have one each, each by its own lease; and one has both when the other is killed', async () => {
    const story = await startStory();
    await story.setting(/^state: .*$/m, `state: { url: "${server().url}" }`);
    const settings = await story.read('vdc.yaml');
    const installations = [crypto.randomUUID(), crypto.randomUUID()];
    /** Settings of one installation for one replica; returns the port of its server. */
    const write = async (replica: string, index: number): Promise<number> => {
      const port = await freePort();
      const text = settings
        .replace(/installation: \S+/, `installation: ${installations[index]}`)
        .replace('./specs', `./specs-${index}`);
      await story.write(`${replica}-${index}.yaml`, `${text}server: { listen: "127.0.0.1:${port}" }\n`);
      return port;
    };
    await story.write('specs-0/acme.yaml', storySpec('acme', {}));
    await story.write('specs-1/beta.yaml', storySpec('beta', {}));
    const ports = { a: [await write('a', 0), await write('a', 1)], b: [await write('b', 0), await write('b', 1)] };
    const start = (replica: string) => story.start(['run', `${replica}-0.yaml`, `${replica}-1.yaml`]);
    // Until both are there the test has both leases: which replica is started sooner must not matter.
    const stores = await Promise.all(
      installations.map((installation) => openPostgresStore({ url: server().url, installation, now: Date.now })),
    );
    onTestFinished(async () => void (await Promise.all(stores.map((store) => store.close()))));
    const leases = await Promise.all(stores.map((store) => store.acquireLease({ holder: 'the test', ttlMs: 60_000 })));
    const a = start('a');
    const b = start('b');
    const rolesOf = (replica: 'a' | 'b') =>
      Promise.all(
        ports[replica].map(async (port) => {
          const answer = await fetch(`http://127.0.0.1:${port}/api/v1/status`);
          return ((await answer.json()) as { role: string }).role;
        }),
      );
    const all = async () => [...(await rolesOf('a')), ...(await rolesOf('b'))];
    await eventually(async () => (await all()).every((role) => role === 'standby'));
    for (const lease of leases) await lease?.release();
    await eventually(async () => (await all()).filter((role) => role === 'leader').length === 2);
    await eventually(() => stateOf(story, 'acme') === 'active' && stateOf(story, 'beta') === 'active');
    expect(new Set(await rolesOf('a'))).toEqual(new Set(['leader', 'standby']));

    a.kill('SIGKILL');
    await eventually(async () => (await rolesOf('b')).every((role) => role === 'leader'));
    await story.write('specs-0/acme.yaml', storySpec('acme', { state: 'suspended' }));
    await story.write('specs-1/beta.yaml', storySpec('beta', { state: 'suspended' }));
    await eventually(() => stateOf(story, 'acme') === 'suspended' && stateOf(story, 'beta') === 'suspended');
    b.kill('SIGTERM');
    expect((await b.ended).code).toBe(0);
  });
});

import { describe, expect, it } from 'vitest';
import { postgresForSuite } from '../state/postgres/postgres-under-test.ts';
import { canMeetPeers } from '../support/peers/require-packages.ts';
import { startStory, type Story } from '../support/story.ts';
import { cpuOf, eventually, startStoryDaemon, stateOf } from '../support/story-daemon.ts';

describe.runIf(canMeetPeers('postgres'))('two daemons on one PostgreSQL', () => {
  const server = postgresForSuite();

  async function startTwo() {
    const story = await startStory();
    const installation = crypto.randomUUID();
    await story.setting(/installation: \S+/, `installation: ${installation}`);
    await story.setting(/^state: .*$/m, `state: { url: "${server().url}" }`);
    await story.spec('acme');
    const first = await startStoryDaemon(story, { config: 'first.yaml' });
    await eventually(() => stateOf(story, 'acme') === 'active');
    const second = await startStoryDaemon(story, { config: 'second.yaml' });
    await eventually(async () => (await second.status()).role === 'standby');
    return { story, first, second };
  }

  /** Milliseconds from now until a change is carried out. */
  async function untilCarriedOut(story: Story, cpu: number): Promise<number> {
    const startedAt = performance.now();
    await story.spec('acme', { cpu });
    await eventually(() => cpuOf(story, 'acme') === cpu);
    return performance.now() - startedAt;
  }

  it('are one after the other: the standby acts within 15 s after the leader was killed', async () => {
    const { story, first, second } = await startTwo();
    first.run.kill('SIGKILL');
    expect(await untilCarriedOut(story, 16)).toBeLessThan(15_000);
    expect((await second.status()).role).toBe('leader');
    expect(story.made().subscriptions).toHaveLength(1);
    expect(await second.stop()).toBe(0);
  });

  it('do not act both when a frozen leader wakes up: it finds itself a standby and has written nothing', async () => {
    const { story, first, second } = await startTwo();
    first.run.kill('SIGSTOP');
    expect(await untilCarriedOut(story, 16)).toBeLessThan(15_000);
    story.writes();
    first.run.kill('SIGCONT');
    await eventually(async () => (await first.status()).role === 'standby');
    expect(story.writes()).toEqual([]);
    await untilCarriedOut(story, 4);
    expect((await first.status()).role).toBe('standby');
    // Once the second ends, the first has its turn again.
    expect(await second.stop()).toBe(0);
    await eventually(async () => (await first.status()).role === 'leader');
    await untilCarriedOut(story, 2);
    expect(await first.stop()).toBe(0);
  });

  it('wait for a database that is away, and go on when it is back', async () => {
    const { story, first, second } = await startTwo();
    await server().stop('immediate');
    await eventually(async () => (await first.ask('GET', '/readyz')).status === 503);
    await server().start();
    await eventually(async () => {
      const roles = [(await first.status()).role, (await second.status()).role].sort();
      return roles.join() === 'leader,standby';
    });
    await untilCarriedOut(story, 16);
    expect(await first.stop()).toBe(0);
    expect(await second.stop()).toBe(0);
  });
});

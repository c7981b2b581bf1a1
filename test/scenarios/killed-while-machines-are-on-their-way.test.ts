import { expect, it, vi } from 'vitest';
import { startStory } from '../support/story.ts';

// Some thirty requests, and at each of them four runs of the program.
vi.setConfig({ testTimeout: 400_000 });

const before = { 'db-1': 'Paused', 'old-1': 'PowerOff', 'web-1': 'Running', 'web-2': 'Running', 'web-3': 'Running' };
const off = { 'db-1': 'PowerOff', 'old-1': 'PowerOff', 'web-1': 'PowerOff', 'web-2': 'PowerOff', 'web-3': 'PowerOff' };

/** Kills an apply when the simulator has carried out its n-th request, for every n until one comes to its end. */
it.each(['tenant', 'spf'] as const)(
  'suspends and resumes to exactly what was, killed at each request (over %s)',
  async (access) => {
    let killAfter: () => void = () => undefined;
    const story = await startStory({
      access,
      knobs: { 'vm-job-ms': 300, 'guest-shutdown-ms': 300 },
      onRequest: () => killAfter(),
    });
    await story.spec('acme');
    expect(await story.apply()).toEnd(0);
    story.machines.add('acme', before);
    story.simulator.clock.run(10);
    const dieAt = async (n: number): Promise<boolean> => {
      const victim = story.start(['apply', '--yes']);
      let left = n;
      killAfter = () => {
        left -= 1;
        if (left === 0) victim.kill('SIGKILL');
      };
      await victim.ended;
      killAfter = () => undefined;
      return left <= 0;
    };
    const settled = async (): Promise<void> => expect(await story.apply()).toEnd(0);
    let wasKilled = true;
    for (let n = 6; wasKilled; n += 1) {
      await story.spec('acme', { state: 'suspended' });
      wasKilled = await dieAt(n);
      await settled();
      expect(story.machines.of('acme'), `killed at request ${n} of the suspension`).toEqual(off);
      expect(story.made().subscriptions[0]).toMatch(/^acme: suspended/);
      await story.spec('acme');
      wasKilled = (await dieAt(n)) || wasKilled;
      await settled();
      expect(story.machines.of('acme'), `killed at request ${n} of the resumption`).toEqual(before);
      expect(story.made().subscriptions[0]).toMatch(/^acme: active/);
    }
    expect(await story.apply()).toEnd(0, 'No changes.');
  },
);

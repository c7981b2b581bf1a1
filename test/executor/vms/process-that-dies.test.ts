import { describe, expect, it } from 'vitest';
import type { DesiredVdc } from '../../../src/model/virtual-data-center.ts';
import { asleep, atOnce, awake, type MachineStory, startMachineStory } from '../../support/machine-story.ts';
import { createMortalProcess } from '../../support/mortal-process.ts';

type Wishes = Readonly<Record<string, Partial<DesiredVdc>>>;

const before = { db: 'paused', old: 'off', saved: 'saved', web: 'running', deaf: 'running' } as const;

async function startWithMachines(access: 'spf' | 'tenant'): Promise<MachineStory> {
  const story = await startMachineStory(access);
  // Fewer looks are fewer moments to die at, and none of another kind.
  story.machines.takesMs = 600;
  for (const [name, power] of Object.entries(before))
    story.machines.put(story.subscriptionId('acme'), name, power, { hasGuestServices: name !== 'deaf' });
  return story;
}

/** Whether it died: false when `diesAt` lies behind its last call. */
async function passAndDie(story: MachineStory, wishes: Wishes, diesAt: number): Promise<boolean> {
  const { store, provider, machines } = story;
  const process = createMortalProcess({ provider, vms: machines.provider, store }, diesAt);
  const end = story.pass(wishes, { provider: process.provider, store: process.store });
  return Promise.race([process.death.then(() => true), end.then(() => false)]);
}

/** Passes of a process that lives, until there is nothing left to do. */
async function passUntilQuiet(story: MachineStory, wishes: Wishes): Promise<void> {
  for (let pass = 0; pass < 5; pass += 1) {
    if ((await story.look(wishes)).vdcs.length === 0) return;
    await story.pass(wishes);
  }
  throw new Error(`not quiet after five passes: ${JSON.stringify((await story.look(wishes)).vdcs)}`);
}

const isAnyOn = ({ machines }: MachineStory) => Object.values(machines.powers()).some((power) => power === 'running');

describe.each(['spf', 'tenant'] as const)(
  'a process that dies, with %s access, at whichever of its calls',
  (access) => {
    it.each(['shutdown', 'save'] as const)(
      'while it suspends by %s: another one finishes it, and what ran comes back as it was',
      async (onSuspend) => {
        const sleep = { acme: { ...asleep, onSuspend } };
        for (let diesAt = 0, isDead = true; isDead; diesAt += 1) {
          const story = await startWithMachines(access);
          isDead = await passAndDie(story, sleep, diesAt);
          await passUntilQuiet(story, sleep);
          expect({ diesAt, status: story.status('acme'), isAnyOn: isAnyOn(story) }).toEqual({
            diesAt,
            status: 'suspended',
            isAnyOn: false,
          });
          await passUntilQuiet(story, { acme: { ...awake, onSuspend } });
          expect({ diesAt, powers: story.machines.powers() }).toEqual({ diesAt, powers: before });
          expect(await story.held('acme')).toBeUndefined();
        }
      },
      60_000,
    );

    it('while it resumes: another one brings back the rest', async () => {
      for (let diesAt = 0, isDead = true; isDead; diesAt += 1) {
        const story = await startWithMachines(access);
        await passUntilQuiet(story, { acme: asleep });
        isDead = await passAndDie(story, { acme: awake }, diesAt);
        await passUntilQuiet(story, { acme: awake });
        expect({ diesAt, powers: story.machines.powers() }).toEqual({ diesAt, powers: before });
        expect(story.status('acme')).toBe('active');
      }
    }, 60_000);

    it('while it resumes all: another one starts the rest', async () => {
      const wish = { acme: { ...awake, onResume: 'all' } } as const;
      for (let diesAt = 0, isDead = true; isDead; diesAt += 1) {
        const story = await startWithMachines(access);
        await passUntilQuiet(story, { acme: asleep });
        isDead = await passAndDie(story, wish, diesAt);
        await passUntilQuiet(story, wish);
        expect({ diesAt, powers: new Set(Object.values(story.machines.powers())) }).toEqual({
          diesAt,
          powers: new Set(['running']),
        });
      }
    }, 60_000);

    it('while it deletes a suspended VDC: another one leaves nothing behind', async () => {
      for (let diesAt = 0, isDead = true; isDead; diesAt += 1) {
        const story = await startWithMachines(access);
        story.machines.leftovers.set(story.subscriptionId('acme'), [{ kind: 'network', id: 'n', name: 'front' }]);
        await passUntilQuiet(story, { acme: { ...asleep, ...atOnce } });
        isDead = await passAndDie(story, {}, diesAt);
        await passUntilQuiet(story, {});
        expect({ diesAt, powers: story.machines.powers(), status: story.status('acme') }).toEqual({
          diesAt,
          powers: {},
          status: undefined,
        });
        expect(await story.held('acme')).toBeUndefined();
      }
    }, 60_000);
  },
);

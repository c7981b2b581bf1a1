import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSimulator } from '../../../src/simulator/start-simulator.ts';
import { loadWorld } from '../../../src/simulator/world/load-world.ts';
import { populateVdcs } from '../../../src/simulator/world/populate-vdcs.ts';
import { saveWorld } from '../../../src/simulator/world/save-world.ts';
import { seedWorld } from '../../../src/simulator/world/seed-world.ts';
import { createWorld, type World } from '../../../src/simulator/world/world.ts';
import { makeAccount, runDomain } from '../../support/simulated-domain.ts';
import { runSimulator } from '../../support/running-simulator.ts';
import { makeVdc, VDC } from '../../support/simulated-vdc.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'simulator-world-'));
});
afterAll(() => rm(folder, { recursive: true }));

const rowsOf = (world: World): unknown => [
  world.clouds.rows,
  world.resourceProviders.rows,
  world.users.rows,
  world.addOns.rows,
  world.plans.rows,
  world.subscriptions.rows,
  world.vms.rows,
  world.jobs.rows,
  world.vmNetworks.rows,
  world.cloudServices.rows,
  [...world.usedIds],
  world.orphans,
];

describe('a kept world', () => {
  it('is the same after saving and loading', async () => {
    const world = createWorld();
    seedWorld(world, 1_700_000_000_000);
    populateVdcs(world, { count: 1200, now: 1_700_000_000_000, vmsPerVdc: 1 });
    world.usedIds.add('x');
    const file = join(folder, 'same.json');
    await saveWorld(world, file, 5000);
    const loaded = createWorld();
    expect(await loadWorld(loaded, file)).toEqual({ clockOffsetMs: 5000 });
    expect(rowsOf(loaded)).toEqual(rowsOf(world));
    expect(loaded.nextSeq()).toBe(world.nextSeq());
    // Four of five texts are shared by all plans: a world of thousands stays small.
    expect((await readFile(file, 'utf8')).length).toBeLessThan(1200 * 4000);
  });

  it('goes on with the jobs of its machines after a restart', async () => {
    const worldFile = join(folder, 'machines.json');
    const first = await runSimulator({ 'vm-job-ms': 60_000 }, { worldFile });
    await makeVdc(first);
    const id = first.simulator.byHand.addVm(VDC.subscriptionId, { name: 'web' });
    const job = first.simulator.byHand.operateVm(id, 'Stop', { throughJob: true });
    await first.simulator.stop();
    const { simulator } = await runSimulator({}, { worldFile });
    const look = () => simulator.byHand.listVms(VDC.subscriptionId)[0];
    expect(look()).toMatchObject({ id, status: 'PoweringOff', job: { id: job, status: 'Running' } });
    simulator.clock.advance(60_000);
    expect(look()).toMatchObject({ status: 'PowerOff', job: { status: 'Completed' } });
  });

  it('reads the file of a version that knew no machines', async () => {
    const world = createWorld();
    seedWorld(world, 1_700_000_000_000);
    const file = join(folder, 'older.json');
    await saveWorld(world, file, 0);
    const { vms: _vms, jobs: _jobs, ...older } = JSON.parse(await readFile(file, 'utf8')) as Record<string, unknown>;
    await writeFile(file, JSON.stringify(older));
    const loaded = createWorld();
    await loadWorld(loaded, file);
    expect([loaded.subscriptions.size, loaded.vms.size, loaded.jobs.size]).toEqual([3, 0, 0]);
  });

  it('survives a restart, with what is under way and how far the clock was turned', async () => {
    const worldFile = join(folder, 'restart.json');
    const first = await runSimulator({ 'delete-ms': 60_000 }, { worldFile });
    await makeVdc(first);
    first.simulator.clock.advance(3_600_000);
    await first.call('DELETE', `/subscriptions/${VDC.subscriptionId}`);
    const { offsetMs } = first.simulator.clock;
    await first.simulator.stop();
    const second = await runSimulator({}, { worldFile, vdcs: 50 });
    expect(second.simulator.clock.offsetMs).toBeGreaterThanOrEqual(offsetMs - 1);
    expect(second.simulator.world.subscriptions.size).toBe(4);
    expect((await second.call('GET', `/subscriptions/${VDC.subscriptionId}`)).json.State).toBe(3);
    second.simulator.clock.advance(60_000);
    expect((await second.call('GET', `/subscriptions/${VDC.subscriptionId}`)).status).toBe(404);
  });

  it('gives nothing an id, after a restart, that something has from before it', async () => {
    const worldFile = join(folder, 'ids.json');
    const made: string[] = [];
    for (const name of ['one', 'two']) {
      const domain = await runDomain({}, { worldFile });
      const before = new Set(domain.simulator.world.directory.rows.map(({ guid }) => guid));
      const client = await domain.login();
      await makeAccount(client, name);
      await client.unbind();
      made.push(...domain.simulator.world.directory.rows.map(({ guid }) => guid).filter((guid) => !before.has(guid)));
      await domain.simulator.stop();
    }
    expect(new Set(made).size).toBe(2);
  });

  it('refuses a file that it cannot read whole rather than starting with an empty world', async () => {
    for (const [name, text] of [
      ['cut.json', '{"format":"vdc-simulator-world/1","clou'],
      ['foreign.json', '{"format":"something else"}'],
    ] as const) {
      const worldFile = join(folder, name);
      await writeFile(worldFile, text);
      await expect(startSimulator({ worldFile })).rejects.toThrow(worldFile);
      expect(await readFile(worldFile, 'utf8')).toBe(text);
    }
  });

  it('says at the end when it could not be written', async () => {
    const { simulator } = await runSimulator({}, { worldFile: join(folder, 'no', 'such', 'folder.json') });
    await expect(simulator.stop()).rejects.toThrow('could not be saved');
  });
});

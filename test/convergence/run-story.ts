import { ControllerError as OutageError } from '../../src/model/controller-error.ts';
import { storySpec } from '../support/story-spec.ts';
import { lookAtEnd, type EndState } from './end-state.ts';
import { watchBegins } from './laws.ts';
import { type Process, startProcess } from './process.ts';
import type { Change } from './recorder.ts';
import { noFaults, type Run, type Step, type Story } from './story.ts';
import { doByHand } from './by-hand.ts';
import { findTornTwins } from './twin-store.ts';
import { type Recovery, watchRecovery } from './watch-recovery.ts';
import { watchStability } from './watch-stability.ts';
import { statusOf } from './wire/wire-wap.ts';
import { approveOnce, approveWhatWaits, isAtRest, tellLast } from './at-rest.ts';
import { createWorld, type KeptWorld, type World } from './world.ts';

/** What a run left behind: everything that the laws ask. */
export interface Ran {
  readonly run: Run;
  readonly world: World;
  readonly end: EndState;
  readonly changes: readonly Change[];
  /** Boundaries, changes and looks that had passed when the story itself began, and in all. */
  readonly counts: { readonly before: Counts; readonly all: Counts };
  /** What was found wrong while it ran. */
  readonly wrong: readonly string[];
  /** What was changed by looks after everything had come to rest. */
  readonly afterRest: readonly string[];
  readonly deaths: number;
  readonly recovery: Recovery;
  /** From when nothing broke any more to the last change. */
  readonly passesToRest: number;
  /** What it left, for others to begin with. */
  readonly kept?: KeptWorld;
}

export interface Counts {
  readonly boundaries: number;
  readonly changes: number;
  readonly looks: number;
  readonly reads: number;
}

const hourMs = 3_600_000;
/** A process lives as long as its lock: nobody else can have it meanwhile. */
const forLife = { ttlMs: 1e12, marginMs: 2_000, renewEveryMs: 1e10 };
/** So many more must change nothing. */
const morePasses = 2;
/** As where the state is a PostgreSQL database. */
const renewed = { ttlMs: 9_000, marginMs: 2_000, renewEveryMs: 2_500 };

/** Where the stories of this process begin: what went before is the same for all runs of a story, and lived through once. */
const beginnings = new WeakMap<Story, Map<string, Promise<KeptWorld>>>();

export async function runStory(run: Run): Promise<Ran> {
  const { story, seed, isBeside = false } = run;
  if (!story.before.some((step) => step.do === 'quiet')) return liveThrough(run);
  const known = beginnings.get(story) ?? new Map<string, Promise<KeptWorld>>();
  beginnings.set(story, known);
  const key = `${seed} ${isBeside}`;
  const beginning = known.get(key) ?? beginStory(run);
  known.set(key, beginning);
  return liveThrough(run, await beginning);
}

async function beginStory({ story, seed }: Run): Promise<KeptWorld> {
  const ran = await liveThrough(
    { story: { ...story, before: [], steps: story.before }, seed, faults: noFaults },
    undefined,
    true,
  );
  const broken = [...ran.wrong, ...ran.afterRest];
  if (broken.length > 0 || ran.kept === undefined)
    throw new Error(`"${story.name}" does not even begin: ${broken.join('\n')}`);
  return ran.kept;
}

async function liveThrough(run: Run, kept?: KeptWorld, isKept = false): Promise<Ran> {
  const world = await createWorld(run, kept);
  const { clock, recorder, disk, looks, wap } = world;
  const wrong: string[] = [];
  // Whoever lives in a world that was begun before is not the one that began it.
  let processes = kept === undefined ? 0 : 1_000;
  let deaths = 0;
  const times = run.isBeside === true ? renewed : forLife;
  const started: Process[] = [];
  const start = (id: number): Process => {
    const one = startProcess(world, id, times);
    started.push(one);
    return one;
  };
  let process: Process = start(processes);
  let beside = run.isBeside === true ? start((processes += 1)) : undefined;
  watchBegins(world, wrong);
  const recovery = watchRecovery(world);
  const stability = watchStability(world, run.faults);
  const alive = (): Process => {
    stability.look();
    if (beside?.crash !== undefined) throw new Error('the daemon ended by itself', { cause: beside.crash });
    if (beside !== undefined && beside.daemon.status().role === 'leader' && process.daemon.status().role !== 'leader')
      [process, beside] = [beside, process];
    if (process.crash !== undefined) throw new Error('the daemon ended by itself', { cause: process.crash });
    if (world.wap.logins.isMended()) process.die();
    if (process.isDead) {
      deaths += 1;
      process = start((processes += 1));
    }
    // Nobody approves of what he knows to be false.
    if (world.isApproving && !world.isFalseNow() && !world.wasFalse()) approveWhatWaits(process);
    return process;
  };
  const until = (holds: () => boolean, limitMs: number) => clock.runUntil(() => holds.call(alive()), limitMs);

  async function quiet(): Promise<void> {
    const came = await until(() => isAtRest(world, alive()), 6 * hourMs);
    if (!came) wrong.push(`it did not come to rest within 6 h: ${tellLast(world)}`);
  }
  async function command(act: (daemon: Process['daemon']) => Promise<unknown>): Promise<void> {
    const endsAtMs = clock.now() + hourMs;
    for (;;) {
      const answer: { is: 'asked' | 'done' | 'refused' } = { is: 'asked' };
      const asked = alive();
      act(asked.daemon).then(
        () => (answer.is = 'done'),
        () => (answer.is = 'refused'),
      );
      await until(() => answer.is !== 'asked' || asked.isDead, hourMs);
      if (answer.is === 'done') return;
      if (clock.now() > endsAtMs) {
        wrong.push(`a command was not taken: ${tellLast(world)}`);
        return;
      }
      await until(() => false, 1_000);
    }
  }
  const notice = () => {
    alive().notice();
    beside?.notice();
  };
  const take = async (step: Step): Promise<void> => {
    await takeStep(step, { world, alive, notice, command, quiet });
    stability.disturbed();
  };
  const count = (): Counts => ({
    boundaries: recorder.boundaries.length,
    changes: recorder.changeCount(),
    looks: looks.count,
    reads: recorder.reads.length,
  });

  if (kept === undefined) for (const step of run.story.before) await take(step);
  const before = count();
  for (const step of run.story.steps) await take(step);
  await quiet();
  world.showTruth();
  const all = count();
  const changedBefore = recorder.changes.length;
  const eventsBefore = world.events.length;
  const realBefore = recorder.realChanges();
  const enough = world.rest.passes + morePasses;
  await until(() => world.rest.passes >= enough || recorder.realChanges() > realBefore, hourMs);
  // Who comes to lead only now notes that he has looked.
  const isNew = world.events.slice(eventsBefore).some(({ kind }) => kind === 'role-changed');
  const afterRest = recorder.changes
    .slice(changedBefore)
    .map(({ name }) => name)
    .filter((name) => !isNew || (name !== 'note revision' && name !== 'forget approval'));
  if (disk.intents.size > 0 && !recorder.isMemoryInDoubt()) wrong.push('an intent was never ended');
  const end = lookAtEnd(world);
  const ran: Ran = {
    run,
    world,
    end,
    changes: recorder.changes,
    counts: { before, all },
    wrong,
    afterRest,
    deaths,
    recovery,
    passesToRest: stability.passes(),
  };
  process.die();
  beside?.die();
  wrong.push(...(await findTornTwins(world.twin, clock.now())));
  if (isKept) Object.assign(ran, { kept: world.keep() });
  for (const one of started) one.forget();
  world.twin.giveBack();
  await wap.close();
  return ran;
}

interface Telling {
  readonly world: World;
  readonly alive: () => Process;
  readonly notice: () => void;
  readonly quiet: () => Promise<void>;
  readonly command: (act: (daemon: Process['daemon']) => Promise<unknown>) => Promise<void>;
}

async function takeStep(step: Step, { world, alive, notice, quiet, command }: Telling): Promise<void> {
  const { clock, specs, wap, directory, mailbox } = world;
  const { byHand } = wap.simulator;
  if (step.do !== 'quiet') world.disturb();
  const idOf = (name: string) => wap.truth().subscriptions.find((one) => one.name === name)?.id;
  switch (step.do) {
    case 'declare':
      specs.set(
        `${step.name}.yaml`,
        step.document === undefined ? storySpec(step.name, step.words ?? {}) : JSON.stringify(step.document),
      );
      notice();
      break;
    case 'remove':
      specs.delete(`${step.name}.yaml`);
      notice();
      break;
    case 'quiet':
      return quiet();
    case 'wait':
      await clock.runUntil(() => {
        alive();
        return false;
      }, step.ms);
      break;
    case 'hand':
      doByHand(wap, step.what, step.name, clock.now());
      break;
    case 'account': {
      const account = [...directory.accounts.values()].find(({ email }) => email === step.owner);
      if (account === undefined) break;
      if (step.what === 'delete') directory.accounts.delete(account.id);
      else
        directory.change(
          account.id,
          step.what === 'disable'
            ? { isEnabled: false }
            : step.what === 'move'
              ? { isInPlace: false }
              : { upn: 'x@elsewhere.example' },
        );
      break;
    }
    case 'machine': {
      const id = idOf(step.vdc);
      if (world.story.machines === undefined || id === undefined) break;
      const known = byHand.listVms(null).find(({ name }) => name === step.name);
      const status = statusOf[step.power];
      if (known === undefined) byHand.addVm(id, { name: step.name, status, cpus: 0, memoryMb: 0, diskGb: 0 });
      else byHand.setVmStatus(known.id, status);
      break;
    }
    case 'uses': {
      const id = idOf(step.vdc);
      if (id !== undefined) byHand.setUse(id, { cpuCount: step.cpu });
      break;
    }
    case 'pause':
      return command((daemon) => daemon.pause(step.name, { reason: 'ticket', by: 'jo' }));
    case 'unpause':
      return command((daemon) => daemon.unpause(step.name));
    case 'approve':
      if (step.isOnce !== true) world.isApproving = true;
      else if (!world.isFalseNow() && !world.wasFalse()) approveOnce(alive());
      break;
    case 'restart':
      alive().die();
      break;
    case 'outage': {
      const outage = step.isOver === true ? undefined : step.of;
      if (step.of === 'wap') wap.isAway = outage !== undefined;
      if (step.of === 'directory') directory.outage = outage && outageOf('DIRECTORY_UNREACHABLE');
      if (step.of === 'mail')
        mailbox.answer = outage && {
          kind: 'refused',
          code: 'MAIL_UNREACHABLE',
          message: 'nobody there',
          isFinal: false,
          isUncertain: false,
        };
      break;
    }
    case 'clock':
      world.clockOffsetMs += step.byMs;
      break;
    default:
      step satisfies never;
  }
}

function outageOf(code: string): Error {
  return Object.assign(new OutageError(code, 'nobody answers', { retry: 'later' }));
}

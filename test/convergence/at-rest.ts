import type { Process } from './process.ts';
import type { World } from './world.ts';

const hourMs = 3_600_000;
/** So many looks in a row that change nothing are rest. Not one: that may have been the last that was shown something false. */
const restPasses = 2;

/** What was refused last, if it is what waits. */
export function approveOnce({ daemon, events }: Process): void {
  const refused = events.findLast(({ kind }) => kind === 'plan-refused' || kind === 'plan-approved');
  if (refused?.kind === 'plan-refused') daemon.approve(refused.fingerprint, 'jo').catch(() => undefined);
}

/** As a person would who looks at what waits, and asks again when nothing came of it. */
export function approveWhatWaits({ daemon, events }: Process): void {
  const last = events.at(-1);
  const isWaiting = last?.kind === 'pass-ended' && ['refused', 'untrusted'].includes(last.pass.result);
  const { refused } = daemon.status();
  if (!isWaiting || refused?.unsafe.every(({ isApprovable }) => isApprovable) !== true) return;
  daemon.approve(refused.fingerprint, 'jo').catch(() => undefined);
}

/** Nothing was changed in the last passes, nothing is under way, and nothing waits to be tried again. */
export function isAtRest(world: World, { daemon }: Process): boolean {
  const { recorder, disk, clock } = world;
  if (world.rest.passes < restPasses || !world.isStill()) return false;
  const { queued, working } = daemon.status();
  const isOpen = disk.intents.size > 0 && !recorder.isMemoryInDoubt();
  if (recorder.late() > 0 || queued > 0 || working.length > 0 || isOpen || world.isFalseNow()) return false;
  const isTrying = [...disk.statuses.values()].some(
    ({ ready, conditions }) =>
      ready === 'failed' ||
      ready === 'waiting' ||
      ready === 'pending' ||
      conditions?.some(({ type, status }) => type === (status ? 'Reconciling' : 'CustomerTold')),
  );
  const isLeaving = [...disk.inventory.values()].some(
    ({ retiredAtMs, lastSpec }) =>
      retiredAtMs !== undefined && lastSpec.deletion.policy === 'delete' && lastSpec.deletion.graceMs <= hourMs,
  );
  return !(isTrying || isLeaving) || clock.now() - recorder.lastChangeAtMs() > 1.5 * hourMs;
}

export function tellLast({ events, disk }: World): string {
  const statuses = [...disk.statuses.values()].map(({ name, ready, message }) => `${name}: ${ready} (${message})`);
  const last = events.slice(-4).map((event) => JSON.stringify(event).slice(0, 300));
  return [...statuses, ...last].join('\n  ');
}

import type { DaemonOptions } from './daemon-options.ts';
import { describeError } from './circuits.ts';
import type { Session } from './session.ts';

/** Watches the source and the settings, each of which may change at any time. Resolves when `signal` is aborted. */
export async function watchWorld(session: Session, daemon: DaemonOptions, signal: AbortSignal): Promise<void> {
  const { tell, clock, triggers } = session;
  let source = watchSource(session, signal);

  async function reload(): Promise<void> {
    try {
      const next = await daemon.openInstallation();
      session.slot.replace(next);
      delete session.standing.settingsProblem;
      tell({ kind: 'settings-reloaded', atMs: clock.now() });
    } catch (error) {
      const message = describeError(error);
      session.standing.settingsProblem = message;
      tell({ kind: 'settings-refused', atMs: clock.now(), message });
      return;
    }
    const before = source;
    source = watchSource(session, signal);
    await before.stop();
    triggers.fire('settings');
  }

  // One after the other: the last one to be read is the one that counts.
  let reloading: Promise<void> = Promise.resolve();
  const settings = daemon.watchSettings?.(
    {
      changed: () => void (reloading = reloading.then(reload)),
      trouble: (error) =>
        noteTrouble(
          session,
          'settings',
          `The settings file is not watched, so a change of it waits for a restart: ${describeError(error)}`,
        ),
    },
    signal,
  );
  await settings;
  await untilAborted(signal);
  await reloading;
  await source.ended;
}

function watchSource(session: Session, until: AbortSignal) {
  const { slot, triggers, tell, clock, standing } = session;
  delete standing.watchTroubles.source;
  const stopping = new AbortController();
  const signal = AbortSignal.any([until, stopping.signal]);
  const ended = slot.current().source.watch(
    {
      changed: () => {
        delete standing.watchTroubles.source;
        tell({ kind: 'source-changed', atMs: clock.now() });
        // A watch speaks as soon as it stands; the first look, which is under way, is not given up for that.
        triggers.fire(standing.lastPass === undefined ? 'retry' : 'edit');
      },
      // The regular pass reads the source all the same; only the edge is lost.
      trouble: (error) =>
        noteTrouble(
          session,
          'source',
          `The specs are not watched, so a change waits for the next pass: ${describeError(error)}`,
        ),
      onHeard: (look) => (standing.sourceHeard = look),
    },
    signal,
  );
  return {
    ended,
    async stop() {
      stopping.abort(new Error('the settings name another source'));
      await ended;
    },
  };
}

function noteTrouble({ standing, tell, clock }: Session, of: 'source' | 'settings', message: string): void {
  if (standing.watchTroubles[of] === message) return;
  standing.watchTroubles[of] = message;
  tell({ kind: 'watch-failed', atMs: clock.now(), message });
}

function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

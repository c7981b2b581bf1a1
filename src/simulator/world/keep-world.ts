import { saveWorld } from './save-world.ts';
import type { World } from './world.ts';

export interface WorldKeeper {
  /** Writes what is not yet written, and stops listening. Throws the last failure, if the file could not be written. */
  stop(): Promise<void>;
}

const QUIET_MS = 500;

/** Saves the world half a second after a change, never twice at once, and at the end. */
export function keepWorld(world: World, file: string, clockOffsetMs: () => number): WorldKeeper {
  let isDirty = true;
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;
  let saving: Promise<void> = Promise.resolve();
  let failure: unknown = null;

  const save = (): Promise<void> => {
    saving = saving.then(async () => {
      if (!isDirty) return;
      isDirty = false;
      try {
        await saveWorld(world, file, clockOffsetMs());
        failure = null;
      } catch (error) {
        isDirty = true;
        failure = error;
      }
    });
    return saving;
  };
  world.onChange(() => {
    isDirty = true;
    if (timer !== undefined || isStopped) return;
    timer = setTimeout(() => {
      timer = undefined;
      void save();
    }, QUIET_MS);
    timer.unref();
  });
  return {
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await save();
      if (failure !== null) throw new Error(`The simulated world could not be saved to ${file}.`, { cause: failure });
    },
  };
}

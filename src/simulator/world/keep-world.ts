import { saveWorld } from './save-world.ts';
import type { World } from './world.ts';

export interface WorldKeeper {
  /** Writes a last time and stops listening. Throws when the file cannot be written. */
  stop(): Promise<void>;
}

const QUIET_MS = 500;

/** Saves the world half a second after a change, never twice at once, and at the end. A failure shows at the end. */
export function keepWorld(world: World, file: string, clockOffsetMs: () => number): WorldKeeper {
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;
  let saving: Promise<unknown> = Promise.resolve();

  const save = async (before: Promise<unknown>): Promise<void> => {
    await before.catch(() => undefined);
    await saveWorld(world, file, clockOffsetMs());
  };
  world.onChange(() => {
    if (timer !== undefined || isStopped) return;
    timer = setTimeout(() => {
      timer = undefined;
      // Tried again after the next change; the last try is the one that must succeed.
      saving = save(saving).catch(() => undefined);
    }, QUIET_MS);
    timer.unref();
  });
  return {
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      try {
        await save(saving);
      } catch (cause) {
        throw new Error(`The simulated world could not be saved to ${file}.`, { cause });
      }
    },
  };
}

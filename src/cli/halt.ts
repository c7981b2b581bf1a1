import { createHaltSwitch, type HaltSwitch } from '../reconciler/halt-switch.ts';
import { stillHalted } from '../reconciler/still-halted.ts';
import type { ControllerError } from '../model/controller-error.ts';
import type { StateStore } from '../state/state-store.ts';
import { writeHaltBundle } from './bundle/write-halt-bundle.ts';
import type { ApplyCase } from './commands/apply.ts';
import type { CliDoors } from './doors.ts';
import type { GlobalOptions } from './global-options.ts';
import { typedCommand } from './typed-command.ts';

/** Approvals of plans and revisions have other beginnings. */
export function isHaltId(given: string): boolean {
  return given.startsWith('halt:');
}

/** Throws LAW_HALTED where somebody before us was about to do what must never be done; lifted by whoever names it. */
export async function passHalt(
  approval: string | undefined,
  store: Pick<StateStore, 'readHalt' | 'noteHalt'>,
  globals: GlobalOptions,
  doors: Pick<CliDoors, 'err'>,
): Promise<void> {
  const halt = await store.readHalt();
  if (halt === undefined) return;
  if (halt.id !== approval) throw stillHalted(halt, typedCommand(globals, 'apply --approve'));
  await store.noteHalt(undefined);
  doors.err.write(`Going on after ${halt.id}.\n`);
}

/** What stops an apply when a law is about to be broken, and tells where it has left what there was to see. */
export function openHalt({ installation, settings, options, globals, doors }: ApplyCase): HaltSwitch {
  const { store } = installation.executor;
  const { version } = options;
  const { config } = globals;
  const halt = createHaltSwitch({
    store,
    clock: doors,
    writeBundle: (haltCase) => writeHaltBundle(haltCase, { settings, version, config, store }, doors),
    tell(event) {
      if (event.kind !== 'halted') return;
      const trouble = event.trouble === undefined ? '' : ` Not all of it could be written down: ${event.trouble}`;
      const where = event.bundle === undefined ? '' : ` What there was to see lies in ${event.bundle}.`;
      const goOn = typedCommand(globals, `apply --approve ${event.id}`);
      doors.err.write(doors.redact(`Halted.${where}${trouble} Nothing is changed from now on until: ${goOn}\n`));
    },
  });
  halt.signal.addEventListener('abort', () => installation.refuseWrites(halt.signal.reason as ControllerError), {
    once: true,
  });
  return halt;
}

import { ControllerError } from '../../model/controller-error.ts';
import type { CliDoors, RunningSimulator, SimulatorChoice } from '../doors.ts';
import { exitCode } from '../exit-codes.ts';

export interface SimulateOptions extends Omit<SimulatorChoice, 'faults' | 'knobs'> {
  readonly fault: readonly string[];
  readonly knob: readonly string[];
}

/** `vdc simulate`: a WAP of one's own, until Ctrl-C. */
export async function runSimulate(options: SimulateOptions, doors: CliDoors): Promise<number> {
  const { fault, knob, ...rest } = options;
  const simulator = await startSimulator({ ...rest, faults: fault, knobs: knob }, doors);
  try {
    doors.out.write(`${simulator.describe()}\nIts settings: ${doors.files.relative(simulator.settingsFile)}

  vdc --config ${doors.files.relative(simulator.settingsFile)} plan

Ctrl-C ends it; its world is kept.
`);
    await untilAborted(doors.signal);
    return exitCode.ok;
  } finally {
    await simulator.stop();
  }
}

/** What keeps a simulator from starting is a wrong option, a port or a folder: the person who started it can mend that. */
export async function startSimulator(
  choice: SimulatorChoice,
  doors: Pick<CliDoors, 'startSimulator'>,
): Promise<RunningSimulator> {
  try {
    return await doors.startSimulator(choice);
  } catch (cause) {
    // A TypeError and its like are faults of the program, and told as such.
    if (!(cause instanceof Error) || cause.name !== 'Error') throw cause;
    // The simulator's own words are whole; what the system says needs some around it.
    if (!('code' in cause)) throw new ControllerError('SIMULATOR_NOT_STARTED', cause.message);
    throw new ControllerError(
      'SIMULATOR_NOT_STARTED',
      `The simulator cannot start: ${cause.message}. Free the port or take others with --ports free; see that --dir can be written.`,
      { cause },
    );
  }
}

export function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

import type { CliDoors, SimulatorChoice } from '../doors.ts';
import { exitCode } from '../exit-codes.ts';

export interface SimulateOptions extends Omit<SimulatorChoice, 'faults' | 'knobs'> {
  readonly fault: readonly string[];
  readonly knob: readonly string[];
}

/** `vdc simulate`: a WAP of one's own, until Ctrl-C. */
export async function runSimulate(options: SimulateOptions, doors: CliDoors): Promise<number> {
  const { fault, knob, ...rest } = options;
  const simulator = await doors.startSimulator({ ...rest, faults: fault, knobs: knob });
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

export function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

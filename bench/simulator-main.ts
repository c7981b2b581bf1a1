import type { KnobSettings } from '../src/simulator/knobs/knob-table.ts';
import { startSimulator } from '../src/simulator/start-simulator.ts';
import { vdcSeedOf } from './bench-world.ts';
import { addressesOf } from './simulator-addresses.ts';

// The child of simulator-process.ts: a WAP in a process of its own, so that its work is not counted as the controller's.

export interface SimulatorWishes {
  readonly vdcs: number;
  readonly vmsPerVdc?: number;
  readonly latencyMs: number;
  readonly knobs: KnobSettings;
}

export type SimulatorOrder = { readonly ask: 'counts' } | { readonly ask: 'forget-counts' } | { readonly ask: 'reset' };

const { vdcs, vmsPerVdc = 0, latencyMs, knobs } = JSON.parse(process.argv[2] ?? '{}') as SimulatorWishes;
const simulator = await startSimulator({ vdcs, vmsPerVdc, latencyMs, knobs, describeVdc: vdcSeedOf });

process.on('message', ({ ask }: SimulatorOrder) => {
  if (ask === 'counts') process.send?.(simulator.requests.counts());
  else {
    if (ask === 'reset') simulator.reset();
    else simulator.requests.reset();
    process.send?.(true);
  }
});
// Whoever started it has died.
process.on('disconnect', () => void simulator.stop().then(() => process.exit()));

process.send?.(addressesOf(simulator));

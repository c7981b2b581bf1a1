import { loadDesired } from '../src/reconciler/load-desired.ts';
import type { Snapshot } from '../src/sources/spec-source.ts';
import { openInstallation } from './open-installation.ts';
import { costOf, type Cost } from './own-cost.ts';

// One process of plan-process.ts: what a fresh process spends on specs, from the folder to the desired state.

export interface SpecsCost {
  /** Listing the folder, reading every file, hashing it. */
  readonly reading: Cost;
  /** From bytes to the desired state: parsed and validated, or remembered. The cache is loaded, and saved if it grew. */
  readonly understanding: Cost;
}

const [settingsFile = ''] = process.argv.slice(2);
const { pass, rules, close } = await openInstallation(settingsFile);
const { signal } = new AbortController();
let snapshot: Snapshot = { revision: '', files: [] };
const reading = await costOf(async () => {
  snapshot = await pass.source.load(signal);
});
const understanding = await costOf(async () => {
  const doors = {
    source: { load: () => Promise.resolve(snapshot), watch: () => Promise.resolve() },
    specCache: pass.specCache,
  };
  const { vdcs, problems } = await loadDesired(doors, rules, signal);
  if (problems.length > 0) throw new Error(`${problems.length} problems among ${vdcs.length} specs`);
});
console.log(JSON.stringify({ reading, understanding } satisfies SpecsCost));
await close();

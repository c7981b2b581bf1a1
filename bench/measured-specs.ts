import { loadDesired } from '../src/reconciler/load-desired.ts';
import { openInstallation } from './open-installation.ts';
import { costOf } from './own-cost.ts';

// One process of plan-process.ts: what a fresh process spends on specs, from the folder to the desired state.

const [settingsFile = ''] = process.argv.slice(2);
const { pass, rules, close } = await openInstallation(settingsFile);
const cost = await costOf(async () => {
  const { vdcs, problems } = await loadDesired(pass, rules, new AbortController().signal);
  if (problems.length > 0) throw new Error(`${problems.length} problems among ${vdcs.length} specs`);
});
console.log(JSON.stringify(cost));
await close();

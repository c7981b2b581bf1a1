import { carryOut } from '../src/reconciler/carry-out.ts';
import { observeAndPlan } from '../src/reconciler/observe-and-plan.ts';
import { openInstallation } from './open-installation.ts';
import { printPassFigures } from './pass-figures.ts';

// One process of no-op-pass.ts: the controller's whole pass (specs, observation, memory, plan, report), again and again.

const [settingsFile = '', passes = '1'] = process.argv.slice(2);
const { pass: doors, rules, executor, close } = await openInstallation(settingsFile);
const { signal } = new AbortController();

await printPassFigures(Number(passes), async () => {
  const planned = await observeAndPlan(doors, rules, { targets: [], selector: {} }, signal);
  const { vdcs, unsafe, problems, warnings } = planned.plan;
  if (vdcs.length + unsafe.length + problems.length + warnings.length > 0)
    throw new Error(`This world was to need nothing: ${JSON.stringify(planned.plan).slice(0, 2000)}`);
  await carryOut(planned, planned.plan, { ...executor, onProgress: () => undefined }, signal);
});
await close();

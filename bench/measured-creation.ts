import { carryOut } from '../src/reconciler/carry-out.ts';
import { observeAndPlan } from '../src/reconciler/observe-and-plan.ts';
import { openInstallation } from './open-installation.ts';
import { costOf } from './own-cost.ts';

// One process of create-vdcs.ts: a pass that makes every VDC, from the first page to the last status.

const [settingsFile = '', vdcs = ''] = process.argv.slice(2);
const { pass: doors, rules, executor, close } = await openInstallation(settingsFile);
const { signal } = new AbortController();
const cost = await costOf(async () => {
  const planned = await observeAndPlan(doors, rules, { targets: [], selector: {} }, signal);
  const report = await carryOut(planned, planned.plan, { ...executor, onProgress: () => undefined }, signal);
  const made = report.vdcs.filter(({ results }) => results.every(({ outcome }) => outcome.kind === 'done')).length;
  if (made !== Number(vdcs)) throw new Error(`made ${made} of ${vdcs}: ${JSON.stringify(report.counts)}`);
});
console.log(JSON.stringify(cost));
await close();

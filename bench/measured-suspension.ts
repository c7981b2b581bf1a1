import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { carryOut } from '../src/reconciler/carry-out.ts';
import { observeAndPlan } from '../src/reconciler/observe-and-plan.ts';
import { openInstallation } from './open-installation.ts';
import { costOf, type Cost, peakMib } from './own-cost.ts';

// One process of suspend-vdcs.ts: every VDC is taken over, suspended, looked at again, resumed and looked at once more.

export interface MeasuredPower extends Cost {
  /** Calls that asked a machine for something. */
  readonly asked: number;
  readonly requests: number;
  readonly peakMib: number;
  /** Of the pass after it, which finds nothing to do. */
  readonly quietRequests: number;
  readonly quietVmRequests: number;
}

export interface MeasuredSuspension {
  readonly suspension: MeasuredPower;
  readonly resumption: MeasuredPower;
}

const [settingsFile = ''] = process.argv.slice(2);
const routes: string[] = [];
const {
  pass: doors,
  rules,
  executor,
  close,
} = await openInstallation(settingsFile, ({ method, route }) => routes.push(`${method} ${route}`));
const { signal } = new AbortController();

async function pass(): Promise<number> {
  const planned = await observeAndPlan(doors, rules, { targets: [], selector: {} }, signal);
  if (planned.plan.unsafe.length > 0) throw new Error(JSON.stringify(planned.plan.unsafe));
  const report = await carryOut(planned, planned.plan, { ...executor, onProgress: () => undefined }, signal);
  const bad = report.vdcs.flatMap(({ results }) => results).find(({ outcome }) => outcome.kind !== 'done');
  if (bad !== undefined) throw new Error(JSON.stringify(bad));
  return report.vdcs.length;
}

function declare(state: 'active' | 'suspended'): void {
  const specs = join(dirname(settingsFile), 'specs');
  for (const name of readdirSync(specs, { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.yaml')) continue;
    const file = join(specs, name);
    writeFileSync(file, readFileSync(file, 'utf8').replace(/state: \w+/, `state: ${state}`));
  }
}

const isAboutMachines = (route: string): boolean => /VirtualMachines|Jobs|VMRoles|CloudServices/i.test(route);
const isAsking = (route: string): boolean => isAboutMachines(route) && !route.startsWith('GET ');

async function measured(state: 'active' | 'suspended'): Promise<MeasuredPower> {
  declare(state);
  routes.length = 0;
  const cost = await costOf(async () => {
    await pass();
  });
  const during = routes.splice(0);
  const changed = await pass();
  if (changed !== 0) throw new Error(`${changed} VDCs are not as declared after one pass`);
  return {
    ...cost,
    asked: during.filter(isAsking).length,
    requests: during.length,
    peakMib: peakMib(),
    quietRequests: routes.length,
    quietVmRequests: routes.filter(isAboutMachines).length,
  };
}

await pass();
const suspension = await measured('suspended');
const resumption = await measured('active');
console.log(JSON.stringify({ suspension, resumption } satisfies MeasuredSuspension));
await close();

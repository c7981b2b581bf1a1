import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { INSTALLATION, nameOf, specTextOf } from './bench-world.ts';
import type { SimulatorAddresses } from './simulator-addresses.ts';

export interface BenchInstallation {
  readonly settingsFile: string;
  /** Removed to see what a first run costs. */
  readonly specCache: string;
  readonly database: string;
  remove(): void;
}

/** The way to machines that the settings name. */
export type VmAccess = 'tenant' | 'spf';

export interface InstallationWishes {
  readonly simulator: SimulatorAddresses;
  readonly vdcs: number;
  readonly concurrency: number;
  readonly requestsPerSecond: number;
  readonly access?: VmAccess;
}

const FILES_PER_FOLDER = 100;

/** Settings, token, authority and one spec file for each VDC, in a folder of their own. */
export function writeInstallation(wishes: InstallationWishes): BenchInstallation {
  const { simulator, vdcs, concurrency, requestsPerSecond, access } = wishes;
  const root = mkdtempSync(join(tmpdir(), 'vdc-bench-'));
  const at = (name: string): string => join(root, name);
  writeFileSync(at('ca.pem'), simulator.ca);
  writeFileSync(at('token'), simulator.token, { mode: 0o600 });
  writeFileSync(at('spf-password'), simulator.spfAccount.password, { mode: 0o600 });
  writeFileSync(
    at('vdc.yaml'),
    `apiVersion: vdc/v1
kind: Controller
installation: ${INSTALLATION}
specs: { directory: ./specs }
wap:
  adminApi: ${simulator.adminApi}
  caFile: ./ca.pem
  auth: { mode: token, token: { file: ./token }, principal: svc-vdc@corp.example }
${accessLine(simulator, access)}hostingPlans:
  standard: { template: VDC Base }
reconcile: { concurrency: ${concurrency}, requestsPerSecond: ${requestsPerSecond} }
safety: { maxDeletes: 0, maxSuspends: 100% }
state: { url: sqlite:./vdc.db }
`,
  );
  mkdirSync(at('specs'));
  for (let i = 0; i < vdcs; i += 1) {
    const folder = at(`specs/${String(Math.floor(i / FILES_PER_FOLDER)).padStart(4, '0')}`);
    if (i % FILES_PER_FOLDER === 0) mkdirSync(folder);
    writeFileSync(join(folder, `${nameOf(i)}.yaml`), specTextOf(i));
  }
  return {
    settingsFile: at('vdc.yaml'),
    specCache: at('vdc.db.specs.json'),
    database: at('vdc.db'),
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

function accessLine({ tenantApi, spf, spfAccount }: SimulatorAddresses, access: VmAccess | undefined): string {
  if (access === undefined) return '';
  if (access === 'tenant') return `  tenantApi: ${tenantApi}\n`;
  return `  spf: { url: ${spf}, username: ${spfAccount.username}, password: { file: ./spf-password } }\n`;
}

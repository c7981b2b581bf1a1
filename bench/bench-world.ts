import { createHash } from 'node:crypto';
import { mintIdentity } from '../src/planner/identity.ts';
import type { VdcSeed } from '../src/simulator/world/populate-vdcs.ts';

/** Any one will do, as long as the specs, the world and the settings have the same. */
export const INSTALLATION = 'be5c0000-0000-4000-8000-000000000001';

const hashes = {
  sha1: (bytes: Uint8Array) => new Uint8Array(createHash('sha1').update(bytes).digest()),
  sha256: (text: string) => createHash('sha256').update(text).digest('hex'),
};

/** The i-th VDC as this controller would have made it from `specTextOf(i)`: a pass over both finds nothing to do. */
export function vdcSeedOf(i: number): VdcSeed {
  const name = nameOf(i);
  const { cpu, ramGib, diskGib, vms, owner } = wishesOf(i);
  const identity = mintIdentity(INSTALLATION, name, 1, hashes);
  return {
    name,
    subscriptionId: identity.subscriptionId,
    planId: identity.hostingPlanId,
    planDisplayName: identity.hostingPlanName,
    owner,
    cpus: String(cpu),
    memoryMb: String(ramGib * 1024),
    storageGb: String(diskGib),
    vms: String(vms),
  };
}

export function specTextOf(i: number): string {
  const { cpu, ramGib, diskGib, vms, owner } = wishesOf(i);
  return `apiVersion: vdc/v1
kind: VirtualDataCenter
metadata:
  name: ${nameOf(i)}
  labels:
    tier: ${['gold', 'silver', 'bronze'][i % 3]}
    costCenter: "${4000 + (i % 500)}"
spec:
  owner:
    email: ${owner}
    name: Owner ${i}
  cpu: ${cpu}
  ram: ${ramGib}Gi
  disk: ${diskGib}Gi
  vms: ${vms}
  state: active
  hostingPlan: standard
  deletion:
    policy: delete
    grace: 72h
`;
}

export function nameOf(i: number): string {
  return `bench-${String(i).padStart(6, '0')}`;
}

function wishesOf(i: number) {
  const cpu = 2 + (i % 15) * 2;
  return {
    cpu,
    ramGib: cpu * 2,
    diskGib: 100 + (i % 10) * 50,
    vms: 1 + (i % 20),
    owner: `owner-${String(i).padStart(6, '0')}@tenants.example`,
  };
}

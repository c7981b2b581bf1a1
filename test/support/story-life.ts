import type { Made } from './story-world.ts';
import type { Story } from './story.ts';

/** A stretch of the life of VDC `acme`: what its spec says, and what must stand in WAP of it when that is carried out. */
export interface Chapter {
  readonly title: string;
  tell(story: Story): Promise<void>;
  readonly acme: { readonly hostingPlan: string; readonly subscription: string } | undefined;
}

const leaving = 'deletion: { grace: 0s }';
const plan = (cpu: number) => `VDC acme: ${cpu} CPU, 32768 MB, 500 GB, 10 VMs`;
const subscription = (state: string, admins = '') => `acme: ${state} on VDC acme of acme@example.org${admins}`;

/** Made, changed, suspended, resumed, deleted: every kind of request that changes anything in WAP goes out once. */
export const chapters: readonly Chapter[] = [
  {
    title: 'created',
    tell: (story) => story.spec('acme', { vms: 10, more: [leaving] }),
    acme: { hostingPlan: plan(8), subscription: subscription('active') },
  },
  {
    title: 'resized',
    tell: (story) => story.spec('acme', { cpu: 12, vms: 10, more: [leaving, 'coAdmins: [cto@acme.example]'] }),
    acme: { hostingPlan: plan(12), subscription: subscription('active', ', with cto@acme.example') },
  },
  {
    title: 'shrunk',
    tell: (story) => story.spec('acme', { cpu: 6, vms: 10, more: [leaving, 'coAdmins: []'] }),
    acme: { hostingPlan: plan(6), subscription: subscription('active') },
  },
  {
    title: 'suspended',
    tell: (story) => story.spec('acme', { cpu: 6, vms: 10, state: 'suspended', more: [leaving, 'coAdmins: []'] }),
    acme: { hostingPlan: plan(6), subscription: subscription('suspended') },
  },
  {
    title: 'resumed',
    tell: (story) => story.spec('acme', { cpu: 6, vms: 10, more: [leaving, 'coAdmins: []'] }),
    acme: { hostingPlan: plan(6), subscription: subscription('active') },
  },
  { title: 'deleted', tell: (story) => story.removeSpec('acme'), acme: undefined },
];

/** What then stands in WAP, with a VDC `beta` beside it that nothing ever happens to. */
export function madeIn({ acme }: Chapter): Made {
  return {
    users: [...(acme ? ['acme@example.org'] : []), 'beta@example.org'],
    hostingPlans: [...(acme ? [acme.hostingPlan] : []), 'VDC beta: 8 CPU, 32768 MB, 500 GB, - VMs'],
    subscriptions: [...(acme ? [acme.subscription] : []), 'beta: active on VDC beta of beta@example.org'],
  };
}

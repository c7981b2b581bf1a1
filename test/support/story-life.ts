import type { Made } from './story-world.ts';
import type { Story } from './story.ts';

/** A stretch of the life of the VDCs `acme` and `beta`: what their specs say, and what must stand in WAP when that is done. */
export interface Chapter {
  readonly title: string;
  tell(story: Story): Promise<void>;
  readonly made: Made;
}

const leaving = 'deletion: { grace: 0s }';

/** Told in this order, every kind of request that changes anything in WAP goes out at least once. */
export const chapters: readonly Chapter[] = [
  {
    title: 'made',
    async tell(story) {
      await story.spec('acme', { vms: 10, more: [leaving] });
      await story.spec('beta');
    },
    made: {
      users: ['acme@example.org', 'beta@example.org'],
      hostingPlans: ['VDC acme: 8 CPU, 32768 MB, 500 GB, 10 VMs', 'VDC beta: 8 CPU, 32768 MB, 500 GB, - VMs'],
      subscriptions: ['acme: active on VDC acme of acme@example.org', 'beta: active on VDC beta of beta@example.org'],
    },
  },
  {
    title: 'changed',
    async tell(story) {
      await story.spec('acme', { cpu: 6, vms: 10, more: [leaving, 'coAdmins: [cto@acme.example]'] });
      await story.spec('beta', { state: 'suspended' });
    },
    made: {
      users: ['acme@example.org', 'beta@example.org'],
      hostingPlans: ['VDC acme: 6 CPU, 32768 MB, 500 GB, 10 VMs', 'VDC beta: 8 CPU, 32768 MB, 500 GB, - VMs'],
      subscriptions: [
        'acme: active on VDC acme of acme@example.org, with cto@acme.example',
        'beta: suspended on VDC beta of beta@example.org',
      ],
    },
  },
  {
    title: 'ended',
    async tell(story) {
      await story.removeSpec('acme');
      await story.spec('beta', { cpu: 12 });
    },
    made: {
      users: ['beta@example.org'],
      hostingPlans: ['VDC beta: 12 CPU, 32768 MB, 500 GB, - VMs'],
      subscriptions: ['beta: active on VDC beta of beta@example.org'],
    },
  },
];

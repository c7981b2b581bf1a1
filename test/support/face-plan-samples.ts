import type { Plan } from '../../src/model/plan.ts';
import {
  buildPlan,
  buildVdc,
  creation,
  deletion,
  idOf,
  retirement,
  SHRINK_BLOCK,
  switching,
  update,
} from './face-plans.ts';

/** One changed spec among eight VDCs: what a pull request usually brings. */
export function smallPlan(): Plan {
  const changes = [
    { field: 'cpu', before: 8, after: 16 },
    { field: 'ram', before: '32Gi', after: '64Gi' },
    {
      field: 'coAdmins',
      before: ['old@acme.example', 'cto@acme.example'],
      after: ['cto@acme.example', 'dev@acme.example'],
    },
  ];
  return buildPlan([update('acme-prod', changes)], { unchanged: 7 });
}

/** Twelve VDCs with every verb, a block, a pause, a problem, warnings, and a refusal. */
export function fullPlan(): Plan {
  return buildPlan(
    [
      creation('acme-prod'),
      creation('acme-test', { cpu: 4, ram: '8Gi', disk: '200Gi', vms: 'unlimited' }),
      buildVdc('adventure-works', {
        verb: 'adopt',
        reason: 'named-by-spec',
        actions: [
          {
            verb: 'adopt',
            kind: 'subscription',
            resource: 'subscription/adventure-works',
            reason: 'named-by-spec',
            subscriptionId: idOf('adventure-works'),
          },
        ],
      }),
      buildVdc('blue-yonder', {
        verb: 'blocked',
        reason: 'spec-changed',
        changes: [{ field: 'ram', before: '64Gi', after: '32Gi' }],
        blocks: [SHRINK_BLOCK],
      }),
      deletion('city-power'),
      update('contoso', [{ field: 'disk', before: '2Ti', after: '4Ti' }], { reason: 'drift' }),
      switching('fabrikam', 'suspend', {
        verb: 'unchanged',
        actions: [],
        paused: {
          reason: 'ticket 4711: migration of the storage, ask before touching it',
          by: 'jo',
          until: '2026-12-01T00:00:00.000Z',
        },
      }),
      retirement('litware'),
      buildVdc('margies-travel', {
        verb: 'resync',
        reason: 'out-of-sync',
        actions: [
          {
            verb: 'resync',
            kind: 'subscription',
            resource: 'subscription/margies-travel',
            reason: 'out-of-sync',
            subscriptionId: idOf('margies-travel'),
          },
        ],
      }),
      switching('northwind', 'resume'),
      switching('tailspin', 'suspend'),
      update('woodgrove', [
        { field: 'cpu', before: 64, after: 8 },
        { field: 'ram', before: '256Gi', after: '32Gi' },
        { field: 'vms', before: 'unlimited', after: 20 },
      ]),
    ],
    {
      unchanged: 31,
      problems: [
        {
          code: 'UNKNOWN_HOSTING_PLAN',
          severity: 'error',
          file: 'specs/wingtip.yaml',
          line: 14,
          column: 16,
          message: 'The settings have no hosting plan "standrad", so the VDC has nothing to be cut from.',
          suggestion: 'Did you mean "standard"?',
        },
      ],
      warnings: [
        {
          code: 'CLOUD_OVERSOLD',
          message:
            'The limits sold on cloud "Production" come to 1,240 CPUs; its capacity is 1,024. VMM refuses to start machines beyond that.',
        },
        {
          code: 'SUSPENDED_VMS_UNSEEN',
          vdc: 'tailspin',
          message: 'Without spf a running virtual machine in a suspended VDC cannot be seen.',
        },
      ],
      unsafe: [
        {
          code: 'PLAN_TOO_MANY_SHRINKS',
          message: 'This plan shrinks 12 of 43 VDCs; without approval the limit is 10 (safety.maxShrinks: 25%).',
          isApprovable: true,
        },
      ],
    },
  );
}

/** Three hundred VDCs: an import of a whole house, with a few that differ from the crowd. */
export function hugePlan(): Plan {
  const number = (index: number): string => String(index).padStart(3, '0');
  const created = Array.from({ length: 240 }, (_, index) =>
    creation(`tenant-${number(index)}`, {
      cpu: 2 ** (index % 6),
      ram: `${2 ** (index % 8)}Gi`,
      disk: `${(index % 9) + 1}00Gi`,
    }),
  );
  const changed = Array.from({ length: 30 }, (_, index) => {
    const cpu = { field: 'cpu', before: index + 1, after: 2 * index + 2 };
    const ram = { field: 'ram', before: `${index + 1}Gi`, after: `${2 * index + 2}Gi` };
    return update(`shop-${number(index)}`, index % 3 === 0 ? [cpu] : index % 3 === 1 ? [ram] : [cpu, ram]);
  });
  const gone = Array.from({ length: 20 }, (_, index) => deletion(`old-${number(index)}`));
  const blocked = Array.from({ length: 10 }, (_, index) =>
    buildVdc(`tight-${number(index)}`, {
      verb: 'blocked',
      reason: 'spec-changed',
      blocks: [{ ...SHRINK_BLOCK, message: `ram cannot shrink from 64Gi to ${index + 1}Gi: 48Gi are in use.` }],
    }),
  );
  const warnings = Array.from({ length: 40 }, (_, index) => ({
    code: 'SUSPENDED_VMS_UNSEEN',
    vdc: `old-${number(index)}`,
    message: 'Without spf a running virtual machine in a suspended VDC cannot be seen.',
  }));
  return buildPlan([...blocked, ...gone, ...changed, ...created], {
    unchanged: 700,
    warnings,
    unsafe: [
      {
        code: 'PLAN_TOO_MANY_DELETES',
        message: 'This plan deletes 20 of 760 VDCs; without approval the limit is 3 (safety.maxDeletes).',
        isApprovable: true,
      },
      {
        code: 'DAY_TOO_MANY_DELETES',
        message:
          'With the 4 of the last 24 hours that makes 24 deletions; without approval the limit is 10 (safety.maxDeletesPerDay).',
        isApprovable: true,
      },
    ],
  });
}

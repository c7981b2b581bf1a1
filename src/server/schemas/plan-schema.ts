import { listOf, object, text, time } from './common-schemas.ts';

/** Whatever belongs to it: docs/plan.md explains the members, and apply is given the very same. */
const whole = { type: 'object', additionalProperties: true } as const;

export const planSchema = {
  $id: 'Plan',
  description: 'A plan as `vdc plan -o json` shows it (docs/plan.md).',
  ...object({
    formatVersion: { type: 'string', enum: ['1'] },
    fingerprint: text,
    installation: text,
    revision: text,
    createdAt: time,
    scope: whole,
    summary: { type: 'object', additionalProperties: { type: 'integer' } },
    vdcs: listOf(whole),
    unsafe: listOf(whole),
    problems: listOf(whole),
    warnings: listOf(whole),
  }),
};

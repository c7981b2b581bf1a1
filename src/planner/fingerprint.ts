import type { Plan } from '../model/plan.ts';

/** Over everything in the plan but when it was made: two people who look at the same world see the same fingerprint. */
export function fingerprintOf(plan: Omit<Plan, 'fingerprint'>, sha256: (text: string) => string): string {
  const { createdAt: _, ...rest } = plan;
  return `sha256:${sha256(canonicalJson({ ...rest, fingerprint: undefined }))}`;
}

/** JSON with the members of every object in the order of their names, so that a reformatted file is still the same plan. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, member: unknown) =>
    typeof member === 'object' && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
      : member,
  );
}

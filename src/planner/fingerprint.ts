import type { Plan, PlannedVdc } from '../model/plan.ts';

/**
 * Over everything in the plan but when it was made and where the specs lie: two people who look at the same world see the
 * same fingerprint. What stands in the specs is in the revision.
 */
export function fingerprintOf(plan: Omit<Plan, 'fingerprint'>, sha256: (text: string) => string): string {
  const { createdAt: _, problems, ...rest } = plan;
  const told = problems.map(({ code, severity, line, column }) => ({ code, severity, line, column }));
  const vdcs = plan.vdcs.map(withoutPlace);
  return `sha256:${sha256(canonicalJson({ ...rest, vdcs, problems: told, fingerprint: undefined }))}`;
}

/** A path is told as the person at hand would type it, so it is another one elsewhere. */
export function withoutPlace(vdc: PlannedVdc): Omit<PlannedVdc, 'place'> {
  const { place: _, ...rest } = vdc;
  return rest;
}

/** JSON with the members of every object in the order of their names, so that a reformatted file is still the same plan. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, member: unknown) =>
    typeof member === 'object' && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
      : member,
  );
}

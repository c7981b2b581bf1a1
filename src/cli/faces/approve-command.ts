import type { Plan } from '../../model/plan.ts';

/**
 * The line that approves exactly this plan: the whole fingerprint, and the same choice of VDCs, without which the plan
 * would be another. Safe to paste into a POSIX shell.
 */
export function approveCommand(plan: Pick<Plan, 'fingerprint' | 'scope'>, applyCommand = 'vdc apply'): string {
  const selectors = Object.entries(plan.scope.selector).sort(([one], [other]) => (one < other ? -1 : 1));
  return [
    applyCommand,
    ...(plan.scope.targets.length === 0 ? [] : ['--target', ...plan.scope.targets.map(quote)]),
    ...selectors.flatMap(([key, value]) => ['--selector', quote(`${key}=${value}`)]),
    '--approve',
    quote(plan.fingerprint),
  ].join(' ');
}

/** How a plan is named where nobody has to type it. */
export function shortFingerprint(fingerprint: string, ellipsis: string): string {
  const shortest = 'sha256:'.length + 12;
  return fingerprint.length <= shortest ? fingerprint : fingerprint.slice(0, shortest) + ellipsis;
}

/** A revision as people compare it: twelve digits of the hash are enough to find the commit. */
export function shortRevision(revision: string): string {
  return /^[0-9a-f]{16,}$/u.test(revision.slice(revision.indexOf(':') + 1))
    ? revision.slice(0, revision.indexOf(':') + 13)
    : revision;
}

function quote(word: string): string {
  return /^[\w@%+=:,./-]+$/u.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

import { createHash } from 'node:crypto';
import type { DesiredState } from '../../src/model/desired-state.ts';
import type { Problem } from '../../src/model/problem.ts';
import type { SpecDefaults } from '../../src/model/settings.ts';
import type { Snapshot } from '../../src/sources/spec-source.ts';
import { readSpecs } from '../../src/spec/read-specs.ts';

/** A whole spec with every line that must be there; `lines` replace or add what stands below `spec:`. */
export function specText(name: string, lines: Readonly<Record<string, string>> = {}): string {
  const fields = { owner: '{ email: ops@acme.example }', cpu: '16', ram: '64Gi', disk: '2Ti', ...lines };
  const written = Object.entries(fields).map(([key, value]) => `  ${key}: ${value}`);
  return `apiVersion: vdc/v1\nkind: VirtualDataCenter\nmetadata:\n  name: ${name}\nspec:\n${written.join('\n')}\n`;
}

export function snapshotOf(files: Readonly<Record<string, string | Uint8Array>>): Snapshot {
  return {
    revision: 'sha256:test',
    files: Object.entries(files).map(([path, content]) => {
      const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
      return { path, bytes, contentHash: createHash('sha256').update(bytes).digest('hex') };
    }),
  };
}

export const someDefaults: SpecDefaults = {
  hostingPlan: 'standard',
  onSuspend: 'shutdown',
  onResume: 'previous',
  deletion: { policy: 'delete', graceMs: 72 * 3_600_000 },
  vms: 'unlimited',
};

/** What files of these texts ask for, under settings that know the hosting plans standard and large. */
export function desiredOf(
  files: Readonly<Record<string, string | Uint8Array>>,
  defaults: SpecDefaults = someDefaults,
): DesiredState {
  return readSpecs({ snapshot: snapshotOf(files), defaults, hostingPlanNames: ['standard', 'large'] }).desired;
}

/** The problems of one file, as `line:column CODE`. */
export function codesOf(text: string | Uint8Array): readonly string[] {
  return desiredOf({ 'specs/a.yaml': text }).problems.map(({ line, column, code }) => `${line}:${column} ${code}`);
}

/** The only problem that there is. */
export function onlyProblem(problems: readonly Problem[]): Problem {
  const [problem] = problems;
  if (problem === undefined || problems.length > 1) {
    throw new Error(`expected one problem, got ${JSON.stringify(problems.map(({ code, line }) => [code, line]))}`);
  }
  return problem;
}

/** What the caret of the excerpt points at. */
export function pointedAt({ column, excerpt }: Problem): string | undefined {
  return excerpt?.text.slice(column - 1, column - 1 + excerpt.length);
}

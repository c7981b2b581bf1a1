import type { DesiredState } from '../model/desired-state.ts';
import type { Problem } from '../model/problem.ts';
import type { SpecDefaults } from '../model/settings.ts';
import type { DesiredVdc } from '../model/virtual-data-center.ts';
import type { Snapshot } from '../sources/spec-source.ts';
import { decodeText } from '../yaml/decode-text.ts';
import { maskSecrets } from '../yaml/mask-secrets.ts';
import { excerptOf, indexLines, type TextLines } from '../yaml/text-lines.ts';
import { checkHostingPlans, checkNeighbours, type FiledDocument, type NeighbourFinding } from './check-neighbours.ts';
import { parseFile } from './parse-file.ts';
import type { ParsedFile } from './parsed-spec.ts';
import { SPEC_CACHE_VERSION, type SpecCache } from './spec-cache.ts';

export interface SpecsToRead {
  readonly snapshot: Snapshot;
  /** From the settings: what counts where a spec is silent. Without settings those of `vdc init`. */
  readonly defaults?: SpecDefaults;
  /** Keys of `hostingPlans` in the settings. Without settings nothing is said about hosting plans. */
  readonly hostingPlanNames?: readonly string[];
  /** What the last run returned. Files whose content it knows are not parsed again. */
  readonly cache?: SpecCache;
}

/**
 * What all specs together ask for, and every problem that they have. Never throws: a hostile file gets a problem, and what
 * stands in the others still counts. The cache that comes back knows the files of this snapshot and no others; it is the
 * very one that came in where there was nothing to learn.
 */
export function readSpecs({ snapshot, defaults = BARE_DEFAULTS, hostingPlanNames, cache }: SpecsToRead): {
  readonly desired: DesiredState;
  readonly cache: SpecCache;
} {
  const { cache: nextCache, filed, problems } = parseFiles(snapshot, cache);
  const neighbours = [
    ...checkNeighbours(filed),
    ...(hostingPlanNames ? checkHostingPlans(filed, hostingPlanNames, defaults.hostingPlan) : []),
  ];
  const allProblems = [...problems, ...placeNeighbours(neighbours, snapshot)].sort(byPlace);
  const refused = new Set(neighbours.map((finding) => finding.filed));

  const vdcs: DesiredVdc[] = [];
  const unreadable = new Set<string>();
  for (const one of filed) {
    const vdc = refused.has(one) ? undefined : desiredVdc(one, defaults);
    if (vdc) vdcs.push(vdc);
    else if (one.document.name) unreadable.add(one.document.name[0]);
  }
  return {
    desired: {
      revision: snapshot.revision,
      vdcs: vdcs.sort((one, other) => compare(one.name, other.name)),
      unreadableNames: [...unreadable].sort(compare),
      isComplete: allProblems.every(({ severity }) => severity !== 'error'),
      problems: allProblems,
      ...(snapshot.rewritten !== undefined && { rewritten: snapshot.rewritten }),
    },
    cache: nextCache,
  };
}

const BARE_DEFAULTS: SpecDefaults = {
  hostingPlan: 'standard',
  onSuspend: 'shutdown',
  onResume: 'previous',
  deletion: { policy: 'delete', graceMs: 72 * 3_600_000 },
  vms: 'unlimited',
};

function parseFiles(snapshot: Snapshot, cache: SpecCache | undefined) {
  const known: SpecCache['files'] = cache?.version === SPEC_CACHE_VERSION ? cache.files : {};
  const used = new Map<string, ParsedFile>();
  const filed: FiledDocument[] = [];
  const problems: Problem[] = [];
  let learned = 0;
  for (const file of snapshot.files) {
    if ('unreadable' in file) {
      problems.push(unreadableFile(file.path, file.unreadable));
      continue;
    }
    const { path, contentHash } = file;
    let parsed = Object.hasOwn(known, contentHash) ? known[contentHash] : used.get(contentHash);
    if (parsed === undefined) {
      parsed = parseFile(file.bytes);
      learned += 1;
    }
    used.set(contentHash, parsed);
    for (const document of parsed.documents) filed.push({ file: path, document });
    for (const problem of parsed.problems) problems.push({ ...problem, file: path });
  }
  // The object with a name for each file is only made where it is saved: ten thousand names take longer than all lookups.
  const isSame = learned === 0 && used.size === Object.keys(known).length;
  const nextCache = cache && isSame ? cache : { version: SPEC_CACHE_VERSION, files: Object.fromEntries(used) };
  return { cache: nextCache, filed, problems };
}

function unreadableFile(file: string, why: string): Problem {
  return {
    code: 'FILE_UNREADABLE',
    severity: 'error',
    file,
    line: 1,
    column: 1,
    message: `It cannot be read: ${why}. What stands in it is unknown, so nothing is deleted.`,
    suggestion: 'Make it readable, or remove it.',
  };
}

function desiredVdc({ file, document }: FiledDocument, defaults: SpecDefaults): DesiredVdc | undefined {
  const { spec, name, hostingPlan, subscriptionId, line } = document;
  const plan = hostingPlan?.[0] ?? defaults.hostingPlan;
  if (spec === undefined || name === undefined || plan === undefined) return undefined;
  return {
    name: name[0],
    labels: spec.labels ?? {},
    owner: spec.owner,
    limits: { ...spec.limits, vms: spec.limits.vms ?? defaults.vms },
    state: spec.state ?? 'active',
    onSuspend: spec.onSuspend ?? defaults.onSuspend,
    onResume: spec.onResume ?? defaults.onResume,
    ...(spec.coAdmins && { coAdmins: spec.coAdmins }),
    hostingPlan: plan,
    ...(subscriptionId && { subscriptionId: subscriptionId[0] }),
    deletion: { ...defaults.deletion, ...spec.deletion },
    ...(spec.paused && { paused: spec.paused }),
    protect: spec.protect ?? false,
    units: spec.units,
    place: { file, line },
  };
}

/** The text is only looked at again where there is something to show. */
function placeNeighbours(findings: readonly NeighbourFinding[], snapshot: Snapshot): readonly Problem[] {
  if (findings.length === 0) return [];
  const wanted = new Map<string, NeighbourFinding[]>();
  for (const finding of findings) {
    const ofFile = wanted.get(finding.filed.file);
    if (ofFile) ofFile.push(finding);
    else wanted.set(finding.filed.file, [finding]);
  }
  return snapshot.files.flatMap((file) => {
    const ofFile = wanted.get(file.path);
    if (ofFile === undefined || 'unreadable' in file) return [];
    const decoded = decodeText(file.bytes);
    const lines = indexLines('text' in decoded ? decoded.text : '');
    const problems = ofFile.map(({ place, complaint }) => placeNeighbour(place, complaint, lines));
    return maskSecrets(problems, lines).map((problem) => ({ ...problem, file: file.path }));
  });
}

function placeNeighbour(
  [text, line, column]: NeighbourFinding['place'],
  complaint: NeighbourFinding['complaint'],
  lines: TextLines,
): Omit<Problem, 'file'> {
  const excerpt = excerptOf(lines.lineText(line), column, text.length);
  return { severity: 'error', ...complaint, line, column, ...(excerpt && { excerpt }) };
}

function byPlace(one: Problem, other: Problem): number {
  return compare(one.file, other.file) || one.line - other.line || one.column - other.column;
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

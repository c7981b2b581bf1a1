import { access as reachFile, constants } from 'node:fs/promises';
import { ControllerError } from '../../model/controller-error.ts';
import type { LoadOptions, Snapshot, SnapshotFile, SpecSource } from '../spec-source.ts';
import { checkSignature } from './check-signature.ts';
import type { GitAccess } from './git-access.ts';
import { judgeHistory } from './judge-history.ts';
import { listTree } from './list-tree.ts';
import { openClone } from './open-clone.ts';
import { readBlobs } from './read-blobs.ts';
import type { Sleep } from './run-git.ts';
import { createTurnstile } from './turnstile.ts';
import { watchBranch } from './watch-branch.ts';

export interface GitSourceOptions extends GitAccess {
  readonly branch: string;
  /** A folder inside the repository; `.` for all of it. */
  readonly path: string;
  readonly intervalMs: number;
  /** Where the clone is kept; absolute, and belongs to this source alone. */
  readonly cloneFolder: string;
  /** Of whoever runs us: little of it reaches git. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly sleep: Sleep;
  readonly random: () => number;
  /** For one call of git. */
  readonly timeLimitMs?: number;
  /** All files together. */
  readonly maxTotalBytes?: number;
}

const TIME_LIMIT_MS = 60_000;
const MAX_TOTAL_BYTES = 256 * 1024 * 1024;

/**
 * Specs of a branch: every `*.yaml` and `*.yml` below a folder of its newest commit. A snapshot is whole or there is none.
 * Needs the program `git`; never checks anything out, and runs nothing that lies in the repository.
 */
export function openGitSource(options: GitSourceOptions): SpecSource {
  const { branch, path, intervalMs, cloneFolder: folder, env, sleep, random } = options;
  const { timeLimitMs = TIME_LIMIT_MS, maxTotalBytes = MAX_TOTAL_BYTES } = options;
  const clone = openClone({ access: options, branch, folder, env, sleep, timeLimitMs });
  const oneAtATime = createTurnstile();

  /** Counts loads and fetches: what was fetched after somebody asked is new enough for them. */
  let moment = 0;
  let fetched: { readonly tip: string; readonly since: number } | undefined;
  /** The newest commit that was told or loaded. */
  let known: string | undefined;
  /** What a watch has told of and nobody has loaded yet. */
  let learned: string | undefined;
  let heardAt = 0;
  let kept: { readonly commit: string; readonly files: readonly GitFile[] } | undefined;

  const fetchTip = async (signal: AbortSignal): Promise<string> => {
    const since = ++moment;
    const tip = await clone.fetch(signal);
    fetched = { tip, since };
    return tip;
  };

  const filesOf = async (commit: string, signal: AbortSignal): Promise<readonly GitFile[]> => {
    if (kept?.commit === commit) return kept.files;
    const listed = await listTree(clone, { commit, path, branch }, signal);
    const total = listed.reduce((sum, file) => sum + ('size' in file ? file.size : 0), 0);
    if (total > maxTotalBytes) throw tooLarge(maxTotalBytes);
    const known = new Map(kept?.files.flatMap((file) => ('bytes' in file ? [[file.blob, file.bytes] as const] : [])));
    const wanted = new Set(listed.flatMap((file) => ('blob' in file && !known.has(file.blob) ? [file.blob] : [])));
    const read = await readBlobs(clone, [...wanted], signal);
    const files = listed.map((file): GitFile => {
      if ('unreadable' in file) return file;
      const bytes = known.get(file.blob) ?? read.get(file.blob);
      // Whatever comes of it, it must not look like an empty file, which would name no VDC.
      if (bytes === undefined) throw new RangeError(`git did not give ${file.path}, which it had listed`);
      // A blob id is no hash of the bytes alone: without its prefix a file elsewhere could be made that has the same.
      return { path: file.path, bytes, contentHash: `git:${file.blob}`, blob: file.blob };
    });
    kept = { commit, files };
    return files;
  };

  const snapshotOf = async (tip: string, load: LoadOptions, signal: AbortSignal): Promise<Snapshot> => {
    if (options.allowedSignersFile !== undefined) await checkSignature(clone, tip, branch, signal);
    const rewritten = await judgeHistory(clone, { branch, tip }, load, signal);
    const files = await filesOf(tip, signal);
    return { revision: `git:${tip}`, files, ...(rewritten !== undefined && { rewritten }) };
  };

  return {
    async load(signal, load = {}) {
      const asked = ++moment;
      return oneAtATime(async () => {
        await checkFiles(options);
        return clone.use(async () => {
          const isNew = fetched !== undefined && fetched.since > asked;
          const tip = learned ?? (isNew ? fetched?.tip : undefined) ?? (await fetchTip(signal));
          known = tip;
          learned = undefined;
          return snapshotOf(tip, load, signal).catch((error: unknown) => {
            // A clone that is made anew may hold a newer commit, and no longer this one.
            fetched = undefined;
            throw error;
          });
        }, signal);
      }, signal);
    },
    watch(watching, signal) {
      const look = (until: AbortSignal): Promise<boolean> =>
        oneAtATime(async () => {
          await checkFiles(options);
          const tip = await clone.use(() => fetchTip(until), until);
          if (tip === known) return false;
          known = tip;
          // Whoever spoke while we asked may have meant something newer: then the next load asks again.
          if ((fetched?.since ?? 0) > heardAt) learned = tip;
          return true;
        }, until);
      const heard = (): void => {
        learned = undefined;
        heardAt = ++moment;
      };
      return watchBranch({ intervalMs, sleep, random, look, heard }, watching, signal);
    },
  };
}

type GitFile = SnapshotFile & { readonly blob?: string };

/** git and ssh say of a file that is missing that a login failed, or nothing at all. */
async function checkFiles({ caFile, keyFile, knownHostsFile, allowedSignersFile }: GitAccess): Promise<void> {
  for (const [setting, file] of Object.entries({ caFile, keyFile, knownHostsFile, allowedSignersFile })) {
    if (file === undefined) continue;
    await reachFile(file, constants.R_OK).catch((cause: unknown) => {
      throw new ControllerError(
        'SPECS_GIT_FILE_UNREADABLE',
        `The file ${file} cannot be read, and specs.git.${setting} names it, so the repository is not asked. Create it, or make it readable for this user.`,
        { cause },
      );
    });
  }
}

function tooLarge(maxTotalBytes: number): ControllerError {
  return new ControllerError(
    'SPECS_TOO_LARGE',
    `The specs are more than ${Math.floor(maxTotalBytes / 1024 / 1024)} MiB together, which no number of VDCs explains, so nothing is planned. Is specs.git.path the right folder?`,
  );
}

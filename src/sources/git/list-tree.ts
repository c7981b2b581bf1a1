import { ControllerError } from '../../model/controller-error.ts';
import type { Clone } from './open-clone.ts';

/** A file that counts as a spec, or something in whose place specs may be hidden and that is not looked into. */
export type TreeFile =
  /** Its path inside the repository. */
  | { readonly path: string; readonly blob: string; readonly size: number }
  | { readonly path: string; readonly unreadable: string };

const MAX_FILES = 100_000;

/** Every spec file of a commit below a folder, by the rules by which a directory on disk is read. Follows no link. */
export async function listTree(
  clone: Clone,
  { commit, path, branch }: { readonly commit: string; readonly path: string; readonly branch: string },
  signal: AbortSignal,
): Promise<readonly TreeFile[]> {
  const folder = path.split('/').filter((step) => step !== '' && step !== '.');
  const tree = folder.length === 0 ? `${commit}^{tree}` : await treeOf(clone, commit, folder.join('/'), signal);
  if (tree === undefined) throw pathGone(folder.join('/'), branch, commit);
  const listing = await clone.read(['ls-tree', '-r', '-z', '--long', tree], signal);
  const prefix = folder.map((step) => `${step}/`).join('');
  const files: TreeFile[] = [];
  for (const line of listing.toString().split('\0')) {
    const [, mode = '', blob = '', size = '', name = ''] = /^(\d+) \w+ ([0-9a-f]+) +(\d+|-)\t([^]*)$/.exec(line) ?? [];
    const file = judge({ mode, blob, size: Number(size), name });
    if (file !== undefined) files.push({ ...file, path: prefix + name });
    if (files.length > MAX_FILES) throw tooMany();
  }
  return files.sort((one, other) => (one.path < other.path ? -1 : one.path > other.path ? 1 : 0));
}

async function treeOf(clone: Clone, commit: string, folder: string, signal: AbortSignal): Promise<string | undefined> {
  const found = await clone.read(['ls-tree', '-d', '-z', commit, '--', folder], signal);
  return /^\d+ tree ([0-9a-f]+)\t/.exec(found.toString())?.[1];
}

interface Entry {
  readonly mode: string;
  readonly blob: string;
  readonly size: number;
  readonly name: string;
}

const LINK = '120000';
const SUBMODULE = '160000';

function judge({ mode, blob, size, name }: Entry): { blob: string; size: number } | { unreadable: string } | undefined {
  if (name === '' || name.split('/').some((step) => step.startsWith('.'))) return undefined;
  // Either may stand for a folder full of specs.
  if (mode === LINK) return { unreadable: 'it is a link, and links in a repository are not followed' };
  if (mode === SUBMODULE) return { unreadable: 'it is a submodule, and submodules are not fetched' };
  return /\.ya?ml$/i.test(name) ? { blob, size } : undefined;
}

function pathGone(path: string, branch: string, commit: string): ControllerError {
  return new ControllerError(
    'SPECS_PATH_GONE',
    `The branch ${branch} has no folder ${path} at ${commit.slice(0, 12)}, and specs that are out of sight are not gone: nothing is planned. Put the folder back, or correct specs.git.path.`,
    { details: { commit } },
  );
}

function tooMany(): ControllerError {
  return new ControllerError(
    'SPECS_TOO_MANY_FILES',
    `There are more than ${MAX_FILES.toLocaleString('en')} files with specs, which no number of VDCs explains, so nothing is planned. Is specs.git.path the right folder?`,
  );
}

import { type Dirent, readdirSync, statSync } from 'node:fs';
import { basename, sep } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { ControllerError } from '../../model/controller-error.ts';
import { reasonOf } from './reason-of.ts';

/** A file that counts as a spec, or something in whose place specs may be hidden and that cannot be looked into. */
export type ListedFile =
  | { readonly path: string; readonly name: string }
  | { readonly path: string; readonly name: string; readonly unreadable: string };

const MAX_FILES = 100_000;
const MAX_DEPTH = 64;

/**
 * Every spec file below the folder, in the order of its name inside the folder. Links are followed, circles are not. The
 * process waits for one folder at a time, as it does for a file (read-spec-file.ts).
 */
export async function listSpecFiles(
  root: string,
  isFolder: boolean,
  signal: AbortSignal,
): Promise<readonly ListedFile[]> {
  if (!isFolder) return [{ path: root, name: basename(root) }];
  const listed: ListedFile[] = [];
  // Folders by device and inode: a link to a folder that was seen already would show each of its specs twice.
  const seen = new Set<string>();
  const visit = async (path: string, name: string, depth: number): Promise<void> => {
    await nextTurn();
    signal.throwIfAborted();
    if (depth > MAX_DEPTH)
      return void listed.push({ path, name, unreadable: `more than ${MAX_DEPTH} folders are nested` });
    const entries = listFolder(path, seen);
    if (entries === 'seen') return;
    if ('unreadable' in entries) return void listed.push({ path, name, ...entries });
    for (const entry of entries) {
      if (entry.name.startsWith('.')) continue;
      const inner = {
        path: path.endsWith(sep) ? path + entry.name : path + sep + entry.name,
        name: name === '' ? entry.name : `${name}/${entry.name}`,
      };
      const kind = kindOf(entry, inner.path);
      if (kind === 'folder') await visit(inner.path, inner.name, depth + 1);
      else if (typeof kind === 'object') listed.push({ ...inner, ...kind });
      else if (/\.ya?ml$/i.test(entry.name)) listed.push(inner);
      if (listed.length > MAX_FILES) throw tooMany();
    }
  };
  await visit(root, '', 1);
  return listed.sort((one, other) => (one.name < other.name ? -1 : one.name > other.name ? 1 : 0));
}

function listFolder(path: string, seen: Set<string>): readonly Dirent[] | 'seen' | { unreadable: string } {
  try {
    const { dev, ino } = statSync(path, { bigint: true });
    const identity = `${dev}:${ino}`;
    if (seen.has(identity)) return 'seen';
    seen.add(identity);
    const entries = readdirSync(path, { withFileTypes: true });
    return entries.sort((one, other) => (one.name < other.name ? -1 : 1));
  } catch (cause) {
    return { unreadable: `the folder cannot be listed (${reasonOf(cause)})` };
  }
}

/** A link counts as what it leads to. One that leads nowhere could have been a folder full of specs. */
function kindOf(entry: Dirent, path: string): 'folder' | 'other' | { unreadable: string } {
  if (entry.isDirectory()) return 'folder';
  if (!entry.isSymbolicLink()) return 'other';
  try {
    return statSync(path).isDirectory() ? 'folder' : 'other';
  } catch (cause) {
    return { unreadable: `the link leads nowhere (${reasonOf(cause)})` };
  }
}

function tooMany(): ControllerError {
  return new ControllerError(
    'SPECS_TOO_MANY_FILES',
    `There are more than ${MAX_FILES.toLocaleString('en')} files with specs, which no number of VDCs explains, so nothing is planned. Is specs.directory the right folder?`,
  );
}

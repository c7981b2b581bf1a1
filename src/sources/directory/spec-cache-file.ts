import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { SPEC_CACHE_VERSION, type SpecCache } from '../../spec/spec-cache.ts';

export interface SpecCacheFile {
  /** Undefined when there is none that can be trusted: then specs are parsed anew. Never throws. */
  load(): Promise<SpecCache | undefined>;
  /** Whole or not at all; a cache that cannot be kept costs time, nothing else. Never throws. */
  save(cache: SpecCache): Promise<void>;
}

/**
 * The cache of parsed specs as a file: a line with version and checksum, then JSON. The checksum is there because a flipped
 * bit in a cache would be a changed limit in WAP.
 */
export function specCacheFile(path: string): SpecCacheFile {
  return {
    async load() {
      const text = await readFile(path, 'utf8').catch(() => undefined);
      return text === undefined ? undefined : parseCache(text);
    },
    async save(cache) {
      const body = JSON.stringify(cache.files);
      const beside = `${path}.${randomBytes(6).toString('hex')}.tmp`;
      try {
        await mkdir(dirname(path), { recursive: true });
        await writeFile(beside, `${headOf(body)}\n${body}`, { mode: 0o600 });
        await rename(beside, path);
      } catch {
        // The folder may be read-only or the disk full; what was read from the specs is right all the same.
        await rm(beside, { force: true }).catch(() => undefined);
      }
    },
  };
}

function parseCache(text: string): SpecCache | undefined {
  const end = text.indexOf('\n');
  const body = text.slice(end + 1);
  if (end === -1 || text.slice(0, end) !== headOf(body)) return undefined;
  try {
    return { version: SPEC_CACHE_VERSION, files: JSON.parse(body) as SpecCache['files'] };
  } catch {
    return undefined; // the checksum fits, so this is not ours; parse anew
  }
}

function headOf(body: string): string {
  return `vdc-specs ${SPEC_CACHE_VERSION} sha256:${createHash('sha256').update(body).digest('hex')}`;
}

import { hash, randomBytes } from 'node:crypto';
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
  // What this process read or wrote last. Nothing in it can be out of date, since content is what it is found by.
  let known: SpecCache | undefined;
  return {
    async load() {
      known ??= parseCache(await readFile(path).catch(() => Buffer.alloc(0)));
      return known;
    },
    async save(cache) {
      known = cache;
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

function parseCache(content: Buffer): SpecCache | undefined {
  const end = content.indexOf('\n');
  const body = content.subarray(end + 1);
  if (end === -1 || content.toString('utf8', 0, end) !== headOf(body)) return undefined;
  try {
    return { version: SPEC_CACHE_VERSION, files: JSON.parse(body.toString()) as SpecCache['files'] };
  } catch {
    return undefined; // the checksum fits, so this is not ours; parse anew
  }
}

function headOf(body: string | Buffer): string {
  return `vdc-specs ${SPEC_CACHE_VERSION} sha256:${hash('sha256', body)}`;
}

import { schemaVersion } from './generated/virtual-data-center.js';
import type { ParsedFile } from './parsed-spec.ts';

/**
 * What reading taught about each file, by the hash of its content: the same bytes always mean the same, whatever their
 * path and the settings. Survives JSON.
 */
export interface SpecCache {
  /** Of the reader that wrote it; another reader may judge differently and starts anew. */
  readonly version: string;
  readonly files: Readonly<Record<string, ParsedFile>>;
}

/** Grows whenever reading changes in a way that the schema does not show. */
const READER_VERSION = 1;

export const SPEC_CACHE_VERSION = `${READER_VERSION}-${schemaVersion}`;

export const EMPTY_SPEC_CACHE: SpecCache = { version: SPEC_CACHE_VERSION, files: {} };

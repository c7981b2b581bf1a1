import { ControllerError } from '../../model/controller-error.ts';
import type { CliDoors } from '../doors.ts';
import { type Bundle, bundleFormat, bundleVersion } from './bundle.ts';
import { fromPlain } from './plain-data.ts';

/** What a file says it is, before it is known whether that is true. */
interface Written {
  readonly format: unknown;
  readonly formatVersion: unknown;
  readonly hash: unknown;
  readonly content: unknown;
}

/** The bundle in a file, exactly as it was made. Throws for anything else. */
export async function readBundle(
  path: string,
  doors: Pick<CliDoors, 'files' | 'packedFiles' | 'sha256'>,
): Promise<Bundle> {
  const text = await doors.packedFiles.read(doors.files.resolve(path)).catch((cause: unknown) => {
    throw new ControllerError(
      'BUNDLE_UNREADABLE',
      `${path} cannot be read or unpacked, so there is nothing to make a plan from. Look at its permissions, and whether it came over whole.`,
      { cause },
    );
  });
  if (text === undefined)
    throw new ControllerError(
      'BUNDLE_MISSING',
      `There is no bundle ${path}. \`vdc debug bundle --out ${path}\` makes one.`,
    );
  return parseBundle(text, path, doors.sha256);
}

/** The same of a text. Nothing in it makes this throw anything but a ControllerError. */
export function parseBundle(text: string, path: string, sha256: (text: string) => string): Bundle {
  const written = parseJson(text);
  if (written?.format !== bundleFormat) throw invalid(path);
  if (written.formatVersion !== bundleVersion)
    throw new ControllerError(
      'BUNDLE_VERSION',
      `${path} is a bundle of format ${describeVersion(written.formatVersion)}, and this version of the program reads ${bundleVersion}. Read it with the version that made it.`,
    );
  if (written.hash !== hashOf(written.content, sha256))
    throw new ControllerError(
      'BUNDLE_ALTERED',
      `${path} was changed after it was made: its content no longer has the hash that it states, so a plan from it would be of a world that nobody saw. Have it made or sent anew.`,
    );
  return bundleOf(written.content, path);
}

function hashOf(content: unknown, sha256: (text: string) => string): string | undefined {
  try {
    return `sha256:${sha256(JSON.stringify(content) ?? '')}`;
  } catch {
    return undefined; // deeper than the stack, and so than anything that we write
  }
}

function parseJson(text: string): Written | undefined {
  try {
    const value = JSON.parse(text) as Partial<Written> | null;
    return typeof value === 'object' ? { format: '', formatVersion: '', hash: '', content: null, ...value } : undefined;
  } catch {
    return undefined; // no JSON at all
  }
}

function bundleOf(content: unknown, path: string): Bundle {
  let value: Partial<Bundle> | null;
  try {
    value = fromPlain(content) as Partial<Bundle> | null;
  } catch (cause) {
    // Also the stack that is used up by lists within lists.
    throw invalid(path, cause);
  }
  const seen = value?.seen;
  const isBundle =
    typeof value?.config === 'string' &&
    typeof value.plan === 'object' &&
    typeof value.program?.version === 'string' &&
    typeof seen?.installation === 'string' &&
    Number.isFinite(new Date(seen.nowMs).getTime()) &&
    Array.isArray(seen.desired?.vdcs) &&
    Array.isArray(seen.observed?.subscriptions) &&
    seen.closer?.gone instanceof Set &&
    seen.closer.use instanceof Map &&
    Array.isArray(seen.memory?.inventory) &&
    seen.memory.pauses instanceof Map;
  if (!isBundle) throw invalid(path);
  // Its members need no closer look: what has the right hash was written by us, or by somebody who means it.
  return value as Bundle;
}

function describeVersion(version: unknown): string {
  return typeof version === 'string' && /^[\w.-]{1,20}$/.test(version) ? version : 'that nobody knows';
}

export function invalid(path: string, cause?: unknown): ControllerError {
  return new ControllerError(
    'BUNDLE_INVALID',
    `${path} is no bundle that this version of the program can read, so there is nothing to make a plan from. Give the file that \`vdc debug bundle\` wrote.`,
    { cause },
  );
}

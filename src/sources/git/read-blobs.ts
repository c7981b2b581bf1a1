import { ControllerError } from '../../model/controller-error.ts';
import { createBlobReader } from './blob-reader.ts';
import { DamagedClone } from './damaged-clone.ts';
import type { Clone } from './open-clone.ts';

/** The bytes of each blob, by one process. All of them or it throws. */
export async function readBlobs(
  clone: Clone,
  blobs: readonly string[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, Buffer>> {
  if (blobs.length === 0) return new Map();
  const reader = createBlobReader(lostObject);
  await clone.read(['cat-file', '--batch'], signal, { input: `${blobs.join('\n')}\n`, take: reader.take });
  const lost = blobs.find((blob) => !reader.read.has(blob));
  if (lost !== undefined || !reader.isBetweenBlobs()) throw lostObject(lost ?? 'the last one');
  return reader.read;
}

function lostObject(which: string): DamagedClone {
  return new DamagedClone(
    new ControllerError(
      'SPECS_GIT_FAILED',
      `The repository lacks an object that its newest commit needs (${which}), also after a fresh clone, so the specs are not whole and nothing is planned. \`git fsck\` on the server tells more.`,
    ),
  );
}

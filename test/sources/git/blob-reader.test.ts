import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createBlobReader } from '../../../src/sources/git/blob-reader.ts';

const seed = Number(process.env.VDC_TEST_SEED ?? Math.floor(Math.random() * 2 ** 31));

const lost = (what: string): Error => new Error(`lost: ${what}`);

const id = (index: number): string => index.toString(16).padStart(40, '0');

function saidOf(blobs: readonly Uint8Array[]): Buffer {
  return Buffer.concat(
    blobs.flatMap((blob, index) => [Buffer.from(`${id(index)} blob ${blob.length}\n`), blob, Buffer.from('\n')]),
  );
}

describe('what git says of blobs', () => {
  it(`is read the same in pieces of any size (seed ${seed})`, () => {
    const property = fc.property(
      fc.array(fc.oneof(fc.uint8Array({ maxLength: 50 }), fc.constant(Buffer.from('\n1 blob 2\n'))), { maxLength: 8 }),
      fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 10 }),
      (blobs, sizes) => {
        const said = saidOf(blobs);
        const reader = createBlobReader(lost);
        for (let at = 0, turn = 0; at < said.length; turn++) {
          const size = sizes[turn % sizes.length] ?? 1;
          reader.take(said.subarray(at, at + size));
          at += size;
        }
        return (
          reader.isBetweenBlobs() &&
          reader.read.size === blobs.length &&
          blobs.every((blob, index) => reader.read.get(id(index))?.equals(blob))
        );
      },
    );
    expect(fc.check(property, { seed, numRuns: 500 })).toMatchObject({ failed: false });
  });

  it('is not whole where it breaks off', () => {
    const said = saidOf([Buffer.from('one'), Buffer.from('two')]);
    const reader = createBlobReader(lost);
    reader.take(said.subarray(0, said.length - 1));
    expect(reader.isBetweenBlobs()).toBe(false);
    expect([...reader.read.keys()]).toEqual([id(0)]);
  });

  it.each([`${id(1)} missing`, `${id(1)} tree 33`, 'fatal: loose object is corrupt'])('is refused: %s', (line) => {
    expect(() => createBlobReader(lost).take(Buffer.from(`${line}\n`))).toThrow(`lost: ${line}`);
  });
});

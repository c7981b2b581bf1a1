import { isDeepStrictEqual } from 'node:util';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromPlain, toPlain } from '../../../src/cli/bundle/plain-data.ts';

const seed = Number(process.env['VDC_TEST_SEED'] ?? Math.floor(Math.random() * 2 ** 31));

const name = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 4 }),
  fc.constantFrom('$map', '$set', '$', '$$map', '__proto__', 'constructor', '0', '10'),
);
const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    name,
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.array(tie('value'), { maxLength: 3 }).map((list) => new Set(list)),
    fc.array(fc.tuple(name, tie('value')), { maxLength: 3 }).map((pairs) => new Map(pairs)),
    fc.array(fc.tuple(name, tie('value')), { maxLength: 3 }).map((pairs) => Object.fromEntries(pairs)),
  ),
}));

describe(`plain data (seed ${seed})`, () => {
  it('gives back whatever was put in, Maps and Sets in their order, names of any kind', () => {
    fc.assert(
      fc.property(value, (one) => {
        const back = fromPlain(JSON.parse(JSON.stringify(toPlain(one))));
        // The test runner's own comparison asks a member called "constructor" for the class.
        expect(isDeepStrictEqual(back, one)).toBe(true);
        // Order counts too, which an equal Map does not say.
        expect(JSON.stringify(toPlain(back))).toBe(JSON.stringify(toPlain(one)));
      }),
      { seed, numRuns: 500 },
    );
  });

  it('retells every text, wherever it stands', () => {
    const shown = JSON.stringify(
      toPlain(new Map([['hunter2', new Set([{ hunter2: ['a hunter2'] }])]]), (text) => text.replaceAll('hunter2', '*')),
    );
    expect(shown).toBe('{"$map":[["*",{"$set":[{"*":["a *"]}]}]]}');
  });

  it('leaves out what is undefined, and takes no name that nobody writes', () => {
    expect(toPlain({ a: undefined })).toEqual({});
    for (const alien of [
      { $map: 1 },
      { $map: [[1, 2, 3]] },
      { $map: [1] },
      { $set: {} },
      { $other: 1 },
      { $map: [], b: 1 },
    ])
      expect(() => fromPlain(alien)).toThrow(TypeError);
  });
});

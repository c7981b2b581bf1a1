import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readSpecs } from '../../src/spec/read-specs.ts';
import { hashes } from '../support/planner-world.ts';
import { arbitraryOf, membersOf } from './from-schema.ts';
import { seed } from './tell-sweep.ts';
import { anySpecs, settled, specSchema, walkedSpecs } from './walked-specs.ts';

/** What a schema cannot say, and `vdc validate` does. */
const crossChecks = [
  'DUPLICATE_CO_ADMIN',
  'INVALID_DATE',
  'INVALID_DURATION',
  'INVALID_QUANTITY',
  'LIMIT_TOO_LARGE',
  'UNKNOWN_HOSTING_PLAN',
];

function problemsOf(document: unknown): readonly string[] {
  const text = JSON.stringify(document);
  const file = { path: 'a.yaml', bytes: new TextEncoder().encode(text), contentHash: hashes.sha256(text) };
  const { desired } = readSpecs({
    snapshot: { revision: 'sha256:1', files: [file] },
    hostingPlanNames: ['standard'],
  });
  return desired.problems.map(({ code }) => code);
}

function membersIn(value: unknown, path = ''): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((one: unknown) => membersIn(one, path));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) => {
    const place = path === '' ? name : `${path}.${name}`;
    return [place, ...membersIn(member, place)];
  });
}

const samples = fc.sample(walkedSpecs, { seed, numRuns: 500 });

describe('the specs that walks declare', () => {
  it('have every member of the schema', () => {
    const seen = new Set(samples.flatMap((one) => membersIn(one)));
    expect(membersOf(specSchema).filter((member) => !seen.has(member))).toEqual([]);
  });

  it('are what validate approves of, but for the hosting plan that the settings do not have', () => {
    expect([...new Set(samples.flatMap(problemsOf))]).toEqual(['UNKNOWN_HOSTING_PLAN']);
  });

  it('are what validate approves of once they are settled', () => {
    expect(samples.map(settled).flatMap(problemsOf)).toEqual([]);
  });
});

describe('whatever the schema allows', () => {
  it('is refused only by what a schema cannot say', () => {
    const codes = new Set(fc.sample(anySpecs, { seed, numRuns: 300 }).flatMap(problemsOf));
    expect([...codes].filter((code) => !crossChecks.includes(code))).toEqual([]);
  });

  it('is not made from what nobody here understands', () => {
    const strange = { type: 'string', format: 'uuid' };
    expect(() => arbitraryOf({ type: 'object', additionalProperties: false, properties: { size: strange } })).toThrow(
      /not understood/,
    );
  });
});

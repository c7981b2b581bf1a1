import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatSpec, type SpecToWrite } from '../../src/spec/format-spec.ts';
import { desiredOf } from '../support/spec-texts.ts';

const seed = Number(process.env.VDC_TEST_SEED ?? Math.floor(Math.random() * 2 ** 31));

const limit = fc.oneof(fc.constant('unlimited' as const), fc.integer({ min: 1, max: 4_294_967_295 }));
const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }).filter((value) => !/\p{Cc}/u.test(value));
const spec: fc.Arbitrary<SpecToWrite> = fc.record(
  {
    name: fc.stringMatching(/^[a-z0-9]([a-z0-9-]{0,20}[a-z0-9])?$/),
    owner: fc.record(
      { email: fc.constantFrom('ops@acme.example', "o'neil+x@a.example"), name: text },
      { requiredKeys: ['email'] },
    ),
    limits: fc.record({ cpu: limit, ramMib: limit, diskGib: limit, vms: limit }),
    labels: fc.dictionary(fc.constantFrom('customer', 'null', '1', 'a/b', 'yes'), fc.oneof(text, fc.constant(''))),
    state: fc.constantFrom('active', 'suspended'),
    onSuspend: fc.constantFrom('none', 'shutdown', 'stop', 'save', 'pause'),
    onResume: fc.constantFrom('previous', 'all', 'none'),
    coAdmins: fc.uniqueArray(fc.constantFrom('a@b.example', 'c@d.example'), { maxLength: 2 }),
    hostingPlan: fc.constantFrom('standard', 'large'),
    subscriptionId: fc.uuid(),
    deletion: fc.record({
      policy: fc.constantFrom('delete', 'suspend', 'retain'),
      graceMs: fc.integer({ min: 0, max: 1000 * 3600 }).map((seconds) => seconds * 1000),
    }),
    protect: fc.boolean(),
  },
  { requiredKeys: ['name', 'owner', 'limits'] },
);

describe('a formatted spec', () => {
  it(`is read back as what was written (seed ${seed})`, () => {
    fc.assert(
      fc.property(spec, fc.boolean(), (written, isExplained) => {
        const desired = desiredOf({ 'a.yaml': formatSpec(written, { isExplained, schemaPath: '../s.json' }) });
        expect(desired.problems).toEqual([]);
        expect(desired.vdcs).toMatchObject([written]);
      }),
      { seed, numRuns: 300 },
    );
  });

  it('explains itself to somebody who writes the first one', () => {
    const written = formatSpec();
    expect(desiredOf({ 'a.yaml': written })).toMatchObject({ problems: [], vdcs: [{ name: 'example' }] });
    expect(written).toMatch(/# identity/);
    // What is offered as a comment must be right when somebody uncomments it.
    const uncommented = written.replaceAll(/^ {2}# (?=[a-zA-Z]+: )/gm, '  ');
    expect(desiredOf({ 'a.yaml': uncommented })).toMatchObject({
      problems: [],
      vdcs: [{ state: 'suspended', protect: true }],
    });
  });
});

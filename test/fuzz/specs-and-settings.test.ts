import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadSettings } from '../../src/settings/load-settings.ts';
import { formatSettings } from '../../src/settings/format-settings.ts';
import { readSpecs } from '../../src/spec/read-specs.ts';
import { fuzzSeed, mutated, readSoon, runs } from '../support/fuzz.ts';
import { settingsText } from '../support/settings-texts.ts';
import { snapshotOf, specText } from '../support/spec-texts.ts';

const pieces = [
  [
    '---\n',
    '...\n',
    ': ',
    '- ',
    '\n',
    '\n  ',
    '{ ',
    ' }',
    '[',
    ']',
    ', ',
    '&a ',
    '*a',
    '!t ',
    '!!binary ',
    '|\n',
    '>-\n',
  ],
  [
    '"',
    "'",
    '#',
    '%YAML 1.1\n',
    '\t',
    '\r\n',
    '\u2028',
    '? ',
    '<<: ',
    '__proto__: ',
    'a: &a [*a]\n',
    '{a: ',
    '[*a,*a],',
  ],
  [
    'name: ',
    'spec:\n',
    'cpu: 1',
    '64GB',
    '0x10',
    '1e400',
    'null',
    '~',
    '-1',
    'password: x',
    '{ env: X }',
    '\ufeff',
    '\0',
    '\ud800',
  ],
].flat();

const specs = [
  specText('acme'),
  specText('acme', {
    labels: '{ customer: acme }',
    paused: '{ reason: x, by: jo, until: 2026-12-01T00:00Z }',
    coAdmins: '[a@b.example]',
    deletion: '{ grace: 1h, policy: retain }',
    subscriptionId: '6f0f4c1e-3a54-4d57-9a0b-000000000001',
  }),
  `${specText('acme')}---\n${specText('beta')}`,
];
const settings = [settingsText(), formatSettings({ installation: '0b6f9c1e-7d0a-4c39-9a53-0c0f5b1e2d11' })];

describe(`the text of specs and settings (VDC_TEST_SEED=${fuzzSeed})`, () => {
  it('gives VDCs or problems, whatever it is', () => {
    fc.assert(
      fc.property(mutated(specs, pieces), mutated(specs, pieces), (one, other) => {
        const { desired } = readSoon(() =>
          readSpecs({ snapshot: snapshotOf({ 'a.yaml': one, 'b.yaml': other }), hostingPlanNames: ['standard'] }),
        ) as ReturnType<typeof readSpecs>;
        // What is not valid is told; nothing is valid by silence.
        expect(desired.isComplete).toBe(desired.problems.every(({ severity }) => severity !== 'error'));
        for (const { code, line, column } of desired.problems) {
          expect(code).toMatch(/^[A-Z0-9_]+$/);
          expect(Math.min(line, column)).toBeGreaterThan(0);
        }
      }),
      runs(110),
    );
  });

  it('of settings gives settings or problems, and never both wrong and usable', () => {
    fc.assert(
      fc.property(mutated(settings, pieces), (text) => {
        const loaded = readSoon(() => loadSettings({ text, file: 'vdc.yaml', baseDir: '/srv' })) as ReturnType<
          typeof loadSettings
        >;
        const hasErrors = loaded.problems.some(({ severity }) => severity === 'error');
        expect(loaded.settings === undefined).toBe(hasErrors);
      }),
      runs(110),
    );
  });

  it('may be any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        expect(readSoon(() => readSpecs({ snapshot: snapshotOf({ 'a.yaml': bytes }) }))).toHaveProperty('desired');
        expect(readSoon(() => loadSettings({ text: bytes, file: 'vdc.yaml', baseDir: '/srv' }))).toHaveProperty(
          'problems',
        );
      }),
      runs(200),
    );
  });
});

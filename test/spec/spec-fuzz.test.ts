import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { parseFile } from '../../src/spec/parse-file.ts';
import { specText } from '../support/spec-texts.ts';

const seed = Number(process.env.VDC_TEST_SEED ?? Math.floor(Math.random() * 2 ** 31));
const settings = { seed, numRuns: 400 };
const encode = (text: string) => new TextEncoder().encode(text);

/** Pieces that mean something to YAML or to us, in any order, and any characters between them. */
const piece = fc.constantFrom(
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
  '|\n',
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
  'name: ',
  'spec:\n',
  'cpu: 1',
  '64GB',
  '0x10',
  '1e400',
  'null',
  '~',
);
const soup = fc
  .array(fc.oneof(piece, fc.string({ unit: 'binary', maxLength: 6 })), { maxLength: 60 })
  .map((parts) => parts.join(''));
const mutated = fc
  .tuple(fc.nat(), fc.nat(40), fc.oneof(piece, fc.string({ maxLength: 5 })))
  .map(([at, length, inserted]) => {
    const text = specText('acme', {
      paused: '{ until: 2026-12-01T00:00Z }',
      coAdmins: '[a@b.example]',
      deletion: '{ grace: 1h }',
    });
    const start = at % text.length;
    return text.slice(0, start) + inserted + text.slice(start + length);
  });

describe(`any text at all (seed ${seed})`, () => {
  it('is read without a crash, and every problem lies inside of it', () => {
    fc.assert(
      fc.property(fc.oneof(soup, mutated), (text) => {
        const lines = text.split('\n');
        for (const { line, column, message, excerpt } of parseFile(encode(text)).problems) {
          expect(line).toBeLessThanOrEqual(lines.length);
          expect(column).toBeLessThanOrEqual((lines[line - 1]?.length ?? 0) + 1);
          expect(message).not.toBe('');
          expect(excerpt?.length ?? 1).toBeGreaterThan(0);
        }
      }),
      settings,
    );
  });

  it('of any bytes as well', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(Array.isArray(parseFile(bytes).problems)).toBe(true);
      }),
      settings,
    );
  });

  it('that is accepted means what YAML says it means', () => {
    fc.assert(
      fc.property(mutated, (text) => {
        const { documents, problems } = parseFile(encode(text));
        const [document] = documents;
        if (problems.length > 0 || documents.length !== 1 || document?.spec === undefined) return;
        // The library's own way, with its own check of doubled keys and its own conversion.
        const plains = [...parseAllDocuments(text)]
          .map((one) => one.toJS() as unknown)
          .filter((value) => value !== null);
        const plain = plains[0] as { metadata: { name: string }; spec: { cpu: unknown; owner: { email: string } } };
        expect(plains).toHaveLength(1);
        expect(document.name?.[0]).toBe(plain.metadata.name);
        expect(document.spec.limits.cpu).toBe(plain.spec.cpu);
        expect(document.spec.owner.email).toBe(plain.spec.owner.email);
      }),
      settings,
    );
  });
});

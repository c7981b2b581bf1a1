import { describe, expect, it } from 'vitest';
import { parseBundle } from '../../../src/cli/bundle/read-bundle.ts';
import { bundleTextOf } from '../../support/bundles.ts';
import { hashes, spec, Story } from '../../support/planner-world.ts';

const text = await bundleTextOf(new Story().declares(spec('acme')).input());
const parse = (one: string) => parseBundle(one, 'b.json.gz', hashes.sha256);
const written = JSON.parse(text) as { readonly content: Record<string, unknown> };
/** As somebody would write it who means harm: with the right hash. */
const forged = (content: unknown) =>
  JSON.stringify({ ...written, content, hash: `sha256:${hashes.sha256(JSON.stringify(content) ?? '')}` });

describe('a bundle', () => {
  it('may be unpacked and laid out anew', () => {
    expect(parse(JSON.stringify(written, null, 2))).toEqual(parse(text));
  });

  it('of another version is told by that, whatever else is in it', () => {
    expect(() => parse('{"format":"vdc-bundle","formatVersion":"2"}')).toThrow(
      expect.objectContaining({ code: 'BUNDLE_VERSION', message: expect.stringContaining('a bundle of format 2,') }),
    );
    for (const formatVersion of [1, null, ['1'], '\u001b[31m', 'x'.repeat(1e6)])
      expect(() => parse(JSON.stringify({ ...written, formatVersion }))).toThrow(
        expect.objectContaining({ code: 'BUNDLE_VERSION', message: expect.stringContaining('that nobody knows') }),
      );
  });

  it('that was altered by one figure, one member, or one order is refused', () => {
    for (const altered of [
      text.replace('"cpu":8', '"cpu":9'),
      text.replace('"madeAt"', '"extra":1,"madeAt"'),
      JSON.stringify({ ...written, content: Object.fromEntries(Object.entries(written.content).toReversed()) }),
      JSON.stringify({ ...written, content: undefined }),
      JSON.stringify({ ...written, hash: 'sha256:' }),
    ]) {
      expect(altered).not.toBe(text);
      expect(() => parse(altered)).toThrow(expect.objectContaining({ code: 'BUNDLE_ALTERED' }));
    }
  });

  it('is no bundle otherwise, whoever wrote it', () => {
    const { content } = written;
    const seen = content['seen'] as Record<string, unknown>;
    const noBundles = ['', 'null', '1', '[]', '{}', '"vdc-bundle"', 'no JSON', '\u001f\u008b', text.slice(0, -10)];
    const forgeries = [null, [], 1, 'x', {}, { ...content, seen: [] }, { ...content, seen: { ...seen, nowMs: 1e300 } }]
      .concat(
        ['desired', 'observed', 'closer', 'memory'].map((name) => ({ ...content, seen: { ...seen, [name]: null } })),
      )
      .map(forged);
    const deep = `{"$set":[`.repeat(20_000) + ']}'.repeat(20_000);
    for (const one of [...noBundles, ...forgeries, forged({ ...content, $x: 1 })])
      expect(() => parse(one)).toThrow(expect.objectContaining({ code: 'BUNDLE_INVALID' }));
    expect(() => parse(`{"format":"vdc-bundle","formatVersion":"1","hash":"x","content":${deep}}`)).toThrow(
      expect.objectContaining({ code: expect.stringMatching(/BUNDLE_(INVALID|ALTERED)/) }),
    );
  });
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root, sourceFiles } from './source-files.ts';

/** Where a code of ours is written: an error thrown, a problem, block, refusal or warning returned. */
const written = [
  /\bnew ControllerError\(\s*'([A-Z][A-Z0-9_]+)'/g,
  /\bcode:\s*'([A-Z][A-Z0-9_]+)'/g,
  /\b(?:refuse|block|refusal|problem|diagnosis)\(\s*'([A-Z][A-Z0-9_]+)'/g,
];

const page = readFileSync(join(root, 'docs/errors.md'), 'utf8');
const explained = new Set([...page.matchAll(/^### `([A-Z][A-Z0-9_]+)`/gm)].map((match) => match[1]));
const texts = sourceFiles('src')
  .filter((file) => !file.path.startsWith('src/simulator/'))
  .map((file) => file.text);
const used = new Set(
  texts.flatMap((text) => written.flatMap((pattern) => [...text.matchAll(pattern)].map((match) => match[1] ?? ''))),
);

/** What systems around us call their failures; they are matched, never given out. */
const foreign = /^(E[A-Z]+|UND_ERR_[A-Z_]+|ERR_[A-Z_]+|CERT_[A-Z_]+|SELF_SIGNED_[A-Z_]+|DEPTH_[A-Z_]+|UNABLE_[A-Z_]+)$/;

describe('docs/errors.md', () => {
  it('explains every code that the program can give', () => {
    expect([...used].filter((code) => !explained.has(code) && !foreign.test(code)).sort()).toEqual([]);
  });

  it('explains no code that is gone', () => {
    const all = texts.join('\n');
    expect(
      [...explained].filter((code) => code === undefined || !new RegExp(`'${code}'|\`${code}\``).test(all)),
    ).toEqual([]);
  });

  it('says of each what it means and what to do', () => {
    const sections = page.split(/^### /m).slice(1);
    const short = sections.filter((section) => !/\*\*Do:\*\*/.test(section));
    expect(short.map((section) => section.split('\n')[0])).toEqual([]);
  });
});

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { mutants } from './mutants.ts';

describe('the list of mutants', () => {
  it('fits the program: each text stands exactly once in its file', () => {
    const wrong = mutants
      .filter(({ file, text }) => readFileSync(file, 'utf8').split(text).length !== 2)
      .map(({ file, name }) => `${file}: ${name}`);
    expect(wrong).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import { specLines } from '../../src/spec/spec-lines.ts';
import { specText } from '../support/spec-texts.ts';

describe('the lines of a spec', () => {
  const text = `${specText('one')}---\n${specText('two', { deletion: '\n    policy: retain\n    grace: 1h' })}`;

  it('are those of the document with that name', () => {
    const lines = specLines(text, 'two');
    expect([...lines]).toEqual(
      expect.arrayContaining([
        ['metadata.name', 14],
        ['spec.owner.email', 16],
        ['spec.cpu', 17],
        ['spec.deletion.grace', 22],
      ]),
    );
  });

  it('are none for a name that stands nowhere, or a text that is no YAML', () => {
    expect(specLines(text, 'three').size).toBe(0);
    expect(specLines('a: b: c', 'three').size).toBe(0);
    expect(specLines('', 'three').size).toBe(0);
  });
});

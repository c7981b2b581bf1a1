import { describe, expect, it } from 'vitest';
import { parseScope } from '../../src/cli/parse-scope.ts';

describe('the choice of VDCs', () => {
  it('is all of them when nothing is said', () => {
    expect(parseScope({})).toEqual({ targets: [], selector: {} });
  });

  it('is the same in whatever order and however often it is said', () => {
    expect(parseScope({ target: ['b', 'a,b'], selector: ['x=1', 'y=2,x=1'] })).toEqual({
      targets: ['a', 'b'],
      selector: { x: '1', y: '2' },
    });
  });

  it('never turns into all of them', () => {
    const { selector } = parseScope({ selector: ['__proto__=x'] });
    expect(Object.entries(selector)).toEqual([['__proto__', 'x']]);
    expect(parseScope({ target: [''] }).targets).toEqual(['']);
    for (const text of ['', 'x', '=x', 'a=1,']) expect(() => parseScope({ selector: [text] })).toThrow('is no label');
  });

  it('is refused when no VDC could be meant', () => {
    expect(() => parseScope({ selector: ['tier=gold', 'tier=silver'] })).toThrow('no VDC has both');
  });
});

import { describe, expect, it } from 'vitest';
import { Refusal } from '../../../src/simulator/http/refusal.ts';
import { matchesClause, parseFilter } from '../../../src/simulator/odata/parse-filter.ts';
import { parseResourceSegment } from '../../../src/simulator/odata/parse-resource-path.ts';

const GUID = '3d5c1f7a-8b2e-4c69-9d14-0a1b2c3d4e5f';

describe('$filter', () => {
  it('reads comparisons joined by and, with parentheses, guids in every spelling, and quotes in text', () => {
    expect(
      parseFilter(
        `(ID eq guid'${GUID}') and (StampId ne Guid'{${GUID}}') and Name eq 'O''Neill' and Count ge 3L and X eq null`,
      ),
    ).toEqual([
      { property: 'ID', comparison: 'eq', value: GUID },
      { property: 'StampId', comparison: 'ne', value: GUID },
      { property: 'Name', comparison: 'eq', value: "O'Neill" },
      { property: 'Count', comparison: 'ge', value: 3 },
      { property: 'X', comparison: 'eq', value: null },
    ]);
    expect(parseFilter('')).toEqual([]);
  });

  it.each([
    "Name eq 'a' or Name eq 'b'",
    'Name',
    "startswith(Name,'a')",
    'Name eq',
    "Name eq 'a' and",
    'Name like 3',
    "not Name eq 'a'",
  ])('refuses %s rather than ignoring it', (text) => {
    expect(() => parseFilter(text)).toThrow(Refusal);
  });

  it('compares without regard to case, and nothing with null but null', () => {
    const clause = (comparison: 'eq' | 'ne' | 'lt' | 'gt' | 'le' | 'ge', value: string | number | null) => ({
      property: 'x',
      comparison,
      value,
    });
    expect(matchesClause(clause('eq', 'ABC'), 'abc')).toBe(true);
    expect(matchesClause(clause('gt', 2), '10')).toBe(true);
    expect(matchesClause(clause('eq', null), null)).toBe(true);
    expect(matchesClause(clause('ne', null), 'x')).toBe(true);
    expect(matchesClause(clause('lt', 2), null)).toBe(false);
    expect(matchesClause(clause('le', 2), 2)).toBe(true);
    expect(matchesClause(clause('ge', 3), 2)).toBe(false);
  });
});

describe('a resource path', () => {
  it('reads collections with and without parentheses and keys in either order and spelling', () => {
    expect(parseResourceSegment('Clouds')).toEqual({ name: 'Clouds', keys: null });
    expect(parseResourceSegment('Clouds()')).toEqual({ name: 'Clouds', keys: null });
    const keys = new Map([
      ['stampid', GUID],
      ['id', GUID],
    ]);
    expect(parseResourceSegment(`Clouds(StampId=guid'${GUID}',ID=Guid'{${GUID.toUpperCase()}}')`)).toEqual({
      name: 'Clouds',
      keys,
    });
    expect(() => parseResourceSegment('Clouds(ID=x)')).toThrow(Refusal);
    expect(() => parseResourceSegment('../x')).toThrow(Refusal);
  });
});

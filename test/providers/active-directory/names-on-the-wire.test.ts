import * as fc from 'fast-check';
import { BerReader, BerWriter, EqualityFilter, Filter, FilterParser } from 'ldapts';
import { describe, expect, it } from 'vitest';
import { formatGuid, guidDn } from '../../../src/providers/active-directory/object-guid.ts';

describe('a name in a filter', () => {
  /** We never write filters as text: a value travels in a field of its own, where nothing of it can be taken for syntax. */
  it('arrives as it was, whatever stands in it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1 }), (value) => {
        const writer = new BerWriter();
        new EqualityFilter({ attribute: 'cn', value }).write(writer);
        const read = FilterParser.parse(new BerReader(writer.buffer));
        expect(read).toBeInstanceOf(EqualityFilter);
        expect(read instanceof EqualityFilter && read.value).toBe(value);
      }),
    );
  });

  it('would be escaped by ldapts as RFC 4515 says, were it written as text', () => {
    expect(Filter.escape('*()\\\0é')).toBe('\\2a\\28\\29\\5c\\00é');
  });
});

describe('an object id', () => {
  it('is written as Windows writes it', () => {
    const bytes = Buffer.from('bf967aba0de611d0a28500aa003049e2', 'hex');
    expect(formatGuid(bytes)).toBe('ba7a96bf-e60d-d011-a285-00aa003049e2');
    expect(guidDn('BA7A96BF-E60D-D011-A285-00AA003049E2')).toBe('<GUID=ba7a96bf-e60d-d011-a285-00aa003049e2>');
  });

  it('that is none is never sent', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(() => guidDn(text)).toThrow(/no GUID/);
      }),
    );
    expect(() => guidDn('ba7a96bf-e60d-d011-a285-00aa003049e2>,DC=x')).toThrow(/no GUID/);
  });
});

import { assert, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseQuotaXml, XmlProblem } from '../../../src/simulator/quota/parse-quota-xml.ts';

describe('the XML reader of the simulated provider', () => {
  it('reads elements, attributes in both quotes, entities, comments and CDATA', () => {
    const root = parseQuotaXml(
      `<?xml version="1.0"?>\r\n<a x="1 &amp; 2" y='"'><!-- no --><b>&lt;&#65;&#x42;</b><c/><![CDATA[<raw>]]></a>\r\n`,
    );
    expect(root.attributes).toEqual(
      new Map([
        ['x', '1 & 2'],
        ['y', '"'],
      ]),
    );
    expect(root.children.map(({ name, text }) => [name, text])).toEqual([
      ['b', '<AB'],
      ['c', ''],
    ]);
    expect(root.text).toBe('<raw>');
  });

  it.each([
    ['an element that is not closed', '<a><b></a>'],
    ['a second root', '<a/><b/>'],
    ['text outside the root', 'x<a/>'],
    ['nothing at all', ''],
    ['a document type', '<!DOCTYPE a [<!ENTITY e "x">]><a>&e;</a>'],
    ['an unknown entity', '<a>&nbsp;</a>'],
    ['a lone ampersand', '<a>1 & 2</a>'],
    ['an attribute without quotes', '<a x=1/>'],
    ['an attribute twice', '<a x="1" x="2"/>'],
    ['a closing tag too many', '<a/></a>'],
    ['a page instead of XML', '<html><br></html>'],
  ])('refuses %s', (_what, xml) => {
    expect(() => parseQuotaXml(xml)).toThrow(XmlProblem);
  });

  it('answers any text with an element or an XmlProblem', () => {
    assert(
      property(string({ unit: 'binary', maxLength: 200 }), string(), (text, more) => {
        for (const xml of [text, `<a>${text}</a>`, `<a b="${more}">`])
          expect(problemOf(xml)).toSatisfy((problem) => problem === null || problem instanceof XmlProblem);
      }),
    );
  });

  it('does not choke on a long run of almost-XML', () => {
    const startedAt = performance.now();
    expect(() => parseQuotaXml(`<a ${'b="c" '.repeat(20_000)}`)).toThrow(XmlProblem);
    expect(() => parseQuotaXml(`<a>${'<!--'.repeat(20_000)}`)).toThrow(XmlProblem);
    expect(performance.now() - startedAt).toBeLessThan(2000);
  });
});

function problemOf(xml: string): unknown {
  try {
    parseQuotaXml(xml);
    return null;
  } catch (error) {
    return error;
  }
}

import { describe, expect, it } from 'vitest';
import { readXml, XmlRefused } from '../../../src/simulator/auth/ws-trust/read-xml.ts';
import { escapeXml } from '../../../src/simulator/auth/ws-trust/xml-text.ts';

describe('readXml', () => {
  it('resolves prefixes where they are declared, and again where they are declared anew', () => {
    const root = readXml(
      '<a:x xmlns:a="urn:1" xmlns="urn:0"><y a:k="v" k="w"/><a:z xmlns:a="urn:2"><a:z/></a:z></a:x>',
    );
    const [y, z] = root.children;
    expect([root.namespace, y?.namespace, z?.namespace, z?.children[0]?.namespace]).toEqual([
      'urn:1',
      'urn:0',
      'urn:2',
      'urn:2',
    ]);
    expect([...(y?.attributes ?? [])]).toEqual([
      ['{urn:1}k', 'v'],
      ['k', 'w'],
    ]);
  });

  it('keeps text as it is: references decoded, CDATA not, comments left out, line ends made one', () => {
    const root = readXml(
      '<?xml version="1.0"?>\n<x> &lt;&#65;&#x20ac;&amp;amp;<!-- no --><![CDATA[&amp;<]]>\r\n</x>\n',
    );
    expect(root.text).toBe(' <A€&amp;&amp;<\n');
  });

  it('reads back whatever was escaped', () => {
    const text = 'a&b<c>d"e\'f\tg\rh\ni ]]> €𝄞';
    const root = readXml(`<x k="${escapeXml(text)}">${escapeXml(text)}</x>`);
    expect([root.text, root.attributes.get('k')]).toEqual([text, text]);
  });

  it.each([
    ['nothing', ''],
    ['text', 'hello'],
    ['a DOCTYPE', '<!DOCTYPE x><x/>'],
    ['a DOCTYPE in lower case', '<!doctype x><x/>'],
    ['a processing instruction', '<x><?php ?></x>'],
    ['two roots', '<x/><x/>'],
    ['text behind the root', '<x/>y'],
    ['a wrong closing tag', '<x><y></x></y>'],
    ['an undeclared prefix', '<a:x/>'],
    ['an undeclared attribute prefix', '<x a:k="v"/>'],
    ['a prefix without a namespace', '<a:x xmlns:a=""/>'],
    ['a name with two colons', '<a:b:c xmlns:a="urn:1"/>'],
    ['an attribute twice by two prefixes', '<x xmlns:a="urn:1" xmlns:b="urn:1" a:k="1" b:k="2"/>'],
    ['an unknown entity', '<x>&nbsp;</x>'],
    ['a bare ampersand', '<x>a & b</x>'],
    ['a reference to what is no character', '<x>&#0;</x>'],
    ['half a surrogate pair', '<x>&#xd800;</x>'],
    ['a control character', '<x>\u0001</x>'],
    ['a name that means something to JavaScript', '<__proto__/>'],
    ['a thousand levels', '<x>'.repeat(1000) + '</x>'.repeat(1000)],
  ])('refuses %s', (_, text) => {
    expect(() => readXml(text)).toThrow(XmlRefused);
  });
});

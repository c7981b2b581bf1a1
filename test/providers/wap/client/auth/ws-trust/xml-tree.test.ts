import { describe, expect, it } from 'vitest';
import { readXml } from '../../../../../../src/providers/wap/client/auth/ws-trust/xml-tree.ts';

describe('the XML reader', () => {
  it('resolves prefixes, also where they are declared again below', () => {
    const reading = readXml(
      '<?xml version="1.0"?><!-- c --><p:a xmlns:p="u" xmlns="d"><b/><p:c xmlns:p="v">1 &lt; &#65;<![CDATA[&]]></p:c></p:a>\n',
    );
    expect(reading).toMatchObject({
      root: {
        namespace: 'u',
        name: 'a',
        children: [
          { namespace: 'd', name: 'b' },
          { namespace: 'v', name: 'c', text: '1 < A&' },
        ],
      },
    });
  });

  it('keeps digits and words as text', () => {
    expect(readXml('<a>007</a>')).toMatchObject({ root: { text: '007' } });
    expect(readXml('<a> true </a>')).toMatchObject({ root: { text: ' true ' } });
  });

  it.each([
    ['a document type', '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'],
    ['a document type in lower case', '<!doctype html><html></html>'],
    ['an unclosed element', '<a><b></a>'],
    ['an unclosed root', '<a>'],
    ['text before the root', 'hello <a/>'],
    ['two roots', '<a/><b/>'],
    ['nothing', ''],
    ['blanks', ' \n '],
    ['a prefix that nobody declared', '<x:a/>'],
    ['JSON', '{"a":1}'],
    ['an attribute without value', '<a x/>'],
  ])('refuses %s', (_, text) => {
    expect(readXml(text)).toEqual({ problem: expect.any(String) });
  });
});

/** What a body turned out to be. `cut` begins like JSON and does not end like it. */
export type Body =
  { readonly kind: 'json'; readonly json: unknown } | { readonly kind: 'empty' | 'cut' | 'html' | 'xml' | 'other' };

/**
 * What the first element of a text says; Atom and SOAP have titles and bodies too, further in. A comment ends at its first end
 * and nowhere else: if it could also go on, a few dozen of them could be divided in more ways than there is time to try.
 */
const HTML = /^(?:<\?[^>]*\?>\s*|<!--(?:(?!-->)[\s\S])*-->\s*)*<(?:!doctype\s+html|html|head|body|script|meta)[\s/>]/i;

/** Looks at a body for what it is, whatever its Content-Type claims. Never throws. */
export function readBody(text: string): Body {
  const begin = firstInked(text);
  switch (text[begin]) {
    case undefined:
      return { kind: 'empty' };
    case '<':
      return { kind: HTML.test(text.slice(begin, begin + 2_000)) ? 'html' : 'xml' };
    default:
      return readJson(begin === 0 ? text : text.slice(begin));
  }
}

function readJson(text: string): Body {
  try {
    return { kind: 'json', json: JSON.parse(text) as unknown };
  } catch {
    return { kind: text.startsWith('{') || text.startsWith('[') ? 'cut' : 'other' };
  }
}

/** .NET writes a byte order mark in front of some bodies, which JSON.parse does not take. */
function firstInked(text: string): number {
  let index = 0;
  while (index < text.length && (text.charCodeAt(index) <= 0x20 || text.charCodeAt(index) === 0xfeff)) index += 1;
  return index;
}

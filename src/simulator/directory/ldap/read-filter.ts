import { BadMessage, type Element, TAG } from './element.ts';
import type { Filter } from './filter.ts';

const DEEPEST = 100;

export function readFilter(reader: Element, depth = 0): Filter {
  if (depth > DEEPEST) throw new BadMessage(`The filter is nested more than ${DEEPEST} deep.`);
  const tag = reader.nextTag();
  switch (tag) {
    case 0xa0:
    case 0xa1: {
      const set = reader.open(tag);
      const parts: Filter[] = [];
      while (!set.isAtEnd()) parts.push(readFilter(set, depth + 1));
      return { kind: tag === 0xa0 ? 'and' : 'or', parts };
    }
    case 0xa2:
      return { kind: 'not', part: readFilter(reader.open(tag), depth + 1) };
    case 0xa3:
    case 0xa8:
      return assertion('equals', reader.open(tag));
    case 0xa4:
      return readSubstrings(reader.open(tag));
    case 0xa5:
      return assertion('atLeast', reader.open(tag));
    case 0xa6:
      return assertion('atMost', reader.open(tag));
    case 0x87:
      return { kind: 'present', attribute: reader.text(tag) };
    case 0xa9:
      return readRule(reader.open(tag));
    default:
      throw new BadMessage(`There is no filter of the kind 0x${tag.toString(16)}.`);
  }
}

function assertion(kind: 'equals' | 'atLeast' | 'atMost', reader: Element): Filter {
  return { kind, attribute: reader.text(), value: reader.octets() };
}

function readSubstrings(reader: Element): Filter {
  const attribute = reader.text();
  const parts = reader.open(TAG.sequence);
  let [initial, final]: [string | null, string | null] = [null, null];
  const any: string[] = [];
  while (!parts.isAtEnd()) {
    const tag = parts.nextTag();
    const text = parts.text(tag);
    if (tag === 0x80) initial = text;
    else if (tag === 0x81) any.push(text);
    else if (tag === 0x82) final = text;
    else throw new BadMessage(`A part of a substring filter is of the kind 0x${tag.toString(16)}.`);
  }
  return { kind: 'substrings', attribute, initial, any, final };
}

function readRule(reader: Element): Filter {
  let [rule, attribute] = ['', ''];
  let value: Buffer = Buffer.alloc(0);
  while (!reader.isAtEnd()) {
    const tag = reader.nextTag();
    if (tag === 0x81) rule = reader.text(tag);
    else if (tag === 0x82) attribute = reader.text(tag);
    else if (tag === 0x83) value = reader.octets(tag);
    // 0x84 also asks the parts of the DN, which no domain controller heeds.
    else reader.octets(tag);
  }
  return { kind: 'rule', rule, attribute, value };
}

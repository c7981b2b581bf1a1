import { type Document, isAlias, isMap, isScalar, isSeq, type Alias, type Node, type Scalar, type YAMLMap } from 'yaml';
import { YAML_LIMITS } from './compose-documents.ts';
import type { Complaint, Span } from './text-problem.ts';

export interface PlainValue {
  /** What JSON can say. Parts that an anchor names may be shared: never change it. */
  readonly value: unknown;
  readonly complaints: readonly { readonly span: Span; readonly complaint: Complaint }[];
  /** Where each alias leads. */
  readonly targets: ReadonlyMap<Alias, Node>;
}

/** How many nodes a document may have once every alias is written out. */
const MAX_NODES = 100_000;

/** Names that mean something to JavaScript itself; no field is called so. */
const RESERVED = new Set(['__proto__', 'constructor', 'prototype']);

interface Converted {
  readonly value: unknown;
  readonly node: Node;
  /** Nodes with all aliases written out. */
  readonly size: number;
  readonly depth: number;
}

/**
 * The document as plain data, in one walk. An alias costs as much as what it stands for, though it is converted only once:
 * so a document that would unfold into billions of nodes is refused after a hundred thousand.
 */
export function toPlainValue(document: Document.Parsed): PlainValue {
  const anchors = new Map<string, Converted>();
  const targets = new Map<Alias, Node>();
  const complaints: { span: Span; complaint: Complaint }[] = [];
  let nodes = 0;
  let isExhausted = false;
  const complain = (node: Node, complaint: Complaint) => complaints.push({ span: spanOf(node), complaint });

  const convert = (node: unknown, depth: number): Converted => {
    if (!isScalar(node) && !isMap(node) && !isSeq(node) && !isAlias(node)) return nothing;
    nodes += 1;
    const converted = isAlias(node) ? follow(node, depth) : convertOwn(node, depth);
    if (!isAlias(node) && node.anchor !== undefined) anchors.set(node.anchor, converted);
    return converted;
  };

  const convertOwn = (node: Node, depth: number): Converted => {
    if (isMap(node)) return convertMap(node, depth);
    if (isSeq(node)) {
      const items = node.items.map((item) => convert(item, depth + 1));
      return { value: items.map((item) => item.value), node, ...measure(items) };
    }
    if (isScalar(node)) checkNumber(node, (complaint) => complain(node, complaint));
    return { value: isScalar(node) ? node.value : null, node, size: 1, depth: 1 };
  };

  const convertMap = (map: YAMLMap, depth: number): Converted => {
    const value: Record<string, unknown> = {};
    const inner: Converted[] = [];
    const seen = new Set<string>();
    for (const { key, value: item } of map.items) {
      if (!isScalar(key) || typeof key.value !== 'string') {
        complain(isScalar(key) || isMap(key) || isSeq(key) || isAlias(key) ? key : map, keyIsNoText);
        continue;
      }
      if (key.anchor !== undefined) anchors.set(key.anchor, { value: key.value, node: key, size: 1, depth: 1 });
      const converted = convert(item, depth + 1);
      inner.push(converted);
      if (RESERVED.has(key.value)) complain(key, reservedKey);
      else if (seen.has(key.value)) complain(key, doubledKey);
      else value[key.value] = converted.value;
      seen.add(key.value);
    }
    return { value, node: map, ...measure(inner) };
  };

  const follow = (alias: Alias, depth: number): Converted => {
    const target = anchors.get(alias.source);
    if (target === undefined) {
      complain(alias, unknownAlias);
      return nothing;
    }
    targets.set(alias, target.node);
    nodes += target.size;
    if (nodes <= MAX_NODES && depth + target.depth <= YAML_LIMITS.depth) return target;
    if (!isExhausted) complain(alias, aliasBomb);
    isExhausted = true;
    return nothing;
  };

  return { value: convert(document.contents, 1).value, complaints, targets };
}

const nothing = { value: null, size: 1, depth: 1 } as Converted;

function measure(items: readonly Converted[]): { size: number; depth: number } {
  let size = 1;
  let depth = 0;
  for (const item of items) {
    size += item.size;
    depth = Math.max(depth, item.depth);
  }
  return { size, depth: depth + 1 };
}

function checkNumber(node: Scalar, complain: (complaint: Complaint) => void): void {
  const { value } = node;
  if (typeof value !== 'number') return;
  const isLost = Number.isInteger(value) ? !Number.isSafeInteger(value) : !Number.isFinite(value);
  if (isLost) complain(numberTooLarge);
}

export function spanOf(node: Node): Span {
  const [start, end] = node.range ?? [0, 1, 1];
  return { start, end };
}

const doubledKey: Complaint = {
  code: 'YAML_DUPLICATE_KEY',
  message: 'This key stands a second time in the same mapping, so one of the two values would be lost.',
  suggestion: 'Remove one of the two.',
};
const reservedKey: Complaint = {
  code: 'YAML_RESERVED_KEY',
  message: 'This name is reserved and can be no key.',
  suggestion: 'Choose another name.',
};
const keyIsNoText: Complaint = {
  code: 'YAML_KEY_NOT_TEXT',
  message: 'A key must be a plain word, not a list, a mapping or an alias.',
  suggestion: 'If this was meant as a value, write its key in front of it.',
};
const unknownAlias: Complaint = {
  code: 'YAML_UNKNOWN_ALIAS',
  message: 'Nothing above carries the anchor that this alias names.',
  suggestion: 'Write the value itself; a text that begins with * needs quotes.',
};
const aliasBomb: Complaint = {
  code: 'YAML_ALIAS_EXPANSION',
  message: `Written out, the aliases of this document are more than ${MAX_NODES.toLocaleString('en')} values or ${YAML_LIMITS.depth} levels.`,
  suggestion: 'Write the values themselves.',
};
const numberTooLarge: Complaint = {
  code: 'YAML_NUMBER_TOO_LARGE',
  message: 'No number as large as this can be kept exactly (the last one is 9007199254740991).',
  suggestion: 'Write a smaller number; a name made of digits needs quotes.',
};

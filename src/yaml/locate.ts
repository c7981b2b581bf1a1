import { type Alias, type Document, isAlias, isCollection, isMap, isScalar, isSeq, type Node } from 'yaml';
import { spanOf } from './plain-value.ts';
import type { Span } from './text-problem.ts';

export type Path = readonly (string | number)[];

/**
 * Finds where something stands. What does not exist is found at the nearest thing around it that does. `value` is what a
 * caret can point at, `whole` all lines that the value takes.
 */
export interface Locate {
  (path: Path, part: 'key' | 'value' | 'whole'): Span;
}

export function locateIn(document: Document.Parsed, targets: ReadonlyMap<Alias, Node>): Locate {
  const resolve = (node: unknown): unknown => (isAlias(node) ? targets.get(node) : node);

  return (path, part) => {
    const ofValue = part === 'whole' ? wholeSpan : valueSpan;
    let node = resolve(document.contents);
    let span = isCollection(node) || isScalar(node) ? startOf(node) : { start: 0, end: 1 };
    for (const [index, step] of path.entries()) {
      const isLast = index === path.length - 1;
      const found = find(node, step);
      if (found === undefined) break;
      node = resolve(found.value);
      const at = isLast && part !== 'key' ? ofValue(found.value, found.key) : found.key && spanOf(found.key);
      span = at ?? (isCollection(node) || isScalar(node) ? startOf(node) : span);
    }
    return span;
  };
}

function find(node: unknown, step: string | number): { key?: Node; value: unknown } | undefined {
  if (isMap(node)) {
    const pair = node.items.find(({ key }) => isScalar(key) && key.value === step);
    return pair && isScalar(pair.key) ? { key: pair.key, value: pair.value } : undefined;
  }
  if (isSeq(node) && typeof step === 'number' && step < node.items.length) return { value: node.items[step] };
  return undefined;
}

/** A text or number is pointed at whole; a block of lines by its key; a value that is not there by its key as well. */
function valueSpan(value: unknown, key: Node | undefined): Span | undefined {
  if (isAlias(value)) return spanOf(value);
  if (isScalar(value)) {
    const span = spanOf(value);
    return span.end > span.start || key === undefined ? span : spanOf(key);
  }
  if (isCollection(value)) return value.flow === true || key === undefined ? startOf(value) : spanOf(key);
  return key && spanOf(key);
}

function wholeSpan(value: unknown, key: Node | undefined): Span | undefined {
  const start = key && spanOf(key);
  const end = isAlias(value) || isScalar(value) || isCollection(value) ? spanOf(value) : start;
  return start && end ? { start: start.start, end: end.end } : (start ?? end);
}

/** The first key or value: the whole of a mapping would be a caret under many lines. */
function startOf(node: Node): Span {
  if (isMap(node) && node.flow !== true) {
    const first = node.items[0]?.key;
    if (isScalar(first)) return spanOf(first);
  }
  const { start, end } = spanOf(node);
  return isScalar(node) ? { start, end } : { start, end: start + 1 };
}

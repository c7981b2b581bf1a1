import { badRequest } from '../http/refusal.ts';

export type Comparison = 'eq' | 'ne' | 'lt' | 'gt' | 'le' | 'ge';

export interface FilterClause {
  readonly property: string;
  readonly comparison: Comparison;
  /** null is the word null. Guids without braces. */
  readonly value: string | number | null;
}

const TOKEN =
  /\s*(?:(guid'\{?[0-9a-f-]{36}\}?')|('(?:[^']|'')*')|(-?\d+(?:\.\d+)?)L?|([A-Za-z]\w*(?:\/\w+)?)|([()]))/iy;
const COMPARISONS: readonly string[] = ['eq', 'ne', 'lt', 'gt', 'le', 'ge'];

/** Comparisons joined by `and`, with parentheses. Everything else of OData is refused with 400 rather than ignored. */
export function parseFilter(text: string): readonly FilterClause[] {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.trimEnd().length) {
    const token = TOKEN.exec(text);
    if (token === null) throw badRequest(`$filter is not understood: ${text}`);
    // Parentheses around and-joined clauses change nothing.
    if (token[5] === undefined) tokens.push(token[0].trim());
  }
  const clauses: FilterClause[] = [];
  for (let i = 0; i < tokens.length; i += 4) {
    const [property = '', comparison = '', value, and = 'and'] = tokens.slice(i, i + 4);
    const isLast = i + 3 >= tokens.length;
    if (
      value === undefined ||
      !isComparison(comparison.toLowerCase()) ||
      and.toLowerCase() !== 'and' ||
      (!isLast && i + 4 >= tokens.length)
    )
      throw badRequest(`$filter is not understood: ${text}`);
    clauses.push({ property, comparison: comparison.toLowerCase() as Comparison, value: parseLiteral(value) });
  }
  return clauses;
}

/** The id that the rows must have by these clauses, so that nobody looks through all of them; null: any. */
export function soughtId(clauses: readonly FilterClause[], property: string): string | null {
  const clause = clauses.find(
    (each) => each.comparison === 'eq' && each.property.toLowerCase() === property.toLowerCase(),
  );
  return typeof clause?.value === 'string' ? clause.value : null;
}

export function matchesClause(clause: FilterClause, value: string | number | boolean | null): boolean {
  const order = compare(value, clause.value);
  switch (clause.comparison) {
    case 'eq':
      return order === 0;
    case 'ne':
      return order !== 0;
    case 'lt':
      return order !== null && order < 0;
    case 'gt':
      return order !== null && order > 0;
    case 'le':
      return order !== null && order <= 0;
    case 'ge':
      return order !== null && order >= 0;
    default:
      return clause.comparison satisfies never;
  }
}

function compare(left: string | number | boolean | null, right: string | number | null): number | null {
  if (left === null || right === null) return left === right ? 0 : null;
  if (typeof right === 'number') return Number(left) - right;
  const a = String(left).toLowerCase();
  const b = right.toLowerCase();
  return a < b ? -1 : a > b ? 1 : 0;
}

function isComparison(text: string): text is Comparison {
  return COMPARISONS.includes(text);
}

function parseLiteral(token: string): string | number | null {
  if (/^guid'/i.test(token)) return token.slice(5, -1).replace(/[{}]/g, '');
  if (token.startsWith("'")) return token.slice(1, -1).replaceAll("''", "'");
  if (/^-?\d/.test(token)) return Number(token.replace(/L$/i, ''));
  if (/^(true|false)$/i.test(token)) return token.toLowerCase();
  if (token.toLowerCase() === 'null') return null;
  throw badRequest(`$filter compares with ${token}, which is no literal.`);
}

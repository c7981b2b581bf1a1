import { type FieldSchema, kindOf, resolveField } from '../../src/yaml/field-schema.ts';

export interface TableRow {
  readonly field: string;
  readonly default: string;
  readonly meaning: string;
  /** The words that may stand there, where it is one of a few. */
  readonly words: readonly string[];
}

type Described = FieldSchema & { readonly description?: string };

/** What inside of these is told in the text below a table. */
const TOLD_ELSEWHERE = new Set(['secret', 'tokenSource', 'labels']);

/** The rows that the table of a kind must have, in the order of its schema. */
export function rowsOfSchema(schema: FieldSchema): readonly TableRow[] {
  const rows: TableRow[] = [];
  const visit = (field: Described, path: string, isRequired: boolean): void => {
    const resolved: Described = resolveField(field, schema);
    if (path !== '') {
      rows.push({
        field: path,
        default: isRequired ? 'required' : defaultOf(resolved.default),
        meaning: resolved.description ?? '',
        words: (resolved.enum ?? []).map(String),
      });
    }
    if (TOLD_ELSEWHERE.has(kindOf(field) ?? '')) return;
    const properties = resolved.properties ?? resolved.anyOf?.find((branch) => branch.properties)?.properties ?? {};
    for (const [key, inner] of Object.entries(properties)) {
      visit(inner, path === '' ? key : `${path}.${key}`, resolved.required?.includes(key) ?? false);
    }
    if (typeof resolved.additionalProperties === 'object') visit(resolved.additionalProperties, `${path}.*`, false);
  };
  visit(schema, '', false);
  return rows;
}

/** The rows of the table of fields in a page. */
export function rowsOfPage(page: string): readonly TableRow[] {
  const table = page.split(/\| Field +\| Value +\| Default +\| Meaning +\|/)[1]?.split('\n\n')[0] ?? '';
  return table
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) => {
      const [, field = '', value = '', fallback = '', meaning = ''] = line
        .split(/(?<!\\)\|/)
        .map((cell) => cell.trim());
      const isChoice = /^(?:`\w+` ?)+$/.test(value) && !/true|false/.test(value) && value.includes(' ');
      return {
        field: field.replaceAll('`', ''),
        default: fallback.replaceAll('`', ''),
        meaning,
        words: isChoice ? value.replaceAll('`', '').split(' ') : [],
      };
    });
}

function defaultOf(value: unknown): string {
  if (value === undefined) return '';
  if (typeof value !== 'object' || value === null) return JSON.stringify(value).replaceAll('"', '');
  return `{ ${Object.entries(value as Record<string, unknown>)
    .map(([key, inner]) => `${key}: ${String(inner)}`)
    .join(', ')} }`;
}

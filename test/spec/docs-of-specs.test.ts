import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { FieldSchema } from '../../src/yaml/field-schema.ts';
import { rowsOfPage, rowsOfSchema } from '../support/schema-table.ts';
import { desiredOf } from '../support/spec-texts.ts';

const page = readFileSync('docs/specs.md', 'utf8');

describe('docs/specs.md', () => {
  it('tells every field as the schema does', () => {
    const schema = JSON.parse(readFileSync('schemas/virtual-data-center.schema.json', 'utf8')) as FieldSchema;
    expect(rowsOfPage(page)).toEqual(rowsOfSchema(schema));
  });

  it('shows examples that are valid', () => {
    const examples = [...page.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, text = '']) => text);
    expect(examples.length).toBeGreaterThan(0);
    for (const text of examples)
      expect(desiredOf({ 'docs/specs.md': text })).toMatchObject({ problems: [], vdcs: [{}] });
  });
});

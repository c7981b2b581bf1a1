import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { FieldSchema } from '../../src/yaml/field-schema.ts';
import { rowsOfPage, rowsOfSchema } from '../support/schema-table.ts';
import { loadText, settingsText } from '../support/settings-texts.ts';

const page = readFileSync('docs/settings.md', 'utf8');

describe('docs/settings.md', () => {
  it('tells every field as the schema does', () => {
    const schema = JSON.parse(readFileSync('schemas/controller.schema.json', 'utf8')) as FieldSchema;
    expect(rowsOfPage(page)).toEqual(rowsOfSchema(schema));
  });

  it('shows examples that are valid', () => {
    const examples = [...page.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, text = '']) => text);
    expect(examples.length).toBeGreaterThan(0);
    for (const text of examples) expect(loadText(text).problems).toEqual([]);
  });
});

describe('docs/sources.md', () => {
  it('shows settings that are valid', () => {
    const examples = [...readFileSync('docs/sources.md', 'utf8').matchAll(/```yaml\n([\s\S]*?)```/g)];
    expect(examples.length).toBeGreaterThan(3);
    for (const [, text = ''] of examples) expect(loadText(settingsText({ add: text })).problems).toEqual([]);
  });
});

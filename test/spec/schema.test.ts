import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { schema as generatedSpec } from '../../src/spec/generated/virtual-data-center.js';
import { schema as generatedSettings } from '../../src/settings/generated/controller.js';
import { specChecks } from '../../src/spec/spec-checks.ts';
import { settingsChecks } from '../../src/settings/settings-checks.ts';
import type { FieldSchema } from '../../src/yaml/field-schema.ts';

const read = (name: string) => JSON.parse(readFileSync(`schemas/${name}.schema.json`, 'utf8')) as FieldSchema;
const spec = read('virtual-data-center');
const settings = read('controller');

/** Every mapping and every field in a schema. */
function* walk(field: FieldSchema, path = '#'): Generator<[string, FieldSchema & { description?: string }]> {
  yield [path, field];
  for (const [key, inner] of Object.entries(field.properties ?? {})) yield* walk(inner, `${path}/${key}`);
  for (const [key, inner] of Object.entries(field.$defs ?? {})) yield* walk(inner, `${path}/$defs/${key}`);
  for (const [index, inner] of (field.anyOf ?? []).entries()) yield* walk(inner, `${path}/anyOf/${index}`);
  if (typeof field.additionalProperties === 'object') yield* walk(field.additionalProperties, `${path}/*`);
  if (field.items) yield* walk(field.items, `${path}/[]`);
}

describe('the schemas', () => {
  it('are what the committed validators were built from', () => {
    // Throws, with the command that mends it, when they differ.
    expect(execFileSync(process.execPath, ['scripts/build-validators.mjs', '--check'], { encoding: 'utf8' })).toBe('');
  });

  it.each([
    ['virtual-data-center', spec],
    ['controller', settings],
  ])('%s closes every mapping and describes every field', (_, schema) => {
    for (const [path, field] of walk(schema)) {
      const isOpen = field.properties !== undefined && field.additionalProperties !== false;
      expect(`${path} is open: ${isOpen}`).toBe(`${path} is open: false`);
      for (const [key, inner] of Object.entries(field.properties ?? {})) {
        expect(`${path}/${key}: ${'description' in inner}`).toBe(`${path}/${key}: true`);
      }
    }
  });

  it.each([
    ['virtual-data-center', generatedSpec, specChecks],
    ['controller', generatedSettings, settingsChecks],
  ])('%s names no kind that has nobody to explain it', (_, schema, checks) => {
    const structural = ['labels'];
    const kinds = Object.keys(schema.$defs ?? {}).filter((kind) => !structural.includes(kind));
    expect(kinds.filter((kind) => !(kind in checks))).toEqual([]);
  });

  it('agree about the kinds that they share', () => {
    for (const kind of ['duration', 'count', 'uuid', 'hostingPlanKey']) {
      expect(spec.$defs?.[kind]).toEqual(settings.$defs?.[kind]);
    }
  });
});

import { checkFields, fieldName, type Finding } from './check-fields.ts';
import { explainMissingField, explainUnknownField } from './explain-fields.ts';
import { type FieldSchema, resolveField, type SchemaError, stepInto } from './field-schema.ts';
import type { Checks } from './kinds/check.ts';
import type { Path } from './locate.ts';
import { showValue } from './show-value.ts';
import type { Complaint } from './text-problem.ts';
import { closestWord } from './closest-word.ts';

/**
 * Everything that is wrong with a value, each thing once: the validator decides whether something is wrong, the checks of
 * the kinds and the schema's own words say what.
 */
export function explainSchemaErrors(
  value: unknown,
  errors: readonly SchemaError[],
  schema: FieldSchema,
  checks: Checks,
): readonly Finding[] {
  const findings = new Map<string, Finding>();
  const add = (finding: Finding): void => {
    const { code, message } = finding.complaint;
    // One story a place; but one place may lack several fields.
    const key = JSON.stringify([finding.path, code === 'MISSING_FIELD' ? message : '']);
    if (!findings.has(key)) findings.set(key, finding);
  };
  for (const finding of checkFields(value, schema, checks)) add(finding);

  const structural = errors.map((error) => ({ error, path: pathOf(error.instancePath, value) }));
  const renamed = new Set<string>();
  for (const { error, path } of structural) {
    if (error.keyword !== 'additionalProperties') continue;
    const name = String(error.params.additionalProperty);
    const { finding, meant } = explainUnknownField(path, name, valueAt(value, path), schema);
    add(finding);
    if (meant !== undefined) renamed.add(JSON.stringify([...path, meant]));
  }
  for (const { error, path } of structural) {
    if (error.keyword !== 'required') continue;
    const name = String(error.params.missingProperty);
    // The field stands there under a mistyped name: one mistake, one problem.
    if (!renamed.has(JSON.stringify([...path, name]))) add(explainMissingField(path, name, schema));
  }
  for (const { error, path } of structural) {
    if (error.keyword === 'additionalProperties' || error.keyword === 'required') continue;
    if (error.propertyName !== undefined) continue;
    const inner = valueAt(value, path);
    if (isAlternative(error) && typeof inner === 'object' && inner !== null && explainsInside(structural, path))
      continue;
    if (error.keyword === 'propertyNames') add(badName(path, String(error.params.propertyName)));
    else add({ path, part: 'value', complaint: explainValue(inner, path, error, schema) });
  }
  return [...findings.values()];
}

/** Of several allowed shapes one was begun; what is wrong inside it is the story, not that the others do not fit. */
function isAlternative(error: SchemaError): boolean {
  return ['anyOf', 'type', 'const', 'enum'].includes(error.keyword);
}

function explainsInside(errors: readonly { error: SchemaError; path: Path }[], path: Path): boolean {
  return errors.some(
    (other) =>
      (other.path.length > path.length && path.every((step, index) => other.path[index] === step)) ||
      (other.path.length === path.length &&
        path.every((step, index) => other.path[index] === step) &&
        !isAlternative(other.error)),
  );
}

function explainValue(value: unknown, path: Path, error: SchemaError, schema: FieldSchema): Complaint {
  const name = fieldName(path);
  const field = resolveField(
    path.reduce<FieldSchema>((at, step) => stepInto(at, step, schema) ?? {}, schema),
    schema,
  );
  if (value === null) {
    return {
      code: 'MISSING_VALUE',
      message: `${name} has no value.`,
      suggestion: `Write ${wanted(field)}, or remove the line.`,
    };
  }
  if (error.keyword === 'maxItems' || error.keyword === 'maxProperties') {
    return { code: 'TOO_MANY_ENTRIES', message: `${name} has more than ${String(error.params.limit)} entries.` };
  }
  if (error.keyword === 'minItems' || error.keyword === 'minProperties') {
    return {
      code: 'TOO_FEW_ENTRIES',
      message: `${name} is empty.`,
      suggestion: 'Write at least one entry, or remove the line.',
    };
  }
  if (field.enum) return unknownWord(name, value, field.enum.map(String));
  const complaint = { code: 'WRONG_TYPE', message: `${name} is ${showValue(value)}; it must be ${wanted(field)}.` };
  if (field.type === 'boolean' && typeof value === 'string') {
    if (/^(yes|on|true)$/i.test(value)) return { ...complaint, suggestion: 'Write true.' };
    if (/^(no|off|false)$/i.test(value)) return { ...complaint, suggestion: 'Write false.' };
  }
  if (field.type === 'array' && typeof value === 'string') {
    return { ...complaint, suggestion: `Write a list: [${showValue(value).slice(1, -1)}].` };
  }
  return complaint;
}

export function unknownWord(name: string, value: unknown, words: readonly string[]): Complaint {
  const meant = typeof value === 'string' ? closestWord(value, words) : undefined;
  return {
    code: 'UNKNOWN_VALUE',
    message: `${name} is ${showValue(value)}; it must be ${inWords(words)}.`,
    ...(meant !== undefined && { suggestion: `Did you mean ${meant}?` }),
  };
}

function wanted(field: FieldSchema): string {
  if (field.enum) return inWords(field.enum.map(String));
  if (field.const !== undefined) return JSON.stringify(field.const);
  if (field.type === 'boolean') return 'true or false';
  if (field.type === 'object') return 'a mapping (indented lines below it)';
  if (field.type === 'array') return 'a list';
  if (field.type === 'integer') {
    return `a whole number from ${field.minimum ?? 0}${field.maximum === undefined ? '' : ` to ${field.maximum}`}`;
  }
  const example = field.examples?.[0];
  return example === undefined ? 'a text' : `something like ${JSON.stringify(example)}`;
}

function inWords(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}

function badName(path: Path, name: string): Finding {
  return {
    path: [...path, name],
    part: 'key',
    complaint: { code: 'INVALID_TEXT', message: `${showValue(name)} cannot be a name in ${fieldName(path)}.` },
  };
}

function valueAt(value: unknown, path: Path): unknown {
  let inner = value;
  for (const step of path) inner = (inner as Readonly<Record<string | number, unknown>>)[step];
  return inner;
}

/** A pointer writes a list's index and a mapping's key alike; the value tells which it is. */
function pathOf(pointer: string, value: unknown): Path {
  const path: (string | number)[] = [];
  let inner = value;
  for (const part of pointer.split('/').slice(1)) {
    const name = part.replaceAll('~1', '/').replaceAll('~0', '~');
    const step = Array.isArray(inner) ? Number(name) : name;
    inner = valueAt(inner, [step]);
    path.push(step);
  }
  return path;
}

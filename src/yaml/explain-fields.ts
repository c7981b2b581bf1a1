import { fieldName, type Finding } from './check-fields.ts';
import { closestWord } from './closest-word.ts';
import { type FieldSchema, resolveField, stepInto } from './field-schema.ts';
import type { Path } from './locate.ts';
import { showText } from './show-value.ts';

/** A field that nobody reads, and which one was probably meant: a typing error must not silently leave a setting out. */
export function explainUnknownField(
  path: Path,
  name: string,
  container: unknown,
  schema: FieldSchema,
): { readonly finding: Finding; readonly meant?: string } {
  const known = Object.keys(propertiesAt(path, schema));
  const present = typeof container === 'object' && container !== null ? container : {};
  const free = known.filter((word) => !Object.hasOwn(present, word));
  const meant = closestWord(name, free);
  const elsewhere = meant === undefined ? placesOf(name, schema) : [];
  const complaint = {
    code: 'UNKNOWN_FIELD',
    message: `There is no field ${showText(name)} in ${fieldName(path)}, so nobody would act on it.`,
  };
  const suggestion = suggest(name, meant, elsewhere, known);
  return {
    finding: { path: [...path, name], part: 'key', complaint: { ...complaint, ...(suggestion && { suggestion }) } },
    ...(meant !== undefined && { meant }),
  };
}

export function explainMissingField(path: Path, name: string, schema: FieldSchema): Finding {
  const field = propertiesAt(path, schema)[name];
  const resolved = field && resolveField(field, schema);
  const example = resolved?.const ?? resolved?.examples?.[0] ?? resolved?.enum?.[0];
  const added = example === undefined ? `${name}:` : `${name}: ${inYaml(example)}`;
  return {
    // Where the field is missing is known, where it should stand is not: the key around it is shown.
    path,
    part: 'key',
    complaint: {
      code: 'MISSING_FIELD',
      message: `${path.length === 0 ? 'The document' : fieldName(path)} lacks the field "${name}", which has no default.`,
      suggestion: `Add \`${added}\`.`,
    },
  };
}

function suggest(
  name: string,
  meant: string | undefined,
  elsewhere: readonly Path[],
  known: readonly string[],
): string | undefined {
  if (meant !== undefined) return `Did you mean "${meant}"?`;
  if (name === '<<') return 'Merge keys are not read; write the fields out.';
  const [place] = elsewhere;
  if (place) return place.length === 0 ? `It belongs at the top level.` : `It belongs in ${place.join('.')}.`;
  return known.length > 0 && known.length <= 8 ? `Known here: ${known.join(', ')}.` : undefined;
}

function propertiesAt(path: Path, schema: FieldSchema): Readonly<Record<string, FieldSchema>> {
  const at = path.reduce<FieldSchema>((field, step) => stepInto(field, step, schema) ?? {}, schema);
  const resolved = resolveField(at, schema);
  return resolved.properties ?? resolved.anyOf?.find(({ properties }) => properties)?.properties ?? {};
}

/** Every mapping of the schema that has a field of this very name. */
function placesOf(name: string, schema: FieldSchema): readonly Path[] {
  const found: Path[] = [];
  const visit = (field: FieldSchema, path: Path): void => {
    const resolved = resolveField(field, schema);
    for (const [key, inner] of Object.entries(resolved.properties ?? {})) {
      if (key === name) found.push(path);
      visit(inner, [...path, key]);
    }
    for (const branch of resolved.anyOf ?? []) visit(branch, path);
  };
  visit(schema, []);
  return found.length === 1 ? found : [];
}

function inYaml(example: unknown): string {
  if (typeof example !== 'object' || example === null) return String(example);
  if (Array.isArray(example)) return `[${example.map(inYaml).join(', ')}]`;
  return `{ ${Object.entries(example)
    .map(([key, value]) => `${key}: ${inYaml(value)}`)
    .join(', ')} }`;
}

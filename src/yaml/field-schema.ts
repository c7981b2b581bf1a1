/** As much of JSON Schema as ours use. */
export interface FieldSchema {
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, FieldSchema>>;
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly properties?: Readonly<Record<string, FieldSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | FieldSchema;
  readonly propertyNames?: FieldSchema;
  readonly items?: FieldSchema;
  readonly anyOf?: readonly FieldSchema[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxItems?: number;
  readonly maxProperties?: number;
  readonly default?: unknown;
  readonly examples?: readonly unknown[];
}

/** What the validator says; `params` depends on the keyword. */
export interface SchemaError {
  readonly instancePath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly propertyName?: string;
}

/** The last name in `$defs` that the field refers to: what kind of value it is (`duration`, `email`). */
export function kindOf(field: FieldSchema): string | undefined {
  return field.$ref?.slice('#/$defs/'.length);
}

/** The field with what its `$ref` says filled in; its own words win. */
export function resolveField(field: FieldSchema, root: FieldSchema): FieldSchema {
  const kind = kindOf(field);
  const definition = kind === undefined ? undefined : root.$defs?.[kind];
  return definition === undefined ? field : { ...resolveField(definition, root), ...field };
}

/** The schema of one step inside `field`, or nothing where no such step is known. */
export function stepInto(field: FieldSchema, step: string | number, root: FieldSchema): FieldSchema | undefined {
  const resolved = resolveField(field, root);
  if (typeof step === 'number') return resolved.items;
  if (resolved.properties && Object.hasOwn(resolved.properties, step)) return resolved.properties[step];
  if (typeof resolved.additionalProperties === 'object') return resolved.additionalProperties;
  for (const branch of resolved.anyOf ?? []) {
    const found = stepInto(branch, step, root);
    if (found) return found;
  }
  return undefined;
}

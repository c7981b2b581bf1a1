import * as fc from 'fast-check';

/** As much of JSON Schema 2020-12 as `schemas/` use. */
export interface Schema {
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, Schema>>;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly type?: string;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly items?: Schema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly propertyNames?: Schema;
  readonly minProperties?: number;
  readonly maxProperties?: number;
}

/** What somebody who walks knows better than the schema. Whatever is not named here is made as the schema says. */
export interface Narrowing {
  /** `spec.deletion.policy`, or the name of one of `$defs` → what is made instead. */
  readonly instead?: Readonly<Record<string, fc.Arbitrary<unknown>>>;
  /** Optional members that are there once in so many times; the others every other time. */
  readonly onceIn?: Readonly<Record<string, number>>;
}

/** Words that say nothing about which values there are. */
const remarks = new Set(['$schema', '$id', '$defs', 'title', 'description', 'default', 'examples']);
const understood = new Set(
  '$ref const enum anyOf oneOf type pattern minLength maxLength minimum maximum items minItems maxItems properties required additionalProperties propertyNames minProperties maxProperties'.split(
    ' ',
  ),
);

/** Makes whatever a schema allows, so that a new member of it is walked through without anybody thinking of it. */
export function arbitraryOf(root: Schema, { instead = {}, onceIn = {} }: Narrowing = {}): fc.Arbitrary<unknown> {
  function make(schema: Schema, path: string): fc.Arbitrary<unknown> {
    const known = instead[path];
    if (known !== undefined) return known;
    // What is not understood would be left out of every walk, and nobody would notice.
    for (const word of Object.keys(schema))
      if (!remarks.has(word) && !understood.has(word)) throw new Error(`${path}: "${word}" is not understood here`);
    const { $ref, anyOf, oneOf } = schema;
    if ($ref !== undefined) {
      const [name, target] = resolveRef(root, $ref);
      return instead[name] ?? make(target, path);
    }
    if ('const' in schema) return fc.constant(schema.const);
    if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
    const ways = anyOf ?? oneOf;
    if (ways !== undefined) return fc.oneof(...ways.map((way) => make(way, path)));
    switch (schema.type ?? 'nothing') {
      case 'string':
        return makeText(schema);
      case 'integer':
        return fc.integer({
          ...(schema.minimum !== undefined && { min: schema.minimum }),
          ...(schema.maximum !== undefined && { max: schema.maximum }),
        });
      case 'boolean':
        return fc.boolean();
      case 'array':
        return fc.array(make(schema.items ?? {}, `${path}[]`), {
          ...(schema.minItems !== undefined && { minLength: schema.minItems }),
          ...(schema.maxItems !== undefined && { maxLength: schema.maxItems }),
        });
      case 'object':
        return schema.properties === undefined ? makeDictionary(schema, path) : makeRecord(schema, path);
      default:
        throw new Error(`${path}: nothing is made of type ${schema.type}`);
    }
  }

  function makeRecord(schema: Schema, path: string): fc.Arbitrary<unknown> {
    if (schema.additionalProperties !== false) throw new Error(`${path}: members that are not named are not made`);
    const members = Object.entries(schema.properties ?? {}).map(([name, member]) => {
      const place = path === '' ? name : `${path}.${name}`;
      const value = make(member, place).map((made) => ({ [name]: made }));
      if (schema.required?.includes(name) === true) return value;
      const others = { weight: (onceIn[place] ?? 2) - 1, arbitrary: fc.constant({}) };
      return fc.oneof({ withCrossShrink: true }, others, { weight: 1, arbitrary: value });
    });
    const { minProperties = 0 } = schema;
    return fc
      .tuple(...members)
      .map((parts): Record<string, unknown> => Object.assign({}, ...parts) as Record<string, unknown>)
      .filter((made) => Object.keys(made).length >= minProperties);
  }

  function makeText({ pattern, minLength = 0, maxLength = Infinity }: Schema): fc.Arbitrary<string> {
    const made = pattern === undefined ? fc.string() : fc.stringMatching(new RegExp(pattern, 'u'));
    return made.filter(({ length }) => length >= minLength && length <= maxLength);
  }

  function makeDictionary(schema: Schema, path: string): fc.Arbitrary<unknown> {
    const { additionalProperties: values, propertyNames: names } = schema;
    if (typeof values !== 'object' || names === undefined)
      throw new Error(`${path}: of this dictionary nothing is known`);
    return fc.dictionary(make(names, `${path}.*`) as fc.Arbitrary<string>, make(values, `${path}.*`), {
      ...(schema.minProperties !== undefined && { minKeys: schema.minProperties }),
      ...(schema.maxProperties !== undefined && { maxKeys: schema.maxProperties }),
    });
  }
  return make(root, '');
}

/** Every member that a schema names, as `spec.deletion.policy`. */
export function membersOf(root: Schema): readonly string[] {
  const from = (schema: Schema, path: string): readonly string[] => {
    if (schema.$ref !== undefined) return from(resolveRef(root, schema.$ref)[1], path);
    const ways = [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.items ? [schema.items] : [])];
    const own = Object.entries(schema.properties ?? {}).flatMap(([name, member]) => {
      const place = path === '' ? name : `${path}.${name}`;
      return [place, ...from(member, place)];
    });
    return [...own, ...ways.flatMap((way) => from(way, path))];
  };
  return from(root, '');
}

function resolveRef(root: Schema, ref: string): readonly [string, Schema] {
  const name = ref.replace('#/$defs/', '');
  const target = root.$defs?.[name];
  if (target === undefined) throw new Error(`nothing stands at ${ref}`);
  return [name, target];
}

// Written by scripts/build-validators.mjs from schemas/controller.schema.json. Do not edit.
import type { FieldSchema, SchemaError } from '../../yaml/field-schema.ts';

/** Changes with the schema and with the version of the YAML reader: what was read under another one is read again. */
export declare const schemaVersion: string;
export declare const schema: FieldSchema;
/** Everything that the schema has against the value; empty when it is valid. */
export declare function validate(value: unknown): readonly SchemaError[];

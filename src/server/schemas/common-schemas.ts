/** JSON Schemas of what the API says: answers are written by them, and the OpenAPI document is made of them. */

export const time = { type: 'string', format: 'date-time', description: 'ISO 8601, UTC' } as const;
export const text = { type: 'string' } as const;
export const count = { type: 'integer', minimum: 0 } as const;
export const flag = { type: 'boolean' } as const;
export const ms = { type: 'number', minimum: 0, description: 'milliseconds' } as const;
export const vdcName = { type: 'string', minLength: 1, maxLength: 63, description: 'the name of a VDC' } as const;

/** An object that has all of `required`, may have `optional`, and says nothing besides. */
export function object(required: Properties, optional: Properties = {}) {
  return {
    type: 'object',
    properties: { ...required, ...optional },
    required: Object.keys(required),
    additionalProperties: false,
  } as const;
}

export function listOf(items: object) {
  return { type: 'array', items } as const;
}

export function oneOf(...words: readonly string[]) {
  return { type: 'string', enum: words } as const;
}

type Properties = Readonly<Record<string, object>>;

export const changeSchema = {
  $id: 'FieldChange',
  description: 'One field, before and after, in the words and units of the spec.',
  ...object({ field: text, before: fieldValue(), after: fieldValue() }),
};

function fieldValue() {
  // The list first: where text would do, the serialiser makes text of a list.
  return { type: ['array', 'string', 'number', 'null'], items: text } as const;
}

export const errorSchema = {
  $id: 'Error',
  description: 'What is wrong, why it matters, what to do. The code never changes its meaning (docs/errors.md).',
  ...object({ error: object({ code: text, message: text }, { leader: { ...text, description: 'who acts instead' } }) }),
};

import { text, time } from './common-schemas.ts';

export const eventSchema = {
  $id: 'Event',
  description:
    'The data of one event. `kind` is also its name in the stream; docs/api.md lists what each kind carries.',
  type: 'object',
  properties: { at: time, kind: text, pass: { $ref: 'Pass#' } },
  required: ['at', 'kind'],
  additionalProperties: true,
} as const;

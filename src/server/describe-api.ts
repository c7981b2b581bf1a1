import fastifySwagger from '@fastify/swagger';
import type { FastifyInstance } from 'fastify';
import { changeSchema, errorSchema } from './schemas/common-schemas.ts';
import { eventSchema } from './schemas/event-schema.ts';
import { historyRecordSchema } from './schemas/history-schema.ts';
import { planSchema } from './schemas/plan-schema.ts';
import { passSchema, statusSchema } from './schemas/status-schema.ts';
import { vdcSchema } from './schemas/vdc-schema.ts';

const SCHEMAS = [
  changeSchema,
  errorSchema,
  eventSchema,
  historyRecordSchema,
  passSchema,
  planSchema,
  statusSchema,
  vdcSchema,
];

/** The OpenAPI document grows out of the schemas by which requests are checked and answers are written. Before the routes. */
export async function describeApi(app: FastifyInstance, version: string): Promise<void> {
  for (const schema of SCHEMAS) app.addSchema(schema);
  await app.register(fastifySwagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'vdc',
        version,
        description: 'The daemon that makes Windows Azure Pack what the specs say. See docs/api.md.',
      },
      components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
      security: [{ token: [] }],
    },
    refResolver: {
      buildLocalReference: (schema, _base, _fragment, index) =>
        typeof schema['$id'] === 'string' ? schema['$id'] : `schema-${index}`,
    },
  });
}

import type { FastifyInstance } from 'fastify';
import { answer, answers } from '../schemas/answers.ts';

export function addOpenapiRoute(app: FastifyInstance): void {
  app.get(
    '/api/v1/openapi.json',
    {
      schema: {
        operationId: 'getOpenapi',
        summary: 'This API, described in OpenAPI 3.1',
        response: answers({ 200: answer('The document.', { type: 'object', additionalProperties: true }) }),
      },
    },
    async () => app.swagger(),
  );
}

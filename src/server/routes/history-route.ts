import type { FastifyInstance } from 'fastify';
import { historyFace } from '../faces/history-face.ts';
import { answer, answers } from '../schemas/answers.ts';
import { listOf, object, vdcName } from '../schemas/common-schemas.ts';
import type { ServerContext } from '../server-context.ts';

export function addHistoryRoute(app: FastifyInstance, { door }: ServerContext): void {
  app.get<{ Querystring: { vdc?: string; limit: number } }>(
    '/api/v1/history',
    {
      schema: {
        operationId: 'getHistory',
        summary: 'What was done, newest first',
        querystring: {
          type: 'object',
          properties: {
            vdc: { ...vdcName, description: 'only of this VDC' },
            limit: { type: 'integer', minimum: 1, maximum: 1000, default: 50 },
          },
          additionalProperties: false,
        },
        response: answers(
          { 200: answer('At most `limit` records.', object({ history: listOf({ $ref: 'HistoryRecord#' }) })) },
          [400],
        ),
      },
    },
    async ({ query: { vdc, limit } }) => {
      const records = await door.readHistory({ limit, ...(vdc !== undefined && { vdc }) });
      return { history: records.map(historyFace) };
    },
  );
}

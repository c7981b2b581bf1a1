import type { FastifyInstance } from 'fastify';
import { answer, answers } from '../schemas/answers.ts';
import { text } from '../schemas/common-schemas.ts';
import type { ServerContext } from '../server-context.ts';

export function addMetricsRoute(app: FastifyInstance, { door, metrics, now }: ServerContext): void {
  app.get(
    '/metrics',
    {
      schema: {
        operationId: 'getMetrics',
        summary: 'Metrics for Prometheus (docs/metrics.md)',
        response: answers({ 200: answer('In the text format of Prometheus.', text, 'text/plain') }),
      },
    },
    async (_request, reply) => reply.type(metrics.contentType).send(await metrics.scrape(door, now())),
  );
}

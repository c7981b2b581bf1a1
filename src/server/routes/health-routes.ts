import type { FastifyInstance } from 'fastify';
import { answer, answers, type Answers } from '../schemas/answers.ts';
import { flag, listOf, object, text } from '../schemas/common-schemas.ts';
import type { ServerContext } from '../server-context.ts';

const alive = object({ alive: flag });
const health: Answers = {
  200: answer('It turns.', alive),
  503: answer('It is stuck: restart the daemon.', alive),
};
const ready = object({ ready: flag, reasons: listOf(text) });

/** For whoever restarts us, and for whoever sends us work. */
export function addHealthRoutes(app: FastifyInstance, { door }: ServerContext): void {
  app.get(
    '/healthz',
    {
      exposeHeadRoute: true,
      config: { isOpen: true },
      schema: {
        operationId: 'getHealth',
        summary: 'Whether the loop still turns; without the token',
        security: [],
        response: health,
      },
    },
    async (_request, reply) => {
      const isAlive = door.isAlive();
      return reply.code(isAlive ? 200 : 503).send({ alive: isAlive });
    },
  );
  app.get(
    '/readyz',
    {
      schema: {
        operationId: 'getReadiness',
        summary: 'Whether the daemon is of use, and why not',
        response: answers({ 200: answer('It is.', ready), 503: answer('It is not, for these reasons.', ready) }),
      },
    },
    async (_request, reply) => {
      const { isReady, reasons } = door.readiness();
      return reply.code(isReady ? 200 : 503).send({ ready: isReady, reasons });
    },
  );
}

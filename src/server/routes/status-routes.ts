import type { FastifyInstance } from 'fastify';
import { ControllerError } from '../../model/controller-error.ts';
import { statusFace } from '../faces/status-face.ts';
import { answer, answers } from '../schemas/answers.ts';
import type { ServerContext } from '../server-context.ts';

export function addStatusRoutes(app: FastifyInstance, { door }: ServerContext): void {
  app.get(
    '/api/v1/status',
    {
      schema: {
        operationId: 'getStatus',
        summary: 'What the daemon says of itself',
        response: answers({ 200: answer('The daemon, now.', { $ref: 'Status#' }) }),
      },
    },
    async () => statusFace(door.status()),
  );
  app.get(
    '/api/v1/plan',
    {
      schema: {
        operationId: 'getRefusedPlan',
        summary: 'The unsafe plan that waits for approval',
        response: answers({ 200: answer('The whole of it.', { $ref: 'Plan#' }) }, [404]),
      },
    },
    async () => {
      const { refused } = door.status();
      if (refused !== undefined) return refused;
      throw new ControllerError(
        'NO_PLAN_REFUSED',
        'No plan waits for approval, so there is none to show. What would be done now, `vdc plan` shows.',
      );
    },
  );
}

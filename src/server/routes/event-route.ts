import type { FastifyInstance } from 'fastify';
import { ControllerError } from '../../model/controller-error.ts';
import { SECURITY_HEADERS } from '../guard/security-headers.ts';
import { answer, answers } from '../schemas/answers.ts';
import { text } from '../schemas/common-schemas.ts';
import type { ServerContext } from '../server-context.ts';

export function addEventRoute(app: FastifyInstance, { events }: ServerContext): void {
  app.get<{ Headers: { 'last-event-id'?: string } }>(
    '/api/v1/events',
    {
      schema: {
        operationId: 'listenToEvents',
        summary: 'What happens, as it happens: server-sent events, whose data is an `Event`',
        headers: {
          type: 'object',
          properties: {
            'last-event-id': {
              ...text,
              description: 'the last one that was read: those behind it follow, or a `reset`',
            },
          },
        },
        response: answers({ 200: answer('A stream that does not end by itself.', text, 'text/event-stream') }),
      },
    },
    async (request, reply) => {
      if (!events.hasRoom())
        throw new ControllerError(
          'EVENTS_TOO_MANY',
          'As many listen to events as the server can feed. Close streams that nobody reads, then come back.',
          { retry: 'later' },
        );
      reply.hijack();
      reply.raw.writeHead(200, {
        ...SECURITY_HEADERS,
        'content-type': 'text/event-stream; charset=utf-8',
        // nginx would gather events otherwise.
        'x-accel-buffering': 'no',
      });
      events.attach(reply.raw, request.headers['last-event-id']);
    },
  );
}

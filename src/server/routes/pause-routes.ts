import type { FastifyInstance } from 'fastify';
import { ControllerError } from '../../model/controller-error.ts';
import { isoTime } from '../faces/iso-time.ts';
import { requestInvalid } from '../refusals.ts';
import { answer, answers } from '../schemas/answers.ts';
import { object, text, time, vdcName } from '../schemas/common-schemas.ts';
import { writtenText } from '../schemas/written-text.ts';
import type { ServerContext } from '../server-context.ts';

interface PauseBody {
  readonly reason: string;
  readonly by: string;
  readonly until?: string;
}

const params = object({ name: vdcName });

/** Our attention to a VDC, ended and resumed: the customer notices nothing. */
export function addPauseRoutes(app: FastifyInstance, { door, now }: ServerContext): void {
  app.put<{ Params: { name: string }; Body: PauseBody }>(
    '/api/v1/vdcs/:name/pause',
    {
      schema: {
        operationId: 'pauseVdc',
        summary: 'Leave a VDC alone until somebody ends the pause, or until a time; replaces the pause before',
        params,
        body: object(
          { reason: writtenText(500, 'why'), by: writtenText(200, 'who wants it') },
          { until: { ...time, description: 'ends by itself at this time; ISO 8601' } },
        ),
        response: answers(
          { 200: answer('Paused.', object({ vdc: vdcName, reason: text, by: text }, { until: time })) },
          [400, 404, 413, 415],
        ),
      },
    },
    async ({ params: { name }, body: { reason, by, until } }) => {
      const untilMs = until === undefined ? undefined : readUntil(until, now());
      await door.pause(name, { reason, by, ...(untilMs !== undefined && { untilMs }) });
      return { vdc: name, reason, by, ...(untilMs !== undefined && { until: isoTime(untilMs) }) };
    },
  );
  app.delete<{ Params: { name: string } }>(
    '/api/v1/vdcs/:name/pause',
    {
      schema: {
        operationId: 'unpauseVdc',
        summary: 'End the pause of a VDC',
        params,
        response: answers({ 204: { description: 'Looked after again.', type: 'null' } }, [400, 404]),
      },
    },
    async ({ params: { name } }, reply) => {
      if (await door.unpause(name)) return reply.code(204).send();
      throw new ControllerError(
        'VDC_NOT_PAUSED',
        `${name} is not paused by command, so there is nothing to end. A pause in its spec ends there.`,
      );
    },
  );
}

function readUntil(until: string, nowMs: number): number {
  const untilMs = Date.parse(until);
  if (untilMs > nowMs) return untilMs;
  throw requestInvalid('`until` is in the past, so the VDC would not be paused at all');
}

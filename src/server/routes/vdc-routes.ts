import type { FastifyInstance } from 'fastify';
import type { VdcStatus } from '../../state/state-store.ts';
import { vdcFace } from '../faces/vdc-face.ts';
import { vdcUnknown } from '../refusals.ts';
import { answer, answers } from '../schemas/answers.ts';
import { listOf, object, vdcName } from '../schemas/common-schemas.ts';
import { readyWord } from '../schemas/vdc-schema.ts';
import type { ServerContext } from '../server-context.ts';

export function addVdcRoutes(app: FastifyInstance, { door }: ServerContext): void {
  app.get<{ Querystring: { ready?: readonly VdcStatus['ready'][] } }>(
    '/api/v1/vdcs',
    {
      schema: {
        operationId: 'listVdcs',
        summary: 'The last that is known of every VDC',
        querystring: {
          type: 'object',
          properties: { ready: { ...listOf(readyWord), description: 'only these; may be given several times' } },
          additionalProperties: false,
        },
        response: answers(
          { 200: answer('In the order of their names.', object({ vdcs: listOf({ $ref: 'Vdc#' }) })) },
          [400],
        ),
      },
    },
    async ({ query }) => {
      const statuses = await door.readStatuses();
      const wanted = query.ready;
      const shown = wanted === undefined ? statuses : statuses.filter(({ ready }) => wanted.includes(ready));
      return { vdcs: shown.map(vdcFace) };
    },
  );
  app.get<{ Params: { name: string } }>(
    '/api/v1/vdcs/:name',
    {
      schema: {
        operationId: 'getVdc',
        summary: 'The last that is known of one VDC',
        params: object({ name: vdcName }),
        response: answers({ 200: answer('The VDC.', { $ref: 'Vdc#' }) }, [400, 404]),
      },
    },
    async ({ params: { name } }) => {
      const [status] = await door.readStatuses([name]);
      if (status === undefined) throw vdcUnknown(name);
      return vdcFace(status);
    },
  );
}

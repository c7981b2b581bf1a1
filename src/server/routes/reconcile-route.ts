import type { FastifyInstance } from 'fastify';
import { ControllerError } from '../../model/controller-error.ts';
import { vdcFace } from '../faces/vdc-face.ts';
import { goneSignal } from '../gone-signal.ts';
import { serverStopping } from '../refusals.ts';
import { answer, answers } from '../schemas/answers.ts';
import { object, vdcName } from '../schemas/common-schemas.ts';
import type { ServerContext } from '../server-context.ts';

/** Answers when exactly this request was handled, however long that takes: whoever hangs up no longer waits. */
export function addReconcileRoute(app: FastifyInstance, { door, stopping }: ServerContext): void {
  app.post<{ Params: { name: string } }>(
    '/api/v1/vdcs/:name/reconcile',
    {
      schema: {
        operationId: 'reconcileVdc',
        summary: 'Look at a VDC now, and answer when exactly this request was handled',
        params: object({ name: vdcName }),
        response: answers({ 200: answer('What has become of it.', { $ref: 'Vdc#' }) }, [400, 404]),
      },
    },
    async (request, reply) => {
      const { role, leader } = door.status();
      if (role === 'standby')
        throw new ControllerError(
          'DAEMON_STANDBY',
          `This daemon only stands by, so nothing would come of it. ${leader === undefined ? 'Ask the one that acts' : `Ask the one that acts: ${leader}`}.`,
        );
      const signal = AbortSignal.any([goneSignal(reply), stopping]);
      try {
        return vdcFace(await door.reconcile(request.params.name, signal));
      } catch (error) {
        if (stopping.aborted) throw serverStopping();
        throw error;
      }
    },
  );
}

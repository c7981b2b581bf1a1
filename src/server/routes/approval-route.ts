import type { FastifyInstance } from 'fastify';
import { answer, answers } from '../schemas/answers.ts';
import { object, text } from '../schemas/common-schemas.ts';
import { writtenText } from '../schemas/written-text.ts';
import type { ServerContext } from '../server-context.ts';

export function addApprovalRoute(app: FastifyInstance, { door }: ServerContext): void {
  app.post<{ Body: { fingerprint: string; by: string } }>(
    '/api/v1/approvals',
    {
      schema: {
        operationId: 'approve',
        summary: 'Approve the plan that is refused as unsafe, or the revision to which a branch was rewound',
        body: object({
          fingerprint: writtenText(200, 'of the plan, or the revision'),
          by: writtenText(200, 'who has looked and means it'),
        }),
        response: answers(
          { 201: answer('Approved: a pass begins.', object({ fingerprint: text, by: text })) },
          [400, 404, 413, 415],
        ),
      },
    },
    async ({ body: { fingerprint, by } }, reply) => {
      await door.approve(fingerprint, by);
      return reply.code(201).send({ fingerprint, by });
    },
  );
}

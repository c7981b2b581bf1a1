import type { FastifyInstance } from 'fastify';
import { ControllerError } from '../../model/controller-error.ts';
import { routeUnknown } from '../refusals.ts';
import { answer, answers } from '../schemas/answers.ts';
import { flag, object } from '../schemas/common-schemas.ts';
import type { ServerContext } from '../server-context.ts';
import { isAuthentic } from '../webhook/is-authentic.ts';
import { pushedBranches } from '../webhook/pushed-branches.ts';

const LARGEST_DELIVERY = 1024 * 1024;

/** A forge says that there is something new. It is believed that it says so, and nothing of what it says. */
export async function addWebhookRoute(app: FastifyInstance, context: ServerContext): Promise<void> {
  const { door, webhookSecret, branch } = context;
  // In a scope of its own: here a body is its bytes, over which the signature goes.
  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(
      '*',
      { parseAs: 'buffer', bodyLimit: LARGEST_DELIVERY },
      async (_request: unknown, body: Buffer) => body,
    );
    scope.post<{ Body: Buffer | undefined }>(
      '/webhook',
      {
        bodyLimit: LARGEST_DELIVERY,
        config: { isOpen: true },
        schema: {
          operationId: 'hearOfPush',
          summary: 'For GitHub, GitLab, Gitea, Forgejo and Bitbucket: look at the source now (docs/api.md)',
          security: [],
          response: answers(
            {
              202: answer('Heard; false where only other branches were pushed.', object({ heard: flag })),
              401: answer('It is not signed with the secret.', { $ref: 'Error#' }),
            },
            [404, 413],
          ),
        },
        async onRequest(request) {
          if (webhookSecret === undefined) throw routeUnknown(request.method, '/webhook');
        },
      },
      async ({ headers, body = Buffer.alloc(0) }, reply) => {
        if (webhookSecret === undefined || !isAuthentic(headers, body, webhookSecret))
          throw new ControllerError('WEBHOOK_REFUSED', 'The delivery is not signed with the secret of this webhook.');
        const branches = pushedBranches(body);
        const heard = branch === undefined || branches.length === 0 || branches.includes(branch);
        if (heard) door.sourceHeard();
        return reply.code(202).send({ heard });
      },
    );
  });
}

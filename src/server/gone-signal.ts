import type { FastifyReply } from 'fastify';

/** Aborted when whoever asked has hung up before the answer. */
export function goneSignal(reply: FastifyReply): AbortSignal {
  const gone = new AbortController();
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) gone.abort(new Error('whoever asked has hung up'));
  });
  return gone.signal;
}

import type { FastifyInstance } from 'fastify';
import { serverStopping } from '../refusals.ts';
import { checkBrowser } from './check-browser.ts';
import { checkToken } from './check-token.ts';
import { SECURITY_HEADERS } from './security-headers.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Anybody may ask: what it says is harmless, or it is guarded otherwise. */
    readonly isOpen?: boolean;
  }
}

export interface Guard {
  readonly token?: string;
  readonly stopping: AbortSignal;
}

/** Stands before every route, also before those that do not exist, and before any body is read. */
export function guardRequests(app: FastifyInstance, { token, stopping }: Guard): void {
  app.addHook('onRequest', async (request, reply) => {
    void reply.headers(SECURITY_HEADERS);
    if (stopping.aborted) throw serverStopping();
    if (request.routeOptions.config.isOpen === true) return;
    if (token === undefined) checkBrowser(request);
    else checkToken(request, token);
  });
}

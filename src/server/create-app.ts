import fastify, { type FastifyInstance } from 'fastify';
import { answerBrokenRequest } from './answer-broken-request.ts';
import { answerError } from './answer-error.ts';
import { describeApi } from './describe-api.ts';
import { guardRequests } from './guard/guard-requests.ts';
import { requestInvalid, routeUnknown } from './refusals.ts';
import { addApprovalRoute } from './routes/approval-route.ts';
import { addEventRoute } from './routes/event-route.ts';
import { addHealthRoutes } from './routes/health-routes.ts';
import { addHistoryRoute } from './routes/history-route.ts';
import { addMetricsRoute } from './routes/metrics-route.ts';
import { addOpenapiRoute } from './routes/openapi-route.ts';
import { addPauseRoutes } from './routes/pause-routes.ts';
import { addReconcileRoute } from './routes/reconcile-route.ts';
import { addStatusRoutes } from './routes/status-routes.ts';
import { addVdcRoutes } from './routes/vdc-routes.ts';
import { addWebhookRoute } from './routes/webhook-route.ts';
import type { ServerContext } from './server-context.ts';

/** What a request may cost before anybody has looked at it. */
const LIMITS = {
  bodyLimit: 64 * 1024,
  requestTimeout: 30_000,
  keepAliveTimeout: 10_000,
  http: { maxHeaderSize: 16 * 1024, headersTimeout: 10_000, connectionsCheckingInterval: 5_000 },
} as const;

/** Every route behind one guard, every failure in one shape. Listens to nothing yet. */
export async function createApp(context: ServerContext): Promise<FastifyInstance> {
  const app = fastify({
    ...LIMITS,
    routerOptions: { maxParamLength: 200 },
    exposeHeadRoutes: false,
    // The guard says so in our own words.
    return503OnClosing: false,
    // A member that nobody knows is refused rather than passed over.
    ajv: { customOptions: { removeAdditional: false } },
    clientErrorHandler: answerBrokenRequest,
    frameworkErrors: (error, _request, reply) => {
      void answerError(requestInvalid(error.message, error), reply, context);
    },
  });
  takeEmptyBodies(app);
  app.setErrorHandler((error, _request, reply) => answerError(error, reply, context));
  app.setNotFoundHandler((request, reply) =>
    answerError(routeUnknown(request.method, request.url.split('?', 1)[0] ?? ''), reply, context),
  );
  guardRequests(app, context);
  await describeApi(app, context.version);
  addHealthRoutes(app, context);
  addMetricsRoute(app, context);
  addStatusRoutes(app, context);
  addVdcRoutes(app, context);
  addHistoryRoute(app, context);
  addApprovalRoute(app, context);
  addPauseRoutes(app, context);
  addReconcileRoute(app, context);
  addEventRoute(app, context);
  addOpenapiRoute(app);
  await addWebhookRoute(app, context);
  return app;
}

/** Many clients say that a body is JSON where there is none. Where one is needed, its absence is told anyway. */
function takeEmptyBodies(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error');
  app.addContentTypeParser<string>('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body === '') done(null, undefined);
    else void parse(request, body, done);
  });
}

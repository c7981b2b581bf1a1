import { readFault } from '../faults/fault-rule.ts';
import { badRequest, notFound } from '../http/refusal.ts';
import type { Route } from '../http/router.ts';
import type { ControlCall, ControlHandler } from './control-context.ts';
import { done, read, write } from './control-route.ts';
import { accountRoutes } from './account-routes.ts';
import { mailRoutes } from './mail-routes.ts';
import { vmRoutes } from './vm-routes.ts';
import { viewPlan, viewSubscription, viewUser } from './control-views.ts';
import { pageOf, readWish } from './list-view.ts';
import { readControlBody } from './read-control-body.ts';

/** Reading is free on the loopback, changing wants the token. */
export const controlRoutes: readonly Route<ControlHandler>[] = [
  read('/control', overview),
  read('/control/users', ({ context, query }) =>
    pageOf(
      context.world.users.rows,
      readWish(query),
      ({ name }) => name,
      (user) => viewUser(user, context.world),
    ),
  ),
  read('/control/plans', ({ context, query }) =>
    pageOf(
      context.world.plans.rows,
      readWish(query),
      ({ id, displayName }) => `${id} ${displayName}`,
      (plan) => viewPlan(plan, context.world),
    ),
  ),
  read('/control/subscriptions', ({ context, query }) => {
    const now = context.clock.now();
    context.world.settle(now);
    const { rows } = context.world.subscriptions;
    return pageOf(
      rows,
      readWish(query),
      ({ id, name, owner }) => `${id} ${name} ${owner}`,
      (row) => viewSubscription(row, context, now),
    );
  }),
  ...vmRoutes,
  ...accountRoutes,
  ...mailRoutes,
  read('/control/orphans', ({ context }) => context.world.orphans),
  read('/control/faults', ({ context }) => context.faults.list()),
  read('/control/knobs', ({ context }) => context.knobs.all()),
  read('/control/clock', clockState),
  read('/control/requests', ({ context, query }) => ({
    ...context.requests.counts(),
    recent: context.requests.recent(readWish(query, '', 100).take),
  })),
  write('POST', '/control/subscriptions/{id}/suspend', ({ context, params }) =>
    done(context.byHand.suspend(params[0] ?? '')),
  ),
  write('POST', '/control/subscriptions/{id}/activate', ({ context, params }) =>
    done(context.byHand.activate(params[0] ?? '')),
  ),
  write('POST', '/control/subscriptions/{id}/delete', ({ context, params, body }) => {
    const { isForced } = readControlBody(body, { force: 'flag' }, ({ force }) => ({ isForced: force === 'true' }));
    return done(context.byHand.deleteSubscription(params[0] ?? '', { force: isForced }));
  }),
  write('POST', '/control/subscriptions/{id}/use', setUse),
  write('POST', '/control/plans/{id}/limits', setLimits),
  write('POST', '/control/wap', ({ context, body }) => {
    const wish = readControlBody(body, { method: 'text', path: 'text', body: 'json' }, (members) => members);
    return context.byHand.request(
      (wish.method ?? 'GET').toUpperCase(),
      wish.path ?? '/',
      wish.body === undefined ? undefined : (JSON.parse(wish.body) as unknown),
    );
  }),
  write('POST', '/control/faults', addFault),
  write('DELETE', '/control/faults/{id}', ({ context, params }) => {
    if (!context.faults.remove(Number(params[0]))) throw notFound(`The fault ${params[0] ?? ''}`);
    return context.faults.list();
  }),
  write('DELETE', '/control/faults', ({ context }) => (context.faults.clear(), context.faults.list())),
  write('PUT', '/control/knobs', setKnobs),
  write('POST', '/control/clock', turnClock),
  write('PUT', '/control/latency', ({ context, body }) => {
    context.latency.set(readControlBody(body, { ms: 'count' }, ({ ms }) => Number(ms ?? 0)));
    return overview({ context, body, params: [], query: new Map() });
  }),
  write('POST', '/control/expire-tokens', ({ context }) => done(context.expireTokens())),
  write('DELETE', '/control/requests', ({ context }) => done(context.requests.reset())),
  write('POST', '/control/reset', ({ context }) => done(context.reset())),
];

function overview({ context }: ControlCall): unknown {
  const { world, requests, latency, faults } = context;
  return {
    urls: context.urls(),
    clock: clockState({ context, params: [], query: new Map(), body: undefined }),
    latencyMs: latency.get(),
    users: world.users.size,
    plans: world.plans.size,
    addOns: world.addOns.size,
    subscriptions: world.subscriptions.size,
    vms: world.vms.size,
    accounts: context.accountsByHand.records().length,
    mails: context.mails.list().length,
    faults: faults.list().length,
    requests: requests.counts().total,
  };
}

function clockState({ context: { clock } }: ControlCall): unknown {
  return { now: new Date(clock.now()).toISOString(), offsetMs: clock.offsetMs, rate: clock.rate };
}

function setUse({ context, params, body }: ControlCall): unknown {
  const shape = { vmCount: 'count', cpuCount: 'count', memoryMb: 'count', storageGb: 'count' } as const;
  const use = readControlBody(body, shape, (members) =>
    Object.fromEntries(Object.entries(members).map(([name, value]) => [name, Number(value)])),
  );
  if (context.world.subscriptions.get(params[0] ?? '') === undefined)
    throw notFound(`The subscription ${params[0] ?? ''}`);
  return done(context.byHand.setUse(params[0] ?? '', use));
}

/** Unnamed limits stay; an empty text is unlimited. */
function setLimits({ context, params, body }: ControlCall): unknown {
  const plan = context.world.plans.get(params[0] ?? '');
  if (plan === undefined) throw notFound(`The plan ${params[0] ?? ''}`);
  const before = viewPlan(plan, context.world).limits;
  if (before === null) throw badRequest(`The plan ${plan.id} has no readable limits of VM clouds.`);
  const shape = { vms: 'limit', cpus: 'limit', memoryMb: 'limit', storageGb: 'limit' } as const;
  const asText = (limit: number | null): string => (limit === null ? '' : String(limit));
  const limits = readControlBody(body, shape, (wish) => ({
    vms: wish.vms ?? asText(before.vmCount),
    cpus: wish.cpus ?? asText(before.cpuCount),
    memoryMb: wish.memoryMb ?? asText(before.memoryMb),
    storageGb: wish.storageGb ?? asText(before.storageGb),
  }));
  return done(context.byHand.setLimits(plan.id, limits));
}

/** `{name, probability, count, after, route, …parameters}`, all but the name optional. */
function addFault({ context, body }: ControlCall): unknown {
  if (body === null || typeof body !== 'object') throw badRequest('The body must be a JSON object.');
  const { name, ...others } = body as Readonly<Record<string, unknown>>;
  const pairs = Object.entries(others).filter(([, value]) => value !== '' && value !== null);
  const parsed = readFault(String(name), new Map(pairs.map(([key, value]) => [key, String(value)])));
  if ('problem' in parsed) throw badRequest(parsed.problem);
  context.faults.add(parsed.rule);
  return context.faults.list();
}

/** All or nothing. */
function setKnobs({ context, body }: ControlCall): unknown {
  if (body === null || typeof body !== 'object') throw badRequest('The body must be a JSON object.');
  const wishes = Object.entries(body).map(([name, value]) => [name, String(value)] as const);
  const problems = wishes.flatMap(([name, value]) => context.knobs.check(name, value) ?? []);
  if (problems.length > 0) throw badRequest(problems.join('; '));
  for (const [name, value] of wishes) context.knobs.setText(name, value);
  return context.knobs.all();
}

function turnClock(call: ControlCall): unknown {
  const { clock } = call.context;
  const wish = readControlBody(call.body, { advanceMs: 'count', rate: 'count', freeze: 'flag' }, (members) => members);
  if (wish.advanceMs !== undefined) clock.advance(Number(wish.advanceMs));
  if (wish.rate !== undefined) clock.run(Number(wish.rate));
  if (wish.freeze === 'true') clock.freeze();
  if (wish.freeze === 'false') clock.run();
  return clockState(call);
}

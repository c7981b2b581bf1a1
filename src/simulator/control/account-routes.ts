import { badRequest } from '../http/refusal.ts';
import type { Route } from '../http/router.ts';
import type { ControlHandler } from './control-context.ts';
import { done, read, write } from './control-route.ts';
import { pageOf, readWish } from './list-view.ts';
import { readControlBody } from './read-control-body.ts';

/** The customers' accounts of the directory, by `objectGUID`. */
export const accountRoutes: readonly Route<ControlHandler>[] = [
  read('/control/accounts', ({ context: { accountsByHand }, query }) =>
    pageOf(
      accountsByHand.list(),
      readWish(query),
      ({ id, dn, upn }) => `${id} ${dn} ${upn}`,
      (account) => account,
    ),
  ),
  write('POST', '/control/accounts/{id}/enable', ({ context, params }) =>
    done(context.accountsByHand.enable(params[0] ?? '')),
  ),
  write('POST', '/control/accounts/{id}/disable', ({ context, params }) =>
    done(context.accountsByHand.disable(params[0] ?? '')),
  ),
  write('POST', '/control/accounts/{id}/unlock', ({ context, params }) =>
    done(context.accountsByHand.unlock(params[0] ?? '')),
  ),
  write('POST', '/control/accounts/{id}/move', ({ context, params, body }) => {
    const to = readControlBody(body, { to: 'text' }, (members) => members.to);
    if (to !== 'former' && to !== 'tenants') throw badRequest('to is former or tenants.');
    return done(context.accountsByHand.move(params[0] ?? '', to));
  }),
  write('POST', '/control/accounts/{id}/email', ({ context, params, body }) => {
    const email = readControlBody(body, { email: 'text' }, (members) => members.email ?? '');
    return done(context.accountsByHand.setEmail(params[0] ?? '', email));
  }),
  write('POST', '/control/accounts/{id}/password', ({ context, params, body }) => {
    const password = readControlBody(body, { password: 'text' }, (members) => members.password ?? '');
    return done(context.accountsByHand.setPassword(params[0] ?? '', password));
  }),
  write('DELETE', '/control/accounts/{id}', ({ context, params }) =>
    done(context.accountsByHand.remove(params[0] ?? '')),
  ),
];

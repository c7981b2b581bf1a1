import type { Finding } from '../yaml/check-fields.ts';
import { closestWord } from '../yaml/closest-word.ts';
import { formatDuration, parseDuration } from '../yaml/kinds/duration.ts';
import { showText } from '../yaml/show-value.ts';
import { type Ask, askOf, found } from './ask.ts';
import { checkAuth } from './check-auth.ts';
import { checkGit } from './check-git.ts';
import { checkMail } from './check-mail.ts';
import { checkSpf } from './check-spf.ts';
import { isLoopback, parseListen } from './kinds/listen.ts';
import { hasPassword, sqlitePath } from './kinds/state-url.ts';

/** What is wrong only when several settings are looked at together. */
export function crossCheck(value: unknown): readonly Finding[] {
  const ask = askOf(value);
  return [
    ...checkAuth(ask),
    ...checkSpf(ask),
    ...checkGit(ask),
    ...checkDefaultPlan(ask),
    ...checkServer(ask),
    ...checkMail(ask),
    ...checkStatePassword(ask),
    ...checkRange(ask, ['reconcile', 'interval'], '1s', '24h'),
    ...checkRange(ask, ['specs', 'git', 'interval'], '1s', '24h'),
    ...checkRange(ask, ['shutdownTimeout'], '0s', '24h'),
  ];
}

function checkDefaultPlan(ask: Ask): readonly Finding[] {
  const name = ask('defaults', 'hostingPlan');
  const plans = ask('hostingPlans');
  if (typeof name !== 'string' || typeof plans !== 'object' || plans === null) return [];
  if (Object.hasOwn(plans, name)) return [];
  const meant = closestWord(name, Object.keys(plans));
  return found(['defaults', 'hostingPlan'], {
    code: 'UNKNOWN_HOSTING_PLAN',
    message: `hostingPlans has no ${showText(name)}, so specs that rely on the default would have nothing to be cut from.`,
    suggestion: meant === undefined ? 'Add it to hostingPlans, or name one that is there.' : `Did you mean "${meant}"?`,
  });
}

function checkServer(ask: Ask): readonly Finding[] {
  const listen = ask('server', 'listen');
  const address = typeof listen === 'string' ? parseListen(listen) : undefined;
  if (address === undefined || isLoopback(address.host) || ask('server', 'token') !== undefined) return [];
  return found(['server', 'listen'], {
    code: 'SERVER_TOKEN_MISSING',
    message: 'The server would be open to other machines, and server.token is not set.',
    suggestion: 'Add `token: { env: VDC_TOKEN }`, or listen on 127.0.0.1.',
  });
}

function checkStatePassword(ask: Ask): readonly Finding[] {
  const url = ask('state', 'url');
  if (typeof url !== 'string') return [];
  if (hasPassword(url))
    return found(['state', 'url'], {
      code: 'STATE_PASSWORD_INLINE',
      message: 'state.url holds the password of the database, and whoever can read this file would have it.',
      suggestion: 'Take it out of the address, write `password: { env: VDC_STATE_PASSWORD }` beside it, and change it.',
    });
  if (ask('state', 'password') === undefined || sqlitePath(url) === undefined) return [];
  return found(['state', 'password'], {
    code: 'STATE_PASSWORD_UNUSED',
    message: 'state.password is of use only with PostgreSQL; a SQLite file has none, and is not encrypted.',
    suggestion: 'Remove it, or write a postgres:// address.',
  });
}

/** Timers hold no more than 24 days, and a busy loop helps nobody. */
function checkRange(ask: Ask, path: readonly string[], least: string, most: string): readonly Finding[] {
  const written = ask(...path);
  const ms = typeof written === 'string' ? parseDuration(written) : undefined;
  if (ms === undefined || (ms >= (parseDuration(least) ?? 0) && ms <= (parseDuration(most) ?? 0))) return [];
  return found(path, {
    code: 'OUT_OF_RANGE',
    message: `${path.join('.')} is ${formatDuration(ms)}; it must be between ${least} and ${most}.`,
  });
}

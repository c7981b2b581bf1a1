import type { Finding } from '../yaml/check-fields.ts';
import { showText } from '../yaml/show-value.ts';
import { type Ask, found } from './ask.ts';

/** A bare name is looked for among the accounts of whatever machine asks, and each try of a wrong one may count against it. */
export function checkSpf(ask: Ask): readonly Finding[] {
  const username = ask('wap', 'spf', 'username');
  if (typeof username !== 'string' || /^[^\\]+\\[^\\]+$|^[^\\@]+@[^\\@]+$/.test(username)) return [];
  return found(['wap', 'spf', 'username'], {
    code: 'SPF_DOMAIN_MISSING',
    message: `wap.spf.username is ${showText(username)}, which does not say whose account it is.`,
    suggestion:
      'Write DOMAIN\\user or user@domain; for an account of the SPF machine itself, the name of that machine as the domain.',
  });
}

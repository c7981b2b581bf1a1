import type { Account } from './accounts.ts';
import { answerPage, type Call, type Page, type Verdict } from './call.ts';
import type { NtlmAcceptor, Scheme } from './ntlm/create-ntlm-acceptor.ts';

const credentials = /^(NTLM|Negotiate)[ ]+([A-Za-z0-9+/]+={0,2})$/iu;

/**
 * Who is logged in on the connection of this call. Undefined when nobody is yet: then the 401 with the next step of the
 * handshake has been sent. The login stays with the connection, and later calls on it need no token.
 */
export function loginByWindows(call: Call, acceptor: NtlmAcceptor, offered: readonly Scheme[]): Account | undefined {
  const connection = call.request.socket;
  const sent = call.request.headers.authorization;
  if (sent === undefined) {
    acceptor.abandon(connection);
    return acceptor.accountOn(connection) ?? refuse(call, offered, { outcome: 'refused', reason: 'no credentials' });
  }
  const [, name = '', token = ''] = credentials.exec(sent) ?? [];
  const scheme = offered.find((each) => each.toLowerCase() === name.toLowerCase());
  if (scheme === undefined) return refuse(call, offered, { outcome: 'refused', reason: 'scheme not offered' });
  const next = acceptor.receive(connection, scheme, Buffer.from(token, 'base64'));
  if (next.kind === 'challenge') return challenge(call, `${scheme} ${next.token.toString('base64')}`);
  if (next.kind === 'refused') {
    const user = next.user === undefined ? {} : { user: next.user };
    return refuse(call, offered, { outcome: 'refused', reason: next.reason, ...user });
  }
  if (next.token !== undefined)
    call.response.setHeader('WWW-Authenticate', `${scheme} ${next.token.toString('base64')}`);
  return next.account;
}

function challenge(call: Call, header: string): undefined {
  answerPage(call, unauthorized(header), { outcome: 'handshake' });
}

function refuse(call: Call, offered: readonly Scheme[], verdict: Verdict): undefined {
  answerPage(call, unauthorized(offered), verdict);
}

function unauthorized(challenge: string | readonly string[]): Page {
  return { status: 401, title: '401 - Unauthorized', headers: { 'WWW-Authenticate': challenge } };
}

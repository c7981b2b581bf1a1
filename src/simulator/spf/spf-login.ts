import type { IncomingMessage } from 'node:http';
import { findWindowsAccount, logOn, readLogonName, type Account } from '../auth/accounts.ts';
import type { AuthKnobs } from '../auth/auth-knobs.ts';
import { createNtlmAcceptor, type NtlmAcceptor, type Scheme } from '../auth/ntlm/create-ntlm-acceptor.ts';
import type { ServerNames } from '../auth/ntlm/challenge-message.ts';
import type { Answer, AnswerHeaders } from '../http/answer.ts';
import type { Welcome } from '../http/simulator-site.ts';
import type { Knobs } from '../knobs/knobs.ts';

export interface SpfLoginOptions {
  /** Shared and mutable. */
  readonly accounts: readonly Account[];
  readonly knobs: Knobs;
  readonly authKnobs: AuthKnobs;
  readonly now: () => number;
  readonly random: () => number;
  readonly certificateDer: Uint8Array;
}

/** Windows login to SPF, by Basic with each request or by NTLM once for a connection (wire: vm-clouds 3). */
export interface SpfLogin {
  readonly welcome: (request: IncomingMessage) => Welcome;
  /** Who came in with this request. */
  readonly accountOf: (request: IncomingMessage) => Account | undefined;
  /** What a 401 offers, each scheme in a line of its own. */
  readonly offers: () => readonly string[];
}

const SERVER: ServerNames = {
  netbiosDomain: 'CORP',
  netbiosComputer: 'SPF',
  dnsDomain: 'corp.example',
  dnsComputer: 'spf.corp.example',
};
const BASIC = 'Basic realm="spf.corp.example"';
const WINDOWS: readonly Scheme[] = ['Negotiate', 'NTLM'];
const CREDENTIALS = /^(Basic|NTLM|Negotiate) +([A-Za-z0-9+/]+={0,2})$/i;

export function createSpfLogin(options: SpfLoginOptions): SpfLogin {
  const { accounts, knobs, authKnobs } = options;
  const cameIn = new WeakMap<IncomingMessage, Account>();
  const acceptor = createNtlmAcceptor({
    ...options,
    names: SERVER,
    extendedProtection: () => authKnobs.windows.extendedProtection,
    lockoutAfter: () => authKnobs.lockoutAfter,
  });
  const isOffered = (kind: 'basic' | 'ntlm'): boolean => ['both', kind].includes(knobs.get('spf-auth'));
  const offers = (): readonly string[] => [
    ...(isOffered('ntlm') ? WINDOWS : []),
    ...(isOffered('basic') ? [BASIC] : []),
  ];
  const step = (outcome: 'handshake' | 'refused', { method = '' }: IncomingMessage, challenges: readonly string[]) => ({
    answer: loginPage(challenges),
    route: `${method} spf-auth ${outcome}`,
  });

  return {
    offers,
    accountOf: (request) => cameIn.get(request),
    welcome(request) {
      const [, name = '', token = ''] = CREDENTIALS.exec(request.headers.authorization ?? '') ?? [];
      const scheme = WINDOWS.find((each) => each.toLowerCase() === name.toLowerCase());
      const tried =
        name.toLowerCase() === 'basic' && isOffered('basic')
          ? byBasic(token, accounts, authKnobs.lockoutAfter)
          : byConnection(request, acceptor, isOffered('ntlm') ? scheme : undefined, token);
      if (tried.kind === 'challenge') return step('handshake', request, [tried.challenge]);
      if (tried.kind === 'refused') return step('refused', request, offers());
      cameIn.set(request, tried.account);
      return { answer: null, headers: tried.headers };
    },
  };
}

type Tried =
  | { readonly kind: 'in'; readonly account: Account; readonly headers: AnswerHeaders }
  | { readonly kind: 'challenge'; readonly challenge: string }
  | { readonly kind: 'refused' };

const REFUSED: Tried = { kind: 'refused' };

function byBasic(token: string, accounts: readonly Account[], lockoutAfter: number): Tried {
  const [, username = '', password = ''] = /^([^:]*):([^]*)$/.exec(Buffer.from(token, 'base64').toString('utf8')) ?? [];
  const name = readLogonName(username);
  if (name === undefined) return REFUSED;
  const logon = logOn(findWindowsAccount(accounts, name, SERVER), (known) => known === password, lockoutAfter);
  return logon.ok ? { kind: 'in', account: logon.account, headers: {} } : REFUSED;
}

/** The next step of the handshake, or whoever finished it on this connection before. */
function byConnection(
  { socket, headers }: IncomingMessage,
  acceptor: NtlmAcceptor,
  scheme: Scheme | undefined,
  token: string,
): Tried {
  if (headers.authorization === undefined) {
    acceptor.abandon(socket);
    const account = acceptor.accountOn(socket);
    return account === undefined ? REFUSED : { kind: 'in', account, headers: { 'persistent-auth': 'true' } };
  }
  if (scheme === undefined) return REFUSED;
  const next = acceptor.receive(socket, scheme, Buffer.from(token, 'base64'));
  if (next.kind === 'challenge') return { kind: 'challenge', challenge: `${scheme} ${next.token.toString('base64')}` };
  if (next.kind === 'refused') return REFUSED;
  const last = next.token === undefined ? {} : { 'www-authenticate': `${scheme} ${next.token.toString('base64')}` };
  return { kind: 'in', account: next.account, headers: { 'persistent-auth': 'true', ...last } };
}

/** As IIS has them: whoever is not in hears nothing of OData (wire: vm-clouds 7). */
export function loginPage(challenges: readonly string[]): Answer {
  return refusalPage(401, '401 - Unauthorized: Access is denied due to invalid credentials.', {
    'www-authenticate': challenges,
  });
}

export function refusalPage(status: number, title: string, headers: AnswerHeaders = {}): Answer {
  const body = `<!DOCTYPE html>\n<html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>\n`;
  return { status, contentType: 'text/html', body, headers };
}

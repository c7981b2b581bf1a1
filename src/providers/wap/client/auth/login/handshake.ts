import { errorChain } from '../../tls/error-chain.ts';
import { authenticateMessage } from '../ntlm/authenticate-message.ts';
import { isNtlmMessage, readChallengeMessage } from '../ntlm/challenge-message.ts';
import { negotiateMessage } from '../ntlm/negotiate-message.ts';
import type { NtlmCredentials } from '../ntlm/ntlm-v2-response.ts';
import { readAuthenticationOffers } from './authentication-offers.ts';
import type { HttpAnswer, HttpRequest, KeptConnection } from './kept-connection.ts';
import {
  connectionChanged,
  kerberosWanted,
  loginRefused,
  ntlmBrokenOff,
  schemeUnknown,
  type LoginTarget,
} from './login-errors.ts';
import { ntlmWithinSpnego, spnegoAround } from './spnego.ts';

type Scheme = 'NTLM' | 'Negotiate';

export interface HandshakeInput {
  readonly connection: KeptConnection;
  readonly request: HttpRequest;
  readonly target: LoginTarget;
  readonly credentials: NtlmCredentials;
  /** The account as it may be shown. */
  readonly account: string;
  /** `HTTP/host`. */
  readonly servicePrincipal: string;
  readonly now: () => number;
  readonly random: (size: number) => Uint8Array;
  /** Told when the credentials were taken, and not when nobody had asked for them. */
  readonly onAccepted: () => void;
}

/**
 * Logs in on the connection while asking what was to be asked; the answer is that of the request itself. The body travels on the
 * last leg only. Throws `LOGIN_REFUSED` when the credentials are not taken, and never sends them a second time.
 */
export async function handshake(input: HandshakeInput, signal: AbortSignal): Promise<HttpAnswer> {
  const { connection, request } = input;
  const negotiate = negotiateMessage();
  const opened = await openWith(input, 'NTLM', negotiate, signal);
  if (opened.kind === 'not-asked') {
    // Nobody asked us to log in, and so far only an empty body was sent: now the request itself, without credentials.
    return request.body === undefined ? opened.answer : connection.exchange(request, signal);
  }
  return prove(input, negotiate, opened, signal);
}

type Opened =
  | { readonly kind: 'not-asked'; readonly answer: HttpAnswer }
  | { readonly kind: 'challenged'; readonly scheme: Scheme; readonly challenge: Buffer; readonly isWrapped: boolean };

/** The first leg. NTLM is tried unasked, which saves a round trip; where only Negotiate is offered, the same message goes there. */
async function openWith(
  input: HandshakeInput,
  scheme: Scheme,
  negotiate: Buffer,
  signal: AbortSignal,
): Promise<Opened> {
  const { connection, request, target } = input;
  const answer = await connection.exchange(withLogin({ ...request, body: '' }, scheme, negotiate), signal);
  if (answer.status !== 401) return { kind: 'not-asked', answer };
  const offers = readAuthenticationOffers(answer.headers['www-authenticate']);
  const offer = offers.get(scheme.toLowerCase());
  if (offer === undefined && scheme === 'NTLM' && offers.has('negotiate'))
    return openWith(input, 'Negotiate', negotiate, signal);
  if (offer === undefined) throw schemeUnknown(target, offers);
  const token = Buffer.from(offer, 'base64');
  if (isNtlmMessage(token)) return { kind: 'challenged', scheme, challenge: token, isWrapped: false };
  const unwrapped = ntlmWithinSpnego(token);
  if (unwrapped !== undefined) return { kind: 'challenged', scheme, challenge: unwrapped, isWrapped: true };
  throw scheme === 'Negotiate' ? kerberosWanted(target) : ntlmBrokenOff(target);
}

async function prove(
  input: HandshakeInput,
  negotiate: Buffer,
  opened: Extract<Opened, { kind: 'challenged' }>,
  signal: AbortSignal,
): Promise<HttpAnswer> {
  const { connection } = input;
  const proof = authenticateMessage({
    credentials: input.credentials,
    negotiate,
    challenge: readChallengeMessage(opened.challenge),
    servicePrincipal: input.servicePrincipal,
    channelBinding: connection.channelBinding(),
    clientChallenge: Buffer.from(input.random(8)),
    now: input.now(),
  });
  connection.pin();
  try {
    const token = opened.isWrapped ? spnegoAround(proof) : proof;
    const answer = await connection
      .exchange(withLogin(input.request, opened.scheme, token), signal)
      .catch((error: unknown) => {
        // Whether the end of the connection is seen before or after our last message was written is a matter of luck.
        throw isLost(error) ? connectionChanged(input.target, error) : error;
      });
    if (answer.status === 401) throw loginRefused(input.target, input.account);
    input.onAccepted();
    return answer;
  } finally {
    connection.unpin();
  }
}

function withLogin(request: HttpRequest, scheme: Scheme, token: Buffer): HttpRequest {
  return { ...request, headers: { ...request.headers, authorization: `${scheme} ${token.toString('base64')}` } };
}

function isLost(error: unknown): boolean {
  return errorChain(error).some(({ code }) => code === 'UND_ERR_SOCKET' || code === 'ECONNRESET' || code === 'EPIPE');
}

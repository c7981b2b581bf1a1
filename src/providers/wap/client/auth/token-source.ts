import { ControllerError } from '../../../../model/controller-error.ts';
import { describeConnectionError } from '../tls/describe-connection-error.ts';
import { loginOnce, type RenewableToken } from './tokens/login-once.ts';
import { tokenRefused } from './tokens/token-errors.ts';
import { tokenIssuer } from './tokens/token-issuer.ts';
import type { TokenSourceOptions } from './token-source-options.ts';

/**
 * Tokens for the Admin API, from wherever the settings say. Many may ask at once: there is one login for all of them, and it goes
 * on when its callers give up. Credentials that were refused are never sent again: from then on every call throws the same
 * error without touching the network. Everything that is thrown is a ControllerError.
 */
export interface TokenSource {
  /** A token that is good for some time yet. */
  token(signal: AbortSignal): Promise<string>;
  /**
   * A new token in place of `refused`, which the API answered with 401. If it was replaced meanwhile, that newer one.
   * Throws `TOKEN_REFUSED` when there is none better: a fresh token was refused within a minute, or the file has no other.
   */
  renew(refused: string, signal: AbortSignal): Promise<string>;
  /** For `x-ms-principal-id`: as configured, else the account as one would type it, else the `upn` of the token at hand. */
  readonly principal: string;
  close(): void;
}

/** How long after a failed or useless refresh the token at hand is used without asking again. */
const REFRESH_PAUSE_MS = 30_000;
/** A token that is refused this soon after its renewal is not refused because of its age. */
const SUSPICIOUSLY_FRESH_MS = 60_000;
const NOBODY = 'vdc';

/** `issuer`: instead of the one that the options name. */
export function createTokenSource(options: TokenSourceOptions, issuer = tokenIssuer(options)): TokenSource {
  const { now } = options;
  const explain = explainerFor(options, issuer.name);
  const closing = new AbortController();
  const login = loginOnce(issuer, now, closing.signal, explain);
  let held: RenewableToken | undefined;
  let quietUntil = 0;

  async function refresh(fresh: Promise<RenewableToken>): Promise<string> {
    const next = await fresh;
    // A file may still hold the token that nears its end: use it up, and do not read the file for each request.
    if (next.refreshAt <= now()) quietUntil = now() + REFRESH_PAUSE_MS;
    held = next;
    return next.token;
  }

  function tokenAtHand(): string | undefined {
    const time = now();
    if (held === undefined || time >= held.expiresAt) return undefined;
    return time < held.refreshAt || time < quietUntil ? held.token : undefined;
  }

  async function token(signal: AbortSignal): Promise<string> {
    const atHand = tokenAtHand();
    if (atHand !== undefined) return atHand;
    const old = held;
    try {
      return await refresh(login.join(signal));
    } catch (error) {
      login.throwIfRefused();
      if (old === undefined || now() >= old.expiresAt || signal.aborted) throw error;
      // Renewed early on purpose: the token service may be away for a while, and nobody notices.
      quietUntil = now() + REFRESH_PAUSE_MS;
      return old.token;
    }
  }

  async function renew(refused: string, signal: AbortSignal): Promise<string> {
    if (held?.token !== refused) return token(signal);
    if (held.isRenewal && now() - held.receivedAt < SUSPICIOUSLY_FRESH_MS)
      throw tokenRefused('even a fresh one was refused');
    return refresh(login.joinInPlaceOf(refused, signal));
  }

  async function guarded(work: (signal: AbortSignal) => Promise<string>, signal: AbortSignal): Promise<string> {
    const either = AbortSignal.any([signal, closing.signal]);
    try {
      either.throwIfAborted();
      login.throwIfRefused();
      return await work(either);
    } catch (error) {
      throw explain(error);
    }
  }

  return {
    token: (signal) => guarded(token, signal),
    renew: (refused, signal) => guarded((either) => renew(refused, either), signal),
    get principal() {
      return options.principal ?? issuer.account ?? held?.claims.upn ?? NOBODY;
    },
    close: () => closing.abort(),
  };
}

function explainerFor({ endpoint }: TokenSourceOptions, name: string): (error: unknown) => ControllerError {
  if (endpoint !== undefined) return (error) => describeConnectionError(error, { url: endpoint, purpose: name });
  return (error) =>
    error instanceof ControllerError
      ? error
      : new ControllerError('CALL_ABANDONED', `Waiting for ${name} was given up.`, { cause: error, retry: 'later' });
}

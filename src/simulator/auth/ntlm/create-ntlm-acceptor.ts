import { timingSafeEqual } from 'node:crypto';
import type { Account } from '../accounts.ts';
import { logOn, findWindowsAccount } from '../accounts.ts';
import { randomBytes } from '../random-bytes.ts';
import { type AuthenticateMessage, readAuthenticateMessage } from './authenticate-message.ts';
import { type Challenge, type ServerNames, writeChallengeMessage } from './challenge-message.ts';
import { checkChannelBinding, expectedChannelBinding, type ExtendedProtection } from './channel-binding.ts';
import { flag, has } from './flags.ts';
import { messageType } from './message-fields.ts';
import { firstSignature } from './message-signature.ts';
import { readNegotiateMessage } from './negotiate-message.ts';
import { NtlmRefused, type NtlmRefusal } from './ntlm-refused.ts';
import { isMic, provenSessionKey } from './ntlm-v2.ts';
import { readSpnegoToken, type SpnegoToken, writeSpnegoChallenge, writeSpnegoCompleted } from './spnego.ts';

export type Scheme = 'NTLM' | 'Negotiate';

export type NtlmAnswer =
  | { readonly kind: 'challenge'; readonly token: Buffer }
  | { readonly kind: 'accepted'; readonly account: Account; readonly token: Buffer | undefined }
  | { readonly kind: 'refused'; readonly reason: NtlmRefusal; readonly user: string | undefined };

export interface NtlmAcceptor {
  /** The next step of the handshake on `connection`. A refusal or a new beginning forgets who was logged in there. */
  receive(connection: object, scheme: Scheme, token: Buffer): NtlmAnswer;
  /** Who is logged in on this very connection. */
  accountOn(connection: object): Account | undefined;
  /** A request without a token ends a handshake that was under way; a finished one stays. */
  abandon(connection: object): void;
}

export interface NtlmAcceptorOptions {
  readonly accounts: readonly Account[];
  readonly names: ServerNames;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Numbers in [0, 1). */
  readonly random: () => number;
  /** Of the certificate that the server shows: what clients bind their logins to. */
  readonly certificateDer: Uint8Array;
  /** These two are asked at every login, so that a test may turn them at any time. */
  readonly extendedProtection: () => ExtendedProtection;
  readonly lockoutAfter: () => number;
}

type Conversation =
  | {
      readonly step: 'challenged';
      readonly scheme: Scheme;
      readonly negotiate: Buffer;
      readonly challenge: Challenge;
      /** The client's list of mechanisms; undefined when it speaks NTLM without SPNEGO around it. */
      readonly mechanisms: Buffer | undefined;
    }
  | { readonly step: 'logged in'; readonly account: Account };

type Challenged = Extract<Conversation, { step: 'challenged' }>;

/** The server side of NTLMv2 (MS-NLMP) over HTTP. A login belongs to one connection and cannot be carried to another. */
export function createNtlmAcceptor(options: NtlmAcceptorOptions): NtlmAcceptor {
  const conversations = new WeakMap<object, Conversation>();
  let known: Buffer | undefined;
  /** Read from the certificate when somebody first logs in: to parse it is most of what a simulator's start would cost. */
  const binding = (): Buffer => (known ??= expectedChannelBinding(options.certificateDer));

  function receive(connection: object, scheme: Scheme, bytes: Buffer): NtlmAnswer {
    const before = conversations.get(connection);
    // Each challenge serves once: whatever follows, it is not asked for again.
    conversations.delete(connection);
    try {
      const token = unwrap(scheme, bytes);
      if (messageType(token.ntlm) === 1) return challenge(connection, scheme, token);
      if (messageType(token.ntlm) !== 3) throw new NtlmRefused('malformed message');
      if (
        before?.step !== 'challenged' ||
        before.scheme !== scheme ||
        token.isSpnego !== (before.mechanisms !== undefined)
      )
        throw new NtlmRefused('message out of order');
      return authenticate(connection, before, token);
    } catch (error) {
      if (!(error instanceof NtlmRefused)) throw error;
      return { kind: 'refused', reason: error.reason, user: error.user };
    }
  }

  function challenge(connection: object, scheme: Scheme, token: Unwrapped): NtlmAnswer {
    const flags = readNegotiateMessage(token.ntlm);
    const challenge = writeChallengeMessage(flags, options.names, randomBytes(options.random, 8), options.now());
    const { mechanisms } = token;
    conversations.set(connection, { step: 'challenged', scheme, negotiate: token.ntlm, challenge, mechanisms });
    const answer = token.isSpnego ? writeSpnegoChallenge(challenge.message) : challenge.message;
    return { kind: 'challenge', token: answer };
  }

  function authenticate(connection: object, before: Challenged, token: Unwrapped): NtlmAnswer {
    const message = readAuthenticateMessage(token.ntlm, before.challenge.flags);
    const { account, sessionKey } = identify(message, before.challenge.serverChallenge);
    const spoken = [before.negotiate, before.challenge.message, message.withoutMic];
    if (message.mic !== undefined && !isMic(message.mic, sessionKey, spoken))
      throw new NtlmRefused('wrong MIC', account.upn);
    checkChannelBinding(message.channelBinding, binding(), options.extendedProtection());
    const completed = completeSpnego(before, token, sessionKey);
    conversations.set(connection, { step: 'logged in', account });
    return { kind: 'accepted', account, token: completed };
  }

  function identify(message: AuthenticateMessage, serverChallenge: Buffer) {
    let sessionKey: Buffer | undefined;
    const logon = logOn(
      findWindowsAccount(options.accounts, message, options.names),
      (password) => {
        sessionKey = provenSessionKey(message, serverChallenge, password);
        return sessionKey !== undefined;
      },
      options.lockoutAfter(),
    );
    const claimed = message.domain === '' ? message.user : `${message.domain}\\${message.user}`;
    if (!logon.ok || sessionKey === undefined)
      throw new NtlmRefused(logon.ok ? 'wrong password' : logon.reason, claimed);
    return { account: logon.account, sessionKey };
  }

  return {
    receive,
    accountOn: (connection) => {
      const conversation = conversations.get(connection);
      return conversation?.step === 'logged in' ? conversation.account : undefined;
    },
    abandon: (connection) => {
      if (conversations.get(connection)?.step === 'challenged') conversations.delete(connection);
    },
  };
}

interface Unwrapped extends SpnegoToken {
  readonly isSpnego: boolean;
}

/** Under `Negotiate` clients may send NTLM with or without SPNEGO around it, and Windows takes both. Under `NTLM` only without. */
function unwrap(scheme: Scheme, bytes: Buffer): Unwrapped {
  if (scheme === 'NTLM' || messageType(bytes) !== undefined)
    return { ntlm: bytes, mechanisms: undefined, mechListMic: undefined, isSpnego: false };
  return { ...readSpnegoToken(bytes), isSpnego: true };
}

/** The last SPNEGO token, once the client's code over its list of mechanisms has been checked; undefined without SPNEGO. */
function completeSpnego(before: Challenged, token: Unwrapped, sessionKey: Buffer): Buffer | undefined {
  const { mechanisms } = before;
  if (mechanisms === undefined) return undefined;
  if (token.mechListMic === undefined) return writeSpnegoCompleted(undefined);
  const theirs = has(before.challenge.flags, flag.extendedSessionSecurity)
    ? firstSignature(sessionKey, 'client-to-server', mechanisms)
    : undefined;
  if (theirs?.length !== token.mechListMic.length || !timingSafeEqual(theirs, token.mechListMic))
    throw new NtlmRefused('wrong mechListMIC');
  return writeSpnegoCompleted(firstSignature(sessionKey, 'server-to-client', mechanisms));
}

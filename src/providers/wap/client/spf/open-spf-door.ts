import { createConnectionLogin } from '../auth/connection-login.ts';
import { readAuthenticationOffers, type AuthenticationOffers } from '../auth/login/authentication-offers.ts';
import { createLoginTurns } from '../auth/login/login-turns.ts';
import { untilAborted } from '../auth/until-aborted.ts';
import type { ConnectionPoolOptions } from '../http/connection-pool.ts';
import { openPooledDoor, type Door, type OpenDoor } from '../http/door.ts';
import type { Attempt, Outgoing } from '../http/exchange.ts';
import { createBasicDoor } from './basic-door.ts';
import { createNtlmDoor } from './ntlm-door.ts';
import { BASIC_INSTEAD, GROUP, forbiddenBeforeLogin, nothingUsableOffered } from './spf-errors.ts';

export interface SpfDoorOptions extends ConnectionPoolOptions {
  readonly purpose: string;
  readonly username: string;
  readonly password: string;
  readonly now: () => number;
  readonly random: (size: number) => Uint8Array;
  readonly openPooled?: OpenDoor;
}

/** The server speaks NTLM by name only, and no password has gone out: Basic may still do. */
const NTLM_DOES_NOT_WORK: ReadonlySet<string> = new Set(['LOGIN_KERBEROS_ONLY', 'NTLM_BROKEN_OFF']);

/**
 * Finds out how to log in by asking without credentials, and keeps what it found. NTLM is preferred, since with it the
 * password does not leave this machine.
 */
export async function openSpfDoor(options: SpfDoorOptions): Promise<Door> {
  const {
    origin,
    purpose,
    username,
    password,
    ca,
    now,
    random,
    connectTimeoutMs,
    openPooled = openPooledDoor,
  } = options;
  const target = { origin, purpose, username };
  const turns = createLoginTurns(now);
  const pooled = await openPooled(options);
  const basic = createBasicDoor({ pooled, target, password, turns });
  const ntlm = createNtlmDoor({
    turns,
    connect: () =>
      createConnectionLogin({
        url: origin,
        purpose,
        username,
        password,
        ca,
        now,
        random,
        turns,
        otherwise: BASIC_INSTEAD,
        group: GROUP,
        // Each request brings its own limits.
        limits: { connectTimeoutMs, answerTimeoutMs: 0, maxAnswerBytes: -1 },
      }),
  });
  let way: Door | undefined;
  /** Settled when somebody who asks without credentials has an answer. */
  let asking: Promise<Attempt> | undefined;

  async function ask(outgoing: Outgoing, signal: AbortSignal): Promise<Attempt> {
    let attempt: Attempt;
    try {
      attempt = await (asking = pooled.send(outgoing, signal));
    } finally {
      asking = undefined;
    }
    if (attempt.kind !== 'answer') return attempt;
    if (attempt.status === 403) return { kind: 'refused', status: 403, error: forbiddenBeforeLogin(target) };
    if (attempt.status !== 401) return attempt;
    const offers = readAuthenticationOffers(attempt.headers['www-authenticate']);
    way = wayAmong(offers);
    if (way === undefined) return { kind: 'refused', status: 401, error: nothingUsableOffered(target, offers) };
    return way.send(outgoing, signal);
  }

  function wayAmong(offers: AuthenticationOffers): Door | undefined {
    if (!offers.has('ntlm') && !offers.has('negotiate')) return offers.has('basic') ? basic : undefined;
    return offers.has('basic') ? ntlmElseBasic : ntlm;
  }

  const ntlmElseBasic: Door = {
    async send(outgoing, signal) {
      const attempt = await ntlm.send(outgoing, signal);
      // Once it has worked it does, and what fails later is another matter.
      if (way === ntlmElseBasic && attempt.kind === 'answer' && attempt.status < 500) way = ntlm;
      if (attempt.kind !== 'refused' || !NTLM_DOES_NOT_WORK.has(attempt.error.code)) return attempt;
      way = basic;
      return basic.send(outgoing, signal);
    },
    close: () => ntlm.close(),
  };

  return {
    async send(outgoing, signal) {
      for (;;) {
        const refusal = turns.refusal();
        if (refusal !== undefined) throw refusal;
        if (way !== undefined) return way.send(outgoing, signal);
        if (asking === undefined) return ask(outgoing, signal);
        // What became of another's question is that one's; here only that it has ended.
        await untilAborted(asking.then(ignore, ignore), signal);
      }
    },
    async close() {
      await Promise.all([pooled.close(), ntlm.close()]);
    },
  };
}

function ignore(): void {
  // nothing to do
}

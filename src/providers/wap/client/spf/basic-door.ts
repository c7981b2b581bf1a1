import type { LoginTurns } from '../auth/login/login-turns.ts';
import type { Door } from '../http/door.ts';
import { basicRefused, type SpfTarget } from './spf-errors.ts';

export interface BasicDoorOptions {
  readonly pooled: Door;
  readonly target: SpfTarget;
  readonly password: string;
  readonly turns: LoginTurns;
}

/** Each request carries the password (RFC 7617, in UTF-8), which only TLS makes bearable; a 401 means that it is wrong. */
export function createBasicDoor({ pooled, target, password, turns }: BasicDoorOptions): Door {
  const authorization = `Basic ${Buffer.from(`${target.username}:${password}`).toString('base64')}`;
  return {
    async send(outgoing, signal) {
      const turn = await turns.take(signal);
      try {
        const attempt = await pooled.send({ ...outgoing, headers: { ...outgoing.headers, authorization } }, signal);
        if (attempt.kind !== 'answer') return attempt;
        if (attempt.status === 401) {
          const error = basicRefused(target);
          turn.refused(error);
          return { kind: 'refused', status: 401, error };
        }
        // Above stand answers that something in front of the login may have given.
        if (attempt.status < 500) turn.accepted();
        return attempt;
      } finally {
        turn.leave();
      }
    },
    close: () => pooled.close(),
  };
}

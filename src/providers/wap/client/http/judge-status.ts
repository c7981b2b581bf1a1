import type { Retry } from '../../../../model/controller-error.ts';
import type { RequestFacts } from './explain-failure.ts';

export interface Verdict {
  readonly code: string;
  /** What it means here, and what to do. */
  readonly advice: string;
  readonly retry: Retry;
  readonly mayHaveHappened?: boolean;
}

/**
 * What an error status means to whoever asked (wire: admin-api 11): told by the status alone, since WAP publishes no list of
 * its codes. `isWapSpeaking` says whether the body is in WAP's words: only then does a 404 prove that something is gone.
 */
export function judgeStatus(status: number, isWapSpeaking: boolean, facts: RequestFacts): Verdict {
  const { request, purpose, origin, principal, advice } = facts;
  if (status >= 300 && status < 400) {
    return never(
      'WAP_REDIRECTED',
      `This is a portal or login page, not an API: check that ${origin} is ${purpose} and not a portal or its auth site.`,
    );
  }
  if (status >= 500 && request.method !== 'GET' && request.repeat !== 'safe') {
    const unknown = 'Whether it was carried out is not known; it has to be looked at before it is tried again.';
    return { ...later('WAP_OUTCOME_UNKNOWN', unknown), mayHaveHappened: true };
  }
  if (status >= 500 || status === 408) {
    return later('WAP_FAILED', `It is tried again later; if it stays, the event log of ${purpose} says why.`);
  }
  switch (status) {
    case 401:
      return never(
        'WAP_TOKEN_REFUSED',
        `A fresh token was refused too. Add ${principal ?? 'the account'} with Add-MgmtSvcAdminUser, and check on the WAP machine that the token signing certificate has not expired or been replaced (Set-MgmtSvcRelyingPartySettings).`,
      );
    case 403:
      return never(
        'WAP_FORBIDDEN',
        advice?.[403] ??
          `${principal ?? 'The account'} may not do this. Give it the right (Add-MgmtSvcAdminUser for administrators); a suspended subscription refuses its tenant in the same way.`,
      );
    case 404:
      return isWapSpeaking
        ? never(
            'WAP_NOT_FOUND',
            'What is addressed, or something it depends on, is not there; plan again to see what is.',
          )
        : later('WAP_NOT_JSON', `This proves nothing to be gone: something else than ${purpose} answers at ${origin}.`);
    case 409:
      return never('WAP_CONFLICT', 'Something of that name or id exists already; whose it is has to be looked at.');
    case 429:
      return later('WAP_BUSY', 'Lower reconcile.requestsPerSecond if this is frequent.');
    default:
      return never('WAP_REFUSED', 'The same request would be refused again; what it says tells what to change.');
  }
}

function never(code: string, advice: string): Verdict {
  return { code, advice, retry: 'never' };
}

function later(code: string, advice: string): Verdict {
  return { code, advice, retry: 'later' };
}
